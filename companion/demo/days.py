"""Days counted from today, in the program's zone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEKS_AHEAD = 4
SATURDAY = 5


@dataclass(frozen=True)
class Days:
    """The days that the demo covers: so many weeks back, and four ahead."""

    now: datetime
    weeks: int
    zone: str

    @property
    def today(self) -> date:
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    @property
    def first(self) -> date:
        return self.today - timedelta(weeks=self.weeks)

    @property
    def last(self) -> date:
        return self.today + timedelta(weeks=WEEKS_AHEAD)

    @property
    def opened_at(self) -> datetime:
        """When the program began to use the app: before the longest stay."""
        return self.now - timedelta(weeks=2 * self.weeks + 20)

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def at(self, day: date, clock: time) -> datetime:
        """That time on the program's wall clock, as a moment."""
        return datetime.combine(day, clock, ZoneInfo(self.zone)).astimezone(UTC)


def each_day(first: date, last: date) -> Iterator[date]:
    """Both ends included."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def workday(day: date, step: int) -> date:
    """The day itself if the clinic is open then, else the nearest open one: after (1) or before (-1)."""
    while day.weekday() >= SATURDAY:
        day += timedelta(days=step)
    return day
