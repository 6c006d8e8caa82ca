"""What a client's cravings and days add up to, as they see it themselves.

``at`` is what the clock on the client's wall said: a time without a zone, so that a day with 23 or 25
hours is one day, and an evening is an evening. More cravings are never bad news here and fewer never
praise: a quiet week may be one in which nothing was logged.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from companion.records.cravings.times import Part as Part
from companion.records.cravings.times import Times as Times
from companion.records.cravings.times import times as times
from companion.records.days.rules import Used

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
WEEKS_SHOWN, MONTHS_SHOWN, SKILLS_SHOWN = 8, 2, 5
# Below these a drawing would say more than is known.
ENOUGH_CRAVINGS, ENOUGH_FOR_TIMES = 3, 10
# Totals of cravings that were rated again, whatever came of them.
WAVES = (10, 25, 50)


class Square(StrEnum):
    """What one day of a month is drawn as. A day with no check-in is not marked; that is not use."""

    WITHOUT = "without"
    USE = "use"
    NO_ANSWER = "no-answer"
    NOT_MARKED = "not-marked"


DRAWN = {Used.NO: Square.WITHOUT, Used.YES: Square.USE, Used.SKIP: Square.NO_ANSWER}


@dataclass(frozen=True)
class Week:
    begins_on: date
    cravings: int
    is_over: bool


@dataclass(frozen=True)
class Change:
    """This week so far, and last week up to the same weekday and hour.

    ``before`` is None for a client who had logged nothing by then: there is nothing to compare with.
    """

    now: int
    before: int | None


@dataclass(frozen=True)
class Month:
    """``squares`` has no day that is ahead or before the client began."""

    first: date
    squares: Mapping[date, Square]

    @property
    def rows(self) -> range:
        """The weeks of the month that have a square, counted from 0."""
        drawn = [self.row_of(on) for on in self.squares]
        return range(min(drawn), max(drawn) + 1) if drawn else range(0)

    def row_of(self, on: date) -> int:
        return (on.day - 1 + self.first.weekday()) // 7

    def holds(self, on: date) -> bool:
        return on.replace(day=1) == self.first and self.row_of(on) in self.rows

    def days(self, square: str) -> list[int]:
        """The days of the month that are drawn as that."""
        return [on.day for on, drawn in self.squares.items() if drawn == square]


@dataclass(frozen=True)
class Shelf:
    """The months that are shown, newest first, and which to ask for to see the ones around them."""

    shown: list[date]
    earlier: date | None
    later: date | None


def on_the_wall(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def monday_of(on: date) -> date:
    return on - timedelta(days=on.weekday())


def first_week(today: date) -> date:
    """The Monday of the oldest week that is shown."""
    return monday_of(today) - (WEEKS_SHOWN - 1) * A_WEEK


def weeks(ats: Iterable[datetime], first_on: date, today: date) -> list[Week]:
    """Oldest first, from the first craving there ever was. A week with none is there, with a zero."""
    counted = Counter(monday_of(at.date()) for at in ats)
    begin, last = max(monday_of(first_on), first_week(today)), monday_of(today)
    mondays = [begin + number * A_WEEK for number in range((last - begin) // A_WEEK + 1)]
    return [Week(monday, counted[monday], monday < last) for monday in mondays]


def change(ats: Sequence[datetime], first_at: datetime, now: datetime) -> Change:
    """A week that is not over is held against as much of the last one, so that a Monday is no fall."""
    monday = datetime.combine(monday_of(now.date()), time.min)
    this_week = sum(at >= monday for at in ats)
    if first_at > now - A_WEEK:
        return Change(this_week, None)
    return Change(this_week, sum(monday - A_WEEK <= at <= now - A_WEEK for at in ats))


def month(first: date, marks: Mapping[date, Used], began_on: date, today: date) -> Month:
    """Today is drawn once it is marked: it is not over. So is a day from before the client began."""
    length = monthrange(first.year, first.month)[1]
    days = [first + number * A_DAY for number in range(length)]
    shown = [on for on in days if on in marks or began_on <= on < today]
    drawn = {on: DRAWN[marks[on]] if on in marks else Square.NOT_MARKED for on in shown if on <= today}
    return Month(first, drawn)


def shelf(asked: date | None, oldest: date, today: date) -> Shelf:
    """Up to two months, the newest the one asked for. One that is not there is the nearest that is."""
    first, last = _number(min(oldest, today)), _number(today)
    newest = min(max(_number(asked or today), first), last)
    after = newest - MONTHS_SHOWN
    shown = [_month(number) for number in range(newest, max(after, first - 1), -1)]
    later = min(newest + MONTHS_SHOWN, last)
    return Shelf(shown, _month(after) if after >= first else None, _month(later) if later > newest else None)


def spans(days: Iterable[int]) -> list[tuple[int, int]]:
    """Days that follow each other as one: 1, 3, 4, 5 are (1, 1) and (3, 5)."""
    found: list[tuple[int, int]] = []
    for day in sorted(days):
        if found and found[-1][1] == day - 1:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def wave_milestones(rated_on: Sequence[date]) -> dict[date, int]:
    """The days on which the total came to a milestone, from the days of the first ones, oldest first."""
    return {rated_on[total - 1]: total for total in WAVES if total <= len(rated_on)}


def _number(on: date) -> int:
    return on.year * 12 + on.month - 1


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)
