"""Keeping a file for its preview, and letting go of its text."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from companion.accounts.models import Person
from companion.core.db import db
from companion.records.imports import queries
from companion.records.imports.models import Kind, Upload


def keep(
    kind: Kind,
    text: str,
    *,
    track_id: UUID | None = None,
    facilitator_id: UUID | None = None,
    takes_holidays: bool = False,
    by: Person,
    at: datetime,
) -> Upload:
    """The text stays until it is used, or for a day. What others left longer goes with this."""
    let_go(at=at)
    upload = Upload(program_id=by.program_id, kind=kind, uploaded_by=by.id, uploaded_at=at)
    upload.track_id, upload.facilitator_id, upload.takes_holidays = track_id, facilitator_id, takes_holidays
    upload.content = text
    db.session.add(upload)
    db.session.flush()
    return upload


def let_go(*, at: datetime) -> None:
    """Drop the texts that nobody used for a day."""
    for old in queries.outlived(at):
        old.content = ""


def finish(upload: Upload, *, at: datetime) -> None:
    """It was used, and its text is not needed any more."""
    upload.applied_at, upload.content = at, ""
