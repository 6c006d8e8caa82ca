"""Finding notes: for the client all that arrived, for the supporter none, not even their own."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import joinedload

from companion.access.models import Support
from companion.accounts.models import Person
from companion.core.db import db, one_or_404
from companion.records.encouragement.models import NoteStop, SupporterNote
from companion.records.encouragement.rules import COUNTED_OVER, LISTED, Stop


def notes_of(client: Person) -> list[SupporterNote]:
    """The newest first."""
    chosen = (
        select(SupporterNote)
        .options(joinedload(SupporterNote.support))
        .where(SupporterNote.client_id == client.id, SupporterNote.delivered_at.is_not(None))
        .order_by(SupporterNote.sent_at.desc(), SupporterNote.id.desc())
    )
    return list(db.session.scalars(chosen.limit(LISTED)))


def note_of(client: Person, note_id: UUID) -> SupporterNote:
    return one_or_404(
        select(SupporterNote)
        .options(joinedload(SupporterNote.support))
        .where(
            SupporterNote.client_id == client.id,
            SupporterNote.id == note_id,
            SupporterNote.delivered_at.is_not(None),
        )
    )


def reported_note_of(client: Person, note_id: UUID) -> SupporterNote:
    """For the care team: only what the client handed over."""
    return one_or_404(
        select(SupporterNote)
        .options(joinedload(SupporterNote.support))
        .where(
            SupporterNote.client_id == client.id,
            SupporterNote.id == note_id,
            SupporterNote.reported_at.is_not(None),
        )
    )


def count_new_of(client: Person) -> int:
    """How many the client has not read, without those of people who are muted or blocked."""
    spared = exists().where(NoteStop.support_id == SupporterNote.support_id, NoteStop.until.is_(None))
    counted = select(func.count(SupporterNote.id)).where(
        SupporterNote.client_id == client.id,
        SupporterNote.delivered_at.is_not(None),
        SupporterNote.read_at.is_(None),
        ~spared,
    )
    return db.session.scalar(counted) or 0


def count_sent(support: Support, now: datetime) -> int:
    """Within a day, whether they arrived or not."""
    counted = select(func.count(SupporterNote.id)).where(
        SupporterNote.support_id == support.id, SupporterNote.sent_at > now - COUNTED_OVER
    )
    return db.session.scalar(counted) or 0


def note_sent_as(support: Support, submission_id: UUID) -> SupporterNote | None:
    return db.session.scalar(
        select(SupporterNote).where(
            SupporterNote.support_id == support.id, SupporterNote.submission_id == submission_id
        )
    )


def stops_of(client: Person) -> dict[UUID, set[Stop]]:
    """What the client wants to be spared, by the support's id."""
    found: dict[UUID, set[Stop]] = {}
    chosen = select(NoteStop).where(NoteStop.client_id == client.id, NoteStop.until.is_(None))
    for stop in db.session.scalars(chosen):
        found.setdefault(stop.support_id, set()).add(stop.kind)
    return found


def stop_of(support: Support, kind: Stop) -> NoteStop | None:
    return db.session.scalar(
        select(NoteStop).where(
            NoteStop.support_id == support.id, NoteStop.kind == kind, NoteStop.until.is_(None)
        )
    )
