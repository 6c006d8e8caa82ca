"""When groups meet: wall-clock time in the program's zone, so that 6 PM stays 6 PM.

Source: RFC 5545 section 3.3.5. A local time that the clock skips moves forward by as much as the
clock did; one that comes twice is the first of the two. Python's ``fold=0`` reads both that way.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from dateutil.rrule import WEEKLY, rrule

MOST_DAYS = 400
LEAST_MINUTES = 5
MOST_MINUTES = 720
LONGEST = timedelta(minutes=MOST_MINUTES)
SUNDAY = 6


class Part(StrEnum):
    """Where the client looks for an appointment: how soon it is."""

    TODAY = "today"
    WEEK = "week"
    LATER = "later"


def occurrences(
    weekdays: Collection[int], starts_at: time, zone: str, starts_on: date, until_on: date
) -> list[datetime]:
    """When a weekly group begins, in UTC, on both days named and between. Monday is 0."""
    if not weekdays or not 0 <= (until_on - starts_on).days < MOST_DAYS:
        raise ValueError(f"A series needs weekdays, and from 1 to {MOST_DAYS} days.")
    begins, ends = datetime.combine(starts_on, starts_at), datetime.combine(until_on, time.max)
    met = rrule(WEEKLY, byweekday=sorted(set(weekdays)), dtstart=begins, until=ends)
    return [at(local.date(), local.time(), zone) for local in met]


def at(on: date, clock: time, zone: str) -> datetime:
    """The moment, in UTC, at which the clocks of the zone show this time on this day."""
    return datetime.combine(on, clock, ZoneInfo(zone)).astimezone(UTC)


def day_in(zone: str, moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(zone)).date()


def whole_days(first: date, last: date, zone: str) -> tuple[datetime, datetime]:
    """From the first moment of the first day to the last one's end, which is not in it."""
    return at(first, time.min, zone), at(last + timedelta(days=1), time.min, zone)


def part_of(on: date, today: date) -> Part:
    """A week ends with its Sunday."""
    if on <= today:
        return Part.TODAY
    sunday = today + timedelta(days=SUNDAY - today.weekday())
    return Part.WEEK if on <= sunday else Part.LATER


def show_the_same(moment: datetime, zone: str, other: str) -> bool:
    """Whether the clocks of both zones show the same then, whatever the zones are called."""
    return moment.astimezone(ZoneInfo(zone)).utcoffset() == moment.astimezone(ZoneInfo(other)).utcoffset()


def is_safe_link(link: str) -> bool:
    """An https address of a host, without a name or password hidden before the host."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    has_space = any(character.isspace() for character in link)
    return parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc and not has_space
