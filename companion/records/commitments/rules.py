"""What of a client's week shares time with a session.

A commitment runs on the clocks where the client is, as they show it: work from 9 is work from 9 on both
sides of a clock change. A time that the clock skips or shows twice is read as RFC 5545, section 3.3.5.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Generic, Protocol, TypeVar
from zoneinfo import ZoneInfo

A_DAY = timedelta(days=1)
LABEL_MOST = 60


class Kind(StrEnum):
    WORK = "work"
    SCHOOL = "school"
    CHILDCARE = "childcare"
    WORSHIP = "worship"
    OTHER = "other"


@dataclass(frozen=True)
class Hours:
    """On certain weekdays, Monday is 0. Ends at or before its start: past midnight."""

    days: Sequence[int]
    starts_at: time
    ends_at: time

    @property
    def is_past_midnight(self) -> bool:
        return self.ends_at <= self.starts_at


class Weekly(Protocol):
    """Whatever takes up the same hours of every week."""

    @property
    def hours(self) -> Hours: ...


W = TypeVar("W", bound=Weekly)


@dataclass(frozen=True)
class Clash(Generic[W]):
    """One time at which a commitment shares minutes with a session, from its own start to its own end."""

    commitment: W
    starts_at: datetime
    ends_at: datetime


def clashes(commitments: Iterable[W], starts_at: datetime, ends_at: datetime, zone: str) -> list[Clash[W]]:
    """In the order of time. One that begins as the session ends does not clash, nor the other way round."""
    days = list(_days_around(starts_at, ends_at, zone))
    found = [_on(day, one, zone) for one in commitments for day in days if day.weekday() in one.hours.days]
    meeting = [clash for clash in found if clash.starts_at < ends_at and starts_at < clash.ends_at]
    return sorted(meeting, key=lambda clash: (clash.starts_at, clash.ends_at))


def by_weekday(commitments: Sequence[W]) -> dict[int, list[W]]:
    """Each under every day on which it begins, the earliest first. Days without any are not in it."""
    ordered = sorted(commitments, key=lambda one: (one.hours.starts_at, one.hours.ends_at))
    week = {day: [one for one in ordered if day in one.hours.days] for day in range(7)}
    return {day: found for day, found in week.items() if found}


def _days_around(starts_at: datetime, ends_at: datetime, zone: str) -> Iterator[date]:
    """The client's days that the session touches, and the one before: a night shift began there."""
    day = starts_at.astimezone(ZoneInfo(zone)).date() - A_DAY
    while day <= ends_at.astimezone(ZoneInfo(zone)).date():
        yield day
        day += A_DAY


def _on(day: date, one: W, zone: str) -> Clash[W]:
    hours = one.hours
    last = day + A_DAY if hours.is_past_midnight else day
    return Clash(one, _moment(day, hours.starts_at, zone), _moment(last, hours.ends_at, zone))


def _moment(on: date, clock: time, zone: str) -> datetime:
    return datetime.combine(on, clock, ZoneInfo(zone)).astimezone(UTC)
