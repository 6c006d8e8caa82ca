"""Who of the care team read which of the client's entries, and when: the client sees it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from companion.access.models import Reading
from companion.accounts.models import Person
from companion.core.db import db


def note_read(
    client: Person,
    subject_ids: Iterable[UUID],
    *,
    by: Person,
    seen_at: datetime,
    at: datetime,
    review_id: UUID | None = None,
) -> None:
    """These entries were read as they stood at ``seen_at``."""
    for subject_id in dict.fromkeys(subject_ids):
        row = Reading(program_id=client.program_id, client_id=client.id, reader_id=by.id)
        row.subject_id, row.review_id, row.seen_at, row.read_at = subject_id, review_id, seen_at, at
        db.session.add(row)


def note_opened(
    client: Person, subject_id: UUID, *, stands_since: datetime, by: Person, at: datetime
) -> None:
    """The whole entry was opened. Opened again it is the same reading, until its words change."""
    known = readings_of(client, [subject_id]).get(subject_id, [])
    opened = [one for one in known if one.reader_id == by.id and one.review_id is None]
    if not read_since(opened, stands_since):
        note_read(client, [subject_id], by=by, seen_at=at, at=at)


def undo(review_id: UUID, *, at: datetime) -> None:
    """A review was taken back, and so is what it says was read."""
    for row in db.session.scalars(
        select(Reading).where(Reading.review_id == review_id, Reading.undone_at.is_(None))
    ):
        row.undone_at = at


def readings_of(client: Person, subject_ids: Collection[UUID]) -> dict[UUID, list[Reading]]:
    """Each entry's, the first one first, with the readers: one query."""
    if not subject_ids:
        return {}
    found: dict[UUID, list[Reading]] = {}
    chosen = (
        select(Reading)
        .options(joinedload(Reading.reader))
        .where(
            Reading.client_id == client.id,
            Reading.subject_id.in_(subject_ids),
            Reading.undone_at.is_(None),
        )
        .order_by(Reading.read_at, Reading.id)
    )
    for row in db.session.scalars(chosen):
        found.setdefault(row.subject_id, []).append(row)
    return found


def read_since(readings: Iterable[Reading], since: datetime) -> list[Reading]:
    """Those of the words as they are: each reader once, when they first read them after that moment."""
    by_reader: dict[UUID, Reading] = {}
    for row in readings:
        if row.seen_at >= since:
            by_reader.setdefault(row.reader_id, row)
    return list(by_reader.values())
