"""What a mark on the roster means for hours and misses.

Source: the program's own rules. Hours are those attended, never those booked; a make-up counts for the
week of the session that was missed; an excused session and one that was made up are no miss.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple, Protocol, TypeVar
from uuid import UUID, uuid5

OPENS_BEFORE = timedelta(minutes=30)
MAKE_UP_WITHIN = timedelta(weeks=4)
MINUTE = timedelta(minutes=1)
STEP = 5
USUAL_MISSED = 15


class Status(StrEnum):
    """One tap on the roster."""

    HERE = "here"
    LATE = "late"
    LEFT_EARLY = "left_early"
    EXCUSED = "excused"
    ABSENT = "absent"


CAME = frozenset({Status.HERE, Status.LATE, Status.LEFT_EARLY})
CAME_IN_PART = frozenset({Status.LATE, Status.LEFT_EARLY})


class Marked(Protocol):
    """What is asked of a mark, and of the row that it is read from."""

    @property
    def status(self) -> str: ...
    @property
    def appointment_id(self) -> UUID: ...
    @property
    def makes_up_id(self) -> UUID | None: ...


T = TypeVar("T", bound=Marked)


class Mark(NamedTuple):
    """What counts of an attendance when misses are counted."""

    status: str
    counts_on: date
    appointment_id: UUID
    makes_up_id: UUID | None = None


@dataclass(frozen=True)
class Clock:
    """Where a client stands this week, and in the stay. ``misses_left`` is none without such a rule."""

    attended_minutes: int
    required_minutes: int
    misses_used: int
    misses_left: int | None
    week: int
    weeks: int
    steps_down_on: date

    @property
    def missing_minutes(self) -> int:
        """What is still to come of the required time. Never below none."""
        return max(0, self.required_minutes - self.attended_minutes)


def clock(
    *,
    attended_minutes: int,
    required_minutes: int,
    marks: Iterable[Mark],
    started_on: date,
    steps_down_on: date,
    week: tuple[int, int],
    allowed_misses: int | None,
    misses_weeks: int | None,
    today: date,
) -> Clock:
    """Of one stay: what was missed before it began does not count."""
    during = [mark for mark in marks if mark.counts_on >= started_on]
    used, left = misses(during, allowed_misses, misses_weeks, today)
    return Clock(attended_minutes, required_minutes, used, left, *week, steps_down_on)


def misses(
    marks: Iterable[Mark], allowed: int | None, weeks: int | None, today: date
) -> tuple[int, int | None]:
    """How many of the allowed misses are used, and how many are left (none: there is no such rule).

    ``weeks`` is over how many weeks up to today they count; none counts all of the marks.
    """
    after = today - timedelta(weeks=weeks) if weeks else date.min
    used = sum(after < mark.counts_on <= today for mark in not_made_up(marks))
    return used, None if allowed is None else max(0, allowed - used)


def not_made_up(marks: Iterable[T]) -> list[T]:
    """The absences among them, without those that another of them makes up."""
    known = list(marks)
    made_up = {mark.makes_up_id for mark in known if mark.makes_up_id and mark.status in CAME}
    return [
        mark
        for mark in known
        if mark.status == Status.ABSENT and mark.makes_up_id is None and mark.appointment_id not in made_up
    ]


def week_of(day: date) -> tuple[date, date]:
    """Its Monday and its Sunday."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def length(starts_at: datetime, ends_at: datetime) -> int:
    """Whole minutes that passed between the two, also where the clocks changed meanwhile."""
    return (ends_at - starts_at) // MINUTE


def minutes_attended(status: Status, planned: int, missed: int = 0) -> int:
    """Of the planned minutes. ``missed`` speaks only of coming late and of leaving early."""
    if status not in CAME:
        return 0
    return max(0, planned - minutes_missed(status, planned, missed))


def minutes_missed(status: Status, planned: int, missed: int) -> int:
    """What is kept of the minutes given: none where they say nothing, and never more than there were."""
    return min(max(0, missed), planned) if status in CAME_IN_PART else 0


def likely_missed(status: Status, starts_at: datetime, ends_at: datetime, now: datetime) -> int:
    """What a tap on "Late" or "Left early" means before anyone says more: the clock, in fives."""
    if status not in CAME_IN_PART:
        return 0
    planned = length(starts_at, ends_at)
    if not starts_at < now < ends_at:
        return min(USUAL_MISSED, planned)
    passed = now - starts_at if status == Status.LATE else ends_at - now
    return min(max(STEP, round(passed / MINUTE / STEP) * STEP), planned)


def opens_at(starts_at: datetime) -> datetime:
    """From then on attendance can be taken, without an end."""
    return starts_at - OPENS_BEFORE


def attendance_id(appointment_id: UUID, client_id: UUID) -> UUID:
    """The same each time, so that a mark that was undone and made again keeps its history."""
    return uuid5(appointment_id, client_id.hex)


def can_say(kind: str, starts_at: datetime, ends_at: datetime, now: datetime) -> bool:
    """That one cannot come until it begins, that one comes late until it is over."""
    return now < (ends_at if kind == "late" else starts_at)
