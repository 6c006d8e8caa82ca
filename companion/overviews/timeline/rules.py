"""The kinds of things on a timeline, how many stand on a page, and in which month each is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

PAGE = 50
# Of the file, which nobody waits for page by page.
FILE_PAGE = 200
# On paper, or nobody would print it; the file has all of them.
PRINTED_MOST = 500


class Kind(StrEnum):
    """In the order of the filter."""

    CRAVING = "craving"
    PRACTICE = "practice"
    CHECK_IN = "check-in"
    USE = "use"
    JOURNAL = "journal"
    TOPIC = "topic"
    MEASURE = "measure"
    HOME_CHECK = "home-check"
    SESSION = "session"
    NOTICE = "notice"
    PLAN = "plan"
    MESSAGE = "message"
    ALERT = "alert"
    NOTE = "note"


# What an emergency needs (42 CFR 2.13: no more than that): how the person is, and what they used.
IN_EMERGENCY = (
    Kind.CRAVING,
    Kind.CHECK_IN,
    Kind.USE,
    Kind.JOURNAL,
    Kind.MEASURE,
    Kind.HOME_CHECK,
    Kind.ALERT,
)


def first_of_month(at: datetime, zone: str) -> date:
    """The month in which a moment lies in that zone, named by its first day."""
    return at.astimezone(ZoneInfo(zone)).date().replace(day=1)


def months_around(oldest: datetime, newest: datetime, zone: str) -> tuple[datetime, datetime]:
    """From the beginning of the first one's month to the end of the last one's, in that zone."""
    first, last = first_of_month(oldest, zone), first_of_month(newest, zone)
    after = date(last.year + last.month // 12, last.month % 12 + 1, 1)
    begins, ends = (datetime(day.year, day.month, 1, tzinfo=ZoneInfo(zone)) for day in (first, after))
    return begins.astimezone(UTC), ends.astimezone(UTC)
