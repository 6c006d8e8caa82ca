"""Marking a client's page as read, and taking that back."""

from __future__ import annotations

from datetime import datetime

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.records.reviews.models import Review


def review(client: Person, *, seen_until: datetime, by: Person, at: datetime) -> Review:
    """``seen_until`` is when the page was made: an entry that came while it was read stays new."""
    row = Review(program_id=client.program_id, client_id=client.id, counselor_id=by.id)
    row.seen_until, row.reviewed_at = min(seen_until, at), at
    db.session.add(row)
    _note("review:made", row, by, at)
    return row


def undo(row: Review, *, by: Person, at: datetime) -> None:
    row.undone_at = at
    _note("review:undone", row, by, at)


def _note(action: str, row: Review, by: Person, at: datetime) -> None:
    trail.note(action, program_id=row.program_id, at=at, by_id=by.id, client_id=row.client_id)
