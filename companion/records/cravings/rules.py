"""What a craving entry may say.

Source: the NIDA cognitive-behavioral daily record (when, situation, intensity, how I coped). The
0 to 10 strength is the program's own single question, not a validated scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

LOWEST, HIGHEST = 0, 10
STRONG_FROM = 8
ENTER_BACK = timedelta(days=14)
# How long an open wave is asked about.
ASKED_FOR = timedelta(hours=24)
# Own design: a client's own pace is told from five rated waves on, and over the last six of them.
PACE_FROM, PACE_OVER = 5, 6
LONGEST_WAVE = timedelta(hours=3)

# Source: external and internal triggers as in relapse-prevention work; a client adds their own in words.
TRIGGERS = (
    "people",
    "place",
    "payday",
    "time_of_day",
    "argument",
    "bored",
    "lonely",
    "angry",
    "sad",
    "worried",
    "tired",
    "hungry",
    "pain",
    "stress",
    "celebrating",
    "other",
)
OUTCOMES = ("rode_it_out", "used_skill", "reached_out", "still_in_it", "used", "not_say")


@dataclass(frozen=True)
class Wave:
    """One that was logged as it came (``at``) and rated again at ``rated_at``; 0 to 10 each."""

    at: datetime
    rated_at: datetime
    before: int
    after: int

    @property
    def is_halved(self) -> bool:
        return self.after * 2 <= self.before


@dataclass(frozen=True)
class Pace:
    """Of the last ``rated`` waves ``halved`` were down by half, in about ``minutes``."""

    rated: int
    halved: int
    minutes: int


def pace(waves: Sequence[Wave]) -> Pace | None:
    """The client's own pace from their newest waves, or None while there is too little to say.

    A wave that began at 0 cannot halve, and one that was rated hours later says nothing about how long it
    took: neither is counted. ``minutes`` is the median of those that halved, and never less than one.
    """
    fit = [wave for wave in waves if wave.before > 0 and wave.rated_at - wave.at <= LONGEST_WAVE]
    newest = sorted(fit, key=lambda wave: wave.at)[-PACE_OVER:]
    lasted = [(wave.rated_at - wave.at).total_seconds() / 60 for wave in newest if wave.is_halved]
    if len(newest) < PACE_FROM or not lasted:
        return None
    return Pace(len(newest), len(lasted), max(1, round(median(lasted))))


def is_strong(strength: int | None) -> bool:
    return strength is not None and strength >= STRONG_FROM


def ending(before: int | None, after: int | None) -> str:
    """How a wave ended, in one of three honest words, or "unknown" where a number is missing."""
    if before is None or after is None:
        return "unknown"
    if after < before:
        return "down"
    return "same" if after == before else "up"


def is_time_allowed(occurred_at: datetime, now: datetime) -> bool:
    """Not in the future (a minute of clock drift aside) and at most 14 days back."""
    return now - ENTER_BACK <= occurred_at <= now + timedelta(minutes=1)
