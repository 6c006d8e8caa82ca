"""From when on something of the client's may be seen, and the number of days that a supporter reads.

Source: clinical facts, section 5.4 (no history from before the consent), and the security plan, T15 (nothing
finer than a day). Days without use are not shown in any form: they would fall when the client tells of use.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from companion.records.days.rules import MILESTONES

TIMES_AHEAD = timedelta(days=7)


def seen_from(began_at: datetime, zone: str, now: datetime) -> datetime:
    """The Monday of this week there, or when it began to be shown, where that is later."""
    today = now.astimezone(ZoneInfo(zone)).date()
    monday = datetime.combine(today - timedelta(days=today.weekday()), time.min, ZoneInfo(zone))
    return max(monday, began_at)


def days_in_recovery(began_on: date, today: date) -> int:
    """The picked day is day 1, as people say it."""
    return max(1, (today - began_on).days + 1)


def milestone(days: int) -> int | None:
    """The highest that these days came to."""
    return max((each for each in MILESTONES if each <= days), default=None)
