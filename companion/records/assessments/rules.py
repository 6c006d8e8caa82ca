"""Which questions are asked, what is worth a second look, and when an instrument is due again.

Source of the skips and soft checks: the instrument files (VistA routine YTSBAMI for the BAM-IOP). Source of
the usual rhythm: the BAM-IOP is made for every 7 days, the PHQ-9 and the GAD-7 for every 2 to 4 weeks, the
AUDIT-C asks about a year and is for intake only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from companion.records.assessments.scoring import Answers

# Project choice, unvalidated: an answer that is worse by so much is marked for the counselor.
WORSE_BY = 2
# Project choice: a longer pause would mix two different weeks in one set of answers.
RESUME_WITHIN = timedelta(days=3)
GRID_WEEKS = timedelta(weeks=6)
GRID_LEAST = 6


@dataclass(frozen=True)
class Option:
    """``loinc`` is the code of the answer, where one is known."""

    value: int
    label: str
    loinc: str = ""


@dataclass(frozen=True)
class Skip:
    """Not asked, and counted as ``then``, when the answer to ``item`` equals that."""

    item: str
    equals: int
    then: int


@dataclass(frozen=True)
class Item:
    """A question, word for word. ``asked_after``: only when one of these was answered above 0."""

    id: str
    text: str
    options: tuple[Option, ...]
    help: str = ""
    stem: str = ""
    skip: Skip | None = None
    asked_after: tuple[str, ...] = ()
    loinc: str = ""

    def label_of(self, value: int | None) -> str | None:
        return next((option.label for option in self.options if option.value == value), None)


@dataclass(frozen=True)
class Check:
    """The answer to ``item`` should not be above the answer to ``at_most``. It warns and never refuses."""

    item: str
    at_most: str
    message: str


def is_asked(item: Item, answers: Answers) -> bool:
    """A question whose condition was not answered is asked, except one that follows from others."""
    if item.skip:
        return answers.get(item.skip.item) != item.skip.equals
    if item.asked_after:
        return any(value is not None and value > 0 for value in map(answers.get, item.asked_after))
    return True


def asked(items: Iterable[Item], answers: Answers) -> list[Item]:
    return [item for item in items if is_asked(item, answers)]


def next_open(items: Sequence[Item], answers: Answers, after: Item | None = None) -> Item | None:
    """The first question after that one that was neither answered nor declined, else the first of all."""
    waiting = [item for item in asked(items, answers) if item.id not in answers]
    later = [item for item in waiting if after and items.index(item) > items.index(after)]
    return next(iter(later or waiting), None)


def settled(items: Sequence[Item], answers: Answers) -> tuple[dict[str, int | None], list[str]]:
    """The answers with what the skips put in their place, and which questions a rule passed over."""
    values = {item.id: answers.get(item.id) for item in asked(items, answers)}
    skipped = [item for item in items if item.id not in values]
    values |= {item.id: item.skip.then for item in skipped if item.skip}
    return values, [item.id for item in skipped]


def warnings(checks: Iterable[Check], answers: Answers) -> list[Check]:
    """The soft checks that these answers do not pass; a missing answer passes."""
    return [check for check in checks if is_above(answers.get(check.item), answers.get(check.at_most))]


def is_above(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and one > other


def is_worse(before: int | None, after: int | None, *, is_higher_better: bool) -> bool:
    """Worse by two or more. Unknown is neither better nor worse."""
    if before is None or after is None:
        return False
    return (before - after if is_higher_better else after - before) >= WORSE_BY


class Rhythm(StrEnum):
    """How often an instrument is asked for."""

    NEVER = "never"
    ONCE = "once"
    WEEKLY = "1_week"
    TWO_WEEKS = "2_weeks"
    THREE_WEEKS = "3_weeks"
    FOUR_WEEKS = "4_weeks"


# Own design: so long after it was due somebody of the care team is asked to look.
OVERDUE_AFTER = timedelta(weeks=1)
LENGTHS = {
    Rhythm.WEEKLY: timedelta(weeks=1),
    Rhythm.TWO_WEEKS: timedelta(weeks=2),
    Rhythm.THREE_WEEKS: timedelta(weeks=3),
    Rhythm.FOUR_WEEKS: timedelta(weeks=4),
}
USUAL = {"bam_iop": Rhythm.WEEKLY, "phq9": Rhythm.TWO_WEEKS, "gad7": Rhythm.TWO_WEEKS}
_TWO_TO_FOUR = (Rhythm.NEVER, Rhythm.TWO_WEEKS, Rhythm.THREE_WEEKS, Rhythm.FOUR_WEEKS)
OFFERED = {
    "bam_iop": (Rhythm.NEVER, *LENGTHS),
    "phq9": _TWO_TO_FOUR,
    "gad7": _TWO_TO_FOUR,
    "phq2": _TWO_TO_FOUR,
    "audit_c": (Rhythm.NEVER, Rhythm.ONCE),
}


def usual_rhythm(instrument: str) -> Rhythm:
    return USUAL.get(instrument, Rhythm.NEVER)


def next_on(rhythm: Rhythm, last_on: date | None, first_on: date) -> date | None:
    """The day from which it is due: at once when it was never taken, or None when it is not asked for."""
    if rhythm == Rhythm.NEVER or (rhythm == Rhythm.ONCE and last_on):
        return None
    return last_on + LENGTHS[rhythm] if last_on else first_on


def is_overdue(next_on: date | None, today: date) -> bool:
    return next_on is not None and today - next_on >= OVERDUE_AFTER


def can_resume(begun_at: datetime, now: datetime) -> bool:
    return now - begun_at <= RESUME_WITHIN


def in_grid(place: int, finished_at: datetime, now: datetime) -> bool:
    """The last six weeks, and older ones where there are fewer than six. ``place`` 0 is the newest."""
    return place < GRID_LEAST or now - finished_at <= GRID_WEEKS
