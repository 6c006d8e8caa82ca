"""The instruments in plain words. The questions themselves are never reworded nor translated here."""

from __future__ import annotations

from typing import Any

from companion.core.words import _l
from companion.records.assessments.rules import Rhythm

TITLES: dict[str, Any] = {
    "bam_iop": _l("Your week"),
    "phq9": _l("Your mood"),
    "gad7": _l("Worry and nerves"),
    "phq2": _l("Your mood, in short"),
    "audit_c": _l("Alcohol in the past year"),
}
# What each number is called to the client, and what more of it means.
SCALES: dict[str, Any] = {
    "use": _l("Use"),
    "risk": _l("What makes it harder"),
    "protective": _l("What helps you"),
    "total": _l("Your number"),
}
MEANINGS: dict[str, Any] = {
    "use": _l("A higher number means more use."),
    "risk": _l("A higher number means more that makes it harder."),
    "protective": _l("A higher number means more that helps you."),
    "total": _l("A higher number means it bothered you more."),
    "audit_c": _l("A higher number means more drinking."),
}
# What the desk calls them: the instrument’s own words.
STAFF_SCALES: dict[str, Any] = {
    "use": _l("Use"),
    "risk": _l("Risk"),
    "protective": _l("Protective"),
    "total": _l("Score"),
}
# By the instrument’s own name for the band.
BANDS: dict[str, Any] = {
    "none to minimal": _l("none to minimal"),
    "minimal": _l("minimal"),
    "mild": _l("mild"),
    "moderate": _l("moderate"),
    "moderately severe": _l("moderately severe"),
    "severe": _l("severe"),
}
GROUPS: dict[str, Any] = {"men": _l("for men"), "women": _l("for women"), "": ""}
RHYTHMS: dict[Rhythm, Any] = {
    Rhythm.NEVER: _l("Not asked"),
    Rhythm.ONCE: _l("Once"),
    Rhythm.WEEKLY: _l("Every week"),
    Rhythm.TWO_WEEKS: _l("Every 2 weeks"),
    Rhythm.THREE_WEEKS: _l("Every 3 weeks"),
    Rhythm.FOUR_WEEKS: _l("Every 4 weeks"),
}
