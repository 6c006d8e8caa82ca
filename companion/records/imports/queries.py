"""Finding the files that an administrator brought."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from companion.accounts.models import Person
from companion.core.db import db, one_or_404
from companion.records.imports.models import Upload

KEPT_FOR = timedelta(days=1)


def upload_of(person: Person, upload_id: UUID) -> Upload:
    """Only whoever brought it finds it. Two who use it at once wait for each other."""
    return one_or_404(
        select(Upload)
        .where(
            Upload.program_id == person.program_id,
            Upload.uploaded_by == person.id,
            Upload.id == upload_id,
        )
        .with_for_update()
    )


def outlived(now: datetime) -> list[Upload]:
    """Files whose text has been kept long enough, whoever brought them."""
    return list(
        db.session.scalars(
            select(Upload).where(
                Upload.content_sealed.is_not(None), Upload.uploaded_at <= now - KEPT_FOR
            )
        )
    )
