"""Since when a brief looks back, and the window before that one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

NEVER_MET = timedelta(days=7)


@dataclass(frozen=True)
class Windows:
    """From the last session that the client came to until now, and from the one before it until then.

    ``last_met`` is None where they have not met: then it is seven days, and the seven before.
    """

    last_met: datetime | None
    since: datetime
    before: datetime
    now: datetime
    zone: str

    @property
    def first_day(self) -> date:
        return self.day_of(self.since)

    @property
    def first_day_before(self) -> date:
        return self.day_of(self.before)

    @property
    def today(self) -> date:
        return self.day_of(self.now)

    @property
    def days(self) -> int:
        return (self.today - self.first_day).days

    @property
    def days_before(self) -> int:
        return (self.first_day - self.first_day_before).days

    def day_of(self, at: datetime) -> date:
        return at.astimezone(ZoneInfo(self.zone)).date()

    def is_in(self, at: datetime) -> bool:
        """A session belongs to the window that it ends: the one at which they met is not since they met."""
        return self.since < at <= self.now

    def was_in(self, at: datetime) -> bool:
        return self.before < at <= self.since


def windows(met: Sequence[datetime], now: datetime, zone: str) -> Windows:
    """``met`` are the sessions that they had with each other, newest first.

    With one session only there is nothing to begin the window before it: it is as long as this one.
    """
    if not met:
        return Windows(None, now - NEVER_MET, now - 2 * NEVER_MET, now, zone)
    since = met[0]
    return Windows(since, since, met[1] if len(met) > 1 else since - (now - since), now, zone)
