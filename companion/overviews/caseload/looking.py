"""What a counselor looks at first, each as a fact with its time. Plain rules, no score.

Source: the program's own thresholds of the caseload, so that the page and the list say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from companion.core import words
from companion.core.words import _, _l, _n
from companion.overviews.caseload.rules import Numbers
from companion.records.triage.facts import Limits

MOST_LINES = 5
STRONG, MISSED, SLEEP, QUIET = _l("Strong craving"), _l("Missed"), _l("Sleep"), _l("No entry")


@dataclass(frozen=True)
class Line:
    chip: Any
    text: str


@dataclass(frozen=True)
class Looked:
    """``last_entry_on`` is None where nothing was logged since the window before began, on ``since``."""

    numbers: Numbers
    numbers_before: Numbers
    missed_on: Collection[date]
    short_nights: int
    last_entry_on: date | None
    since: date
    today: date
    limits: Limits


def lines(looked: Looked) -> list[Line]:
    """In the order in which they are read; a rule that does not hold says nothing."""
    return [line for rule in RULES if (line := rule(looked))]


def _strong(looked: Looked) -> Line | None:
    highest, was = looked.numbers.highest, looked.numbers_before.highest
    if highest is None:
        return None
    is_higher = was is not None and highest - was >= looked.limits.rise
    if highest < looked.limits.strong_from and not is_higher:
        return None
    said = _("Highest %(number)s", number=highest)
    return Line(STRONG, f"{said}, {_('was %(number)s', number=was)}." if was is not None else f"{said}.")


def _missed(looked: Looked) -> Line | None:
    days = ", ".join(words.weekday(on) for on in looked.missed_on)
    return Line(MISSED, f"{days}.") if len(looked.missed_on) >= looked.limits.missed else None


def _sleep(looked: Looked) -> Line | None:
    if looked.short_nights < looked.limits.short_nights:
        return None
    return Line(
        SLEEP, _n("Under 5 hours, %(num)d night.", "Under 5 hours, %(num)d nights.", looked.short_nights)
    )


def _quiet(looked: Looked) -> Line | None:
    days = (looked.today - (looked.last_entry_on or looked.since)).days
    if days < looked.limits.silent_days:
        return None
    return Line(QUIET, _n("%(num)d day.", "%(num)d days.", days))


RULES: tuple[Callable[[Looked], Line | None], ...] = (_strong, _missed, _sleep, _quiet)
