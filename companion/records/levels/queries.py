"""Finding what was considered about a request for help."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from companion.core.db import db
from companion.records.levels.models import LevelCheck


def latest_check_of(enquiry_id: UUID) -> LevelCheck | None:
    found = checks_of(enquiry_id)
    return found[0] if found else None


def checks_of(enquiry_id: UUID) -> list[LevelCheck]:
    """The newest first."""
    chosen = select(LevelCheck).options(joinedload(LevelCheck.maker))
    newest = chosen.where(LevelCheck.enquiry_id == enquiry_id).order_by(LevelCheck.made_at.desc())
    return list(db.session.scalars(newest))


def check_sent_as(enquiry_id: UUID, submission_id: UUID) -> LevelCheck | None:
    return db.session.scalar(
        select(LevelCheck).where(
            LevelCheck.enquiry_id == enquiry_id, LevelCheck.submission_id == submission_id
        )
    )
