"""Hours and weeks of a stay, and when staff are at work.

Source: intensive outpatient care is 9 or more structured hours a week for adults (ASAM Level 2.1;
SAMHSA Advisory 2021). The hours that a client needs are data: this is only the value to start from.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

DEFAULT_MINUTES_PER_WEEK = 540
MOST_HOURS_PER_WEEK = 50
DAYS_A_WEEK = 7
A_DAY = timedelta(days=1)
USUAL_NOTICE_HOURS = 24
# Source: clinical facts, section 4.2 (staff are told again every 30 minutes while they are at work).
USUAL_ALERT_MINUTES = 30
# Source: security plan, T11 (a day in which somebody who was pressed can take it back).
USUAL_SHARING_DELAY_HOURS = 24
USUAL_SHARING_MOST_DAYS = 365
# Source: clinical facts, section 4.3 (a request for help is answered within one business day).
USUAL_MESSAGE_DAYS = 1
USUAL_ANSWER_DAYS = 1
USUAL_ENQUIRY_DAYS = 90
# Source: 45 CFR 164.316(b)(2) asks for six years of papers; many states ask for seven of an adult's record.
USUAL_RETENTION_YEARS = 7
# The longest stay that is planned, and how far from today a stay begins.
LONGEST_STAY, FARTHEST_START = timedelta(days=2 * 366), timedelta(days=366)
# Where nobody is at work for so long, it is not known when somebody is.
DAYS_AHEAD = 60
STEPS_DOWN_FROM = (
    "community",
    "outpatient",
    "partial_hospitalization",
    "residential",
    "inpatient",
    "withdrawal",
)


@dataclass(frozen=True)
class Shift:
    """Of every week, on the program's clocks; Monday is 0. Closing at or before opening: on the next day."""

    weekday: int
    opens_at: time
    closes_at: time


@dataclass(frozen=True)
class Staffed:
    """Staff are at work from one moment to another."""

    since: datetime
    until: datetime

    def is_on(self, now: datetime) -> bool:
        return self.since <= now < self.until


def next_staffed(week: Iterable[Shift], closed: Container[date], zone: str, now: datetime) -> Staffed | None:
    """The time at work that is on now, else the next one; None where there is none in sight.

    A shift belongs to the day on which it begins, and there is none on a closed day. Opening at 8 is at 8
    on both sides of a clock change; a time that the clock skips or shows twice is read as RFC 5545,
    section 3.3.5.
    """
    shifts = sorted(week, key=lambda shift: shift.opens_at)
    coming = (one for one in _staffed(shifts, closed, zone, now) if one.since < one.until and now < one.until)
    return next(coming, None)


def work_days(
    week: Iterable[Shift], closed: Container[date], zone: str, since: datetime, now: datetime
) -> int:
    """How many days at work have begun after the day of ``since``: 0 is the same day.

    Where no hours are known, the days from Monday to Friday.
    """
    at_work = {shift.weekday for shift in week} or set(range(5))
    first, today = (at.astimezone(ZoneInfo(zone)).date() for at in (since, now))
    after = (first + number * A_DAY for number in range(1, (today - first).days + 1))
    return sum(day.weekday() in at_work and day not in closed for day in after)


def staffed_after(
    week: Iterable[Shift], closed: Container[date], zone: str, now: datetime, count: int
) -> Staffed | None:
    """The so-manieth time at work that begins after now; None where there are not so many in sight."""
    shifts = sorted(week, key=lambda shift: shift.opens_at)
    coming = (one for one in _staffed(shifts, closed, zone, now) if now < one.since < one.until)
    return next(islice(coming, count - 1, None), None)


def week_of_stay(started_on: date, planned_end_on: date, day: date) -> tuple[int, int]:
    """Which week of how many: (1, 12) on the first day of twelve weeks. Never below 1."""
    weeks = max(1, -(-(planned_end_on - started_on).days // DAYS_A_WEEK))
    return max(1, (day - started_on).days // DAYS_A_WEEK + 1), weeks


def follows(ended_on: date | None, started_on: date) -> bool:
    """Whether one stay goes on where another ended: no day in both, none in neither."""
    return ended_on is not None and started_on - ended_on == A_DAY


def _staffed(shifts: Iterable[Shift], closed: Container[date], zone: str, now: datetime) -> Iterator[Staffed]:
    """From the day before, whose night shift may not be over."""
    today = now.astimezone(ZoneInfo(zone)).date()
    for day in (today + number * A_DAY for number in range(-1, DAYS_AHEAD)):
        for shift in shifts:
            if shift.weekday == day.weekday() and day not in closed:
                last = day if shift.closes_at > shift.opens_at else day + A_DAY
                yield Staffed(_at(day, shift.opens_at, zone), _at(last, shift.closes_at, zone))


def _at(on: date, clock: time, zone: str) -> datetime:
    return datetime.combine(on, clock, ZoneInfo(zone)).astimezone(UTC)
