"""Marking a client's page as read, and taking that back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from companion.access import readings
from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.records.reviews.models import Review


def review(
    client: Person,
    *,
    seen_until: datetime,
    by: Person,
    at: datetime,
    newest_id: UUID | None = None,
    read: Iterable[UUID] = (),
) -> Review:
    """``seen_until`` is when the page was made: an entry that came while it was read stays new.

    ``read`` are the entries that stood on it in full: their client sees that they were read.
    """
    row = Review(program_id=client.program_id, client_id=client.id, counselor_id=by.id)
    row.seen_until, row.reviewed_at, row.newest_id = min(seen_until, at), at, newest_id
    db.session.add(row)
    db.session.flush()
    readings.note_read(client, read, by=by, seen_at=row.seen_until, at=at, review_id=row.id)
    _note("review:made", row, by, at)
    return row


def undo(row: Review, *, by: Person, at: datetime) -> None:
    """What it said was read is read no longer, for all that the client can see."""
    row.undone_at = at
    readings.undo(row.id, at=at)
    _note("review:undone", row, by, at)


def _note(action: str, row: Review, by: Person, at: datetime) -> None:
    trail.note(action, program_id=row.program_id, at=at, by_id=by.id, client_id=row.client_id)
