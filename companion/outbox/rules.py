"""How long to keep trying to deliver a message.

Source: RFC 5321 section 4.5.4.1: quickly at first, then ever more slowly, and give up after four to
five days.
"""

from __future__ import annotations

from datetime import timedelta

LEASE = timedelta(minutes=5)
MOST_TRIES = 15
LONGEST_DELAY = timedelta(hours=24)


def delay_after(tries: int) -> timedelta | None:
    """How long to wait after that many tries, from a minute up, or None to give up."""
    if tries >= MOST_TRIES:
        return None
    return min(timedelta(minutes=1 << tries - 1), LONGEST_DELAY)
