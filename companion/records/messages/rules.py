"""When an answer can be expected, and who has waited the longest.

Source: the program's own staffed hours and its promise of one to three business days. One day is the time at
work that is on, or the first that begins after the message came; what comes in late in the day counts from
the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

BODY_MOST = 4000
# What came in the last hour at work is answered in the next time at work.
LATE = 60 * 60


def is_late(now: datetime, closes_at: datetime) -> bool:
    return (closes_at - now).total_seconds() < LATE


def waiting_since(thread: Sequence[tuple[bool, datetime]]) -> datetime | None:
    """When the oldest message came that nobody of the care team has answered.

    ``thread`` is oldest first, each message as (is it from the client, when).
    """
    since = None
    for is_from_client, at in thread:
        if not is_from_client:
            since = None
        elif since is None:
            since = at
    return since
