"""Finding an export: for whoever made it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from companion.accounts.models import Person
from companion.core.db import db, one_or_404
from companion.records.exports.models import TimelineExport


def export_of(client: Person, maker: Person, export_id: UUID) -> TimelineExport:
    return one_or_404(
        select(TimelineExport).where(
            TimelineExport.client_id == client.id,
            TimelineExport.made_by == maker.id,
            TimelineExport.id == export_id,
        )
    )


def export_sent_as(client: Person, submission_id: UUID) -> TimelineExport | None:
    return db.session.scalar(
        select(TimelineExport).where(
            TimelineExport.client_id == client.id, TimelineExport.submission_id == submission_id
        )
    )
