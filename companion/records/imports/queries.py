"""Finding the files that an administrator brought."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, select

from companion.accounts.models import Person
from companion.core.db import db, one_or_404
from companion.records.imports.models import Upload

KEPT_FOR = timedelta(days=1)


def upload_of(person: Person, upload_id: UUID) -> Upload:
    """Only whoever brought it finds it."""
    return one_or_404(_uploads_of(person, upload_id))


def upload_to_use(person: Person, upload_id: UUID) -> Upload:
    """The same; two who use it at once wait for each other."""
    chosen = _uploads_of(person, upload_id).with_for_update()
    return one_or_404(chosen.execution_options(populate_existing=True))


def is_kept(upload: Upload, now: datetime) -> bool:
    """Whether its text is still there to be used."""
    return upload.content_sealed is not None and now - upload.uploaded_at < KEPT_FOR


def outlived(now: datetime) -> list[Upload]:
    """Files whose text has been kept long enough, whoever brought them."""
    return list(
        db.session.scalars(
            select(Upload).where(Upload.content_sealed.is_not(None), Upload.uploaded_at <= now - KEPT_FOR)
        )
    )


def _uploads_of(person: Person, upload_id: UUID) -> Select[Upload]:
    return select(Upload).where(
        Upload.program_id == person.program_id, Upload.uploaded_by == person.id, Upload.id == upload_id
    )
