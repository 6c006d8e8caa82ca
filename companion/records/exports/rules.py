"""When a file of a client's timeline may be made, and until when it can be fetched.

Source: project rules. The reason is for whoever asks later why the record left the building.
"""

from __future__ import annotations

from datetime import datetime, timedelta

REASON_LEAST = 10
REASON_MOST = 500
OPEN_FOR = timedelta(minutes=15)


def is_open(made_at: datetime, now: datetime) -> bool:
    return made_at <= now < made_at + OPEN_FOR
