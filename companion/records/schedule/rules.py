"""When groups meet: wall-clock time in the program's zone, so that 6 PM stays 6 PM.

Source: RFC 5545 section 3.3.5. A local time that the clock skips moves forward by as much as the
clock did; one that comes twice is the first of the two. Python's ``fold=0`` reads both that way.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

LEAST_MINUTES = 5
MOST_MINUTES = 720
LONGEST = timedelta(minutes=MOST_MINUTES)
SUNDAY = 6


class Part(StrEnum):
    """Where the client looks for an appointment: how soon it is."""

    TODAY = "today"
    WEEK = "week"
    LATER = "later"


@dataclass(frozen=True)
class Occurrence:
    """One session of a series: ``planned_at`` is when the rule puts it, also after it was moved."""

    planned_at: datetime
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str
    video_link: str
    is_cancelled: bool = False

    def is_held_as(self, other: Occurrence) -> bool:
        return replace(self, is_cancelled=other.is_cancelled) == other


@dataclass(frozen=True)
class Differences:
    """What has to be done so that a series meets as wanted. A pair is what is there, and what is wanted."""

    added: list[Occurrence]
    changed: list[tuple[Occurrence, Occurrence]]
    cancelled: list[Occurrence]
    restored: list[Occurrence]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.cancelled or self.restored)


def differences(
    there: Sequence[Occurrence],
    wanted: Iterable[Occurrence],
    *,
    closed: Container[date],
    zone: str,
    now: datetime,
) -> Differences:
    """Between what a series has and what it should have. What has begun stays as it is.

    A wanted session is the one that was planned for the same moment, else one planned for the same
    day, which is moved then. What nothing is wanted for any more is cancelled, and so is what falls on
    a closed day.
    """
    pairs = _paired(there, [one for one in wanted if not one.is_cancelled], zone)
    to_come = [(was, one) for was, one in pairs if was and was.starts_at > now]
    meant = {was.planned_at for was, _ in pairs if was}
    gone = [was for was in there if was.planned_at not in meant and was.starts_at > now]
    shut = [was for was, one in to_come if day_in(zone, one.starts_at) in closed]
    return Differences(
        added=[one for was, one in pairs if was is None],
        changed=[(was, one) for was, one in to_come if not was.is_held_as(one)],
        cancelled=[was for was in [*gone, *shut] if not was.is_cancelled],
        restored=[was for was, _ in to_come if was.is_cancelled and was not in shut],
    )


def _paired(
    there: Sequence[Occurrence], wanted: Sequence[Occurrence], zone: str
) -> list[tuple[Occurrence | None, Occurrence]]:
    by_moment = {was.planned_at: was for was in there}
    kept = [by_moment.pop(one.planned_at, None) for one in wanted]
    by_day: dict[date, list[Occurrence]] = {}
    for was in sorted(by_moment.values(), key=lambda one: one.planned_at, reverse=True):
        by_day.setdefault(day_in(zone, was.planned_at), []).append(was)
    return [
        (was or (left.pop() if (left := by_day.get(day_in(zone, one.planned_at))) else None), one)
        for was, one in zip(kept, wanted, strict=True)
    ]


def overlaps(spans: Sequence[tuple[datetime, datetime]], starts_at: datetime, ends_at: datetime) -> bool:
    """Whether it shares time with one of the spans, which are in order and do not overlap themselves.

    One that begins as another ends does not.
    """
    place = bisect_left(spans, ends_at, key=lambda span: span[0])
    return place > 0 and spans[place - 1][1] > starts_at


def at(on: date, clock: time, zone: str) -> datetime:
    """The moment, in UTC, at which the clocks of the zone show this time on this day."""
    return datetime.combine(on, clock, ZoneInfo(zone)).astimezone(UTC)


def day_in(zone: str, moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(zone)).date()


def whole_days(first: date, last: date, zone: str) -> tuple[datetime, datetime]:
    """From the first moment of the first day to the last one's end, which is not in it."""
    return at(first, time.min, zone), at(last + timedelta(days=1), time.min, zone)


def monday_of(day: date) -> date:
    """The first day of the day's week: weeks are the program's, Monday to Sunday."""
    return day - timedelta(days=day.weekday())


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
