"""What may be said of a day, which day it is, and the numbers that come of it.

Days belong to the client's zone. No number here goes back to zero because of use, except the current
run, which stands beside the longest one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum
from zoneinfo import ZoneInfo

A_DAY = timedelta(days=1)
# How far back a check-in can be filled in or changed, and how far back a use can be told of.
DAYS_BACK = 14
USE_DAYS_BACK = 366
EARLIEST = date(1900, 1, 1)
# So many days after the last check-in the client is greeted as one who comes back.
GAP_DAYS = 3
MOST_QUESTIONS = 2
# Totals of days without use, whatever lies between them.
MILESTONES = (7, 14, 30, 60, 90, 180, 365)


class Mood(IntEnum):
    """In words on the page; the number only orders them."""

    VERY_BAD = 0
    BAD = 1
    OK = 2
    GOOD = 3
    VERY_GOOD = 4


class Sleep(StrEnum):
    """Hours of sleep."""

    UNDER_5 = "under_5"
    FROM_5 = "5_6"
    FROM_7 = "7_8"
    FROM_9 = "9_more"


class Used(StrEnum):
    """A day that was skipped is not marked; it is never counted as use."""

    YES = "yes"
    NO = "no"
    SKIP = "skip"


class Step(StrEnum):
    """One small step after use."""

    CALL = "call"
    GROUP = "group"
    SKILL = "skill"
    TELL = "tell"
    REST = "rest"


@dataclass(frozen=True)
class Numbers:
    """In days. ``in_recovery`` is None until the client picks a date."""

    in_recovery: int | None
    without_use: int
    not_marked: int
    run: int
    longest_run: int


def day_in(zone: str, moment: datetime) -> date:
    """Which day it is there. A day may have 23 or 25 hours; it is still one day."""
    return moment.astimezone(ZoneInfo(zone)).date()


def marks(check_ins: Mapping[date, Used], used_on: Iterable[date]) -> dict[date, Used]:
    """What each day is marked, oldest first. Where a check-in and a told use differ, the use stands."""
    found = {**check_ins, **dict.fromkeys(used_on, Used.YES)}
    return {day: found[day] for day in sorted(found)}


def numbers(began_on: date | None, marks: Mapping[date, Used], today: date) -> Numbers:
    """The days since the date that the client picked, and the days that they marked.

    - in recovery: the picked day is day 1, as people say it ("today is my first day"); the next is 2.
    - without use: every day marked "no", ever. A day that is neither is not counted as either.
    - not marked: days from the first mark, or from the picked date where that is later, to yesterday
      that have no answer or were skipped. Days before the client began to mark any do not count against
      anybody, and today is not over.
    - run: days marked "no" after the last day marked "yes". Days between that are not marked neither
      break nor add. ``longest_run`` is the longest there ever was, and never less than ``run``.
    """
    runs = _runs(marks)
    return Numbers(
        in_recovery=max(1, (today - began_on).days + 1) if began_on else None,
        without_use=sum(runs),
        not_marked=_not_marked(_first_counted(began_on, marks, today), marks, today),
        run=runs[-1],
        longest_run=max(runs),
    )


def milestones(marks: Mapping[date, Used]) -> dict[date, int]:
    """The days on which the total of days without use came to a milestone."""
    without = [day for day in sorted(marks) if marks[day] == Used.NO]
    return {without[total - 1]: total for total in MILESTONES if total <= len(without)}


def days_open(today: date) -> list[date]:
    """The days that can be filled in or changed, today first."""
    return [today - timedelta(days=number) for number in range(DAYS_BACK + 1)]


def is_open(day: date, today: date) -> bool:
    return timedelta(0) <= today - day <= timedelta(days=DAYS_BACK)


def is_use_day(day: date, today: date) -> bool:
    return timedelta(0) <= today - day <= timedelta(days=USE_DAYS_BACK)


def is_first_day(day: date, today: date) -> bool:
    """Whether one can count from that day."""
    return EARLIEST <= day <= today


def is_back(last_on: date | None, today: date) -> bool:
    """Whether the client comes back after a while. Who never checked in has nothing to come back to."""
    return last_on is not None and today - last_on >= timedelta(days=GAP_DAYS)


def _runs(marks: Mapping[date, Used]) -> list[int]:
    """How many days were marked "no" before the first "yes", between each two, and after the last."""
    runs = [0]
    for day in sorted(marks):
        if marks[day] == Used.YES:
            runs.append(0)
        elif marks[day] == Used.NO:
            runs[-1] += 1
    return runs


def _first_counted(began_on: date | None, marks: Mapping[date, Used], today: date) -> date:
    first = min(marks, default=today)
    return max(first, began_on) if began_on else first


def _not_marked(first: date, marks: Mapping[date, Used], today: date) -> int:
    marked = sum(first <= day < today and used != Used.SKIP for day, used in marks.items())
    return max(0, (today - first).days - marked)
