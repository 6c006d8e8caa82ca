"""A counselor's own note to prepare a session: whose it is, and when what it said before is kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid5

BODY_MOST = 4000
# It is saved while it is typed: only after a pause is the earlier text a version of its own.
PAUSE = timedelta(minutes=10)


def prep_id(author_id: UUID, client_id: UUID, appointment_id: UUID | None) -> UUID:
    """One note of one counselor for one client's session, however often the form arrives."""
    return uuid5(author_id, client_id.hex + (appointment_id.hex if appointment_id else ""))


def is_kept(*, known: int, number: int, saved_at: datetime, now: datetime) -> bool:
    """Whether what stands there is kept before it is replaced.

    ``known`` is the number that the form was made from: another window that knows less would else
    overwrite what it never showed.
    """
    return known != number or now - saved_at >= PAUSE
