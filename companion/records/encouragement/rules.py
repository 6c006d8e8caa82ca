"""How much a supporter may write to a client.

Source: the security plan, T43 (a supporter who harasses): few and short, and whoever is blocked finds out
nothing. What is refused is refused to everyone alike, blocked or not.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

NOTE_MOST = 280
MOST_AT_ONCE = 5
COUNTED_OVER = timedelta(hours=24)
# How many the client's page lists.
LISTED = 50


class Stop(StrEnum):
    """Muted notes arrive without a word on the first page; blocked ones do not arrive."""

    MUTE = "mute"
    BLOCK = "block"


def is_full(sent: int) -> bool:
    """Whether these are as many as may be sent within a day."""
    return sent >= MOST_AT_ONCE
