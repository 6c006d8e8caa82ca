"""How much of the schedule a calendar app is given, and since when that may be new."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

BACK = timedelta(days=30)
AHEAD = timedelta(days=180)
ASK_AGAIN_AFTER = timedelta(hours=1)


def window(now: datetime) -> tuple[datetime, datetime]:
    """From when until when sessions begin that are in the file. It moves once a day, with the day of UTC."""
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return today - BACK, today + AHEAD


def last_modified(written: Iterable[datetime], now: datetime) -> datetime:
    """Never longer ago than this hour began.

    A session that leaves the file (a series that ends, a stay that ends, the window moving on) leaves no
    moment behind. An app that asks only by date would never hear of it; so it hears of it within the hour.
    An app that asks by ETag, as nearly all do, is told at once, and only when something changed.
    """
    return max([*written, now.replace(minute=0, second=0, microsecond=0)])
