"""What a client asks for, how long it stands, and who does it.

Source: the security plan, T15: a supporter sees that somebody does it, not who, and nothing of when.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

WORDS_MOST = 120
# How long an ask without a time stands, and how far ahead the sessions are that one can be for.
STANDS_FOR = timedelta(days=14)
SESSIONS_AHEAD = timedelta(days=14)
# How long the client's list keeps what is over.
KEPT_LISTED = timedelta(days=7)


class How(StrEnum):
    """How the client ends an ask."""

    DONE = "done"
    WITHDRAWN = "withdrawn"


class Taken(StrEnum):
    """What one supporter sees of who does it."""

    NOBODY = "nobody"
    OWN = "own"
    OTHER = "other"


def open_until(made_at: datetime, starts_at: datetime | None) -> datetime:
    """Until it begins, so that it can be given back in time; without a time, two weeks."""
    return starts_at or made_at + STANDS_FOR
