"""Finding what a client wrote."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from companion.accounts.models import Person
from companion.core.db import db, one_or_404
from companion.records.worksheets.models import Worksheet
from companion.records.worksheets.rules import Kind


def worksheets_of(client: Person, kind: Kind) -> list[Worksheet]:
    """In the client's own order; thoughts by when they were written, the newest first."""
    order = Worksheet.made_at.desc() if kind == Kind.THOUGHT else Worksheet.position
    chosen = select(Worksheet).where(Worksheet.client_id == client.id, Worksheet.kind == kind)
    return list(
        db.session.scalars(chosen.where(Worksheet.removed_at.is_(None)).order_by(order, Worksheet.id))
    )


def own_words_for(client: Person, guide: str) -> list[Worksheet]:
    """What the client wrote for a skill that is guided so; nothing for one that asks for no words."""
    return worksheets_of(client, Kind(guide)) if guide in set(Kind) else []


def worksheet_of(client: Person, worksheet_id: UUID, *, with_removed: bool = False) -> Worksheet:
    chosen = select(Worksheet).where(Worksheet.client_id == client.id, Worksheet.id == worksheet_id)
    if not with_removed:
        chosen = chosen.where(Worksheet.removed_at.is_(None))
    return one_or_404(chosen)


def worksheet_sent_as(client: Person, submission_id: UUID) -> Worksheet | None:
    """What this form made already, also if it was removed since."""
    return db.session.scalar(
        select(Worksheet).where(Worksheet.client_id == client.id, Worksheet.submission_id == submission_id)
    )


def places_of(client_id: UUID, kind: Kind) -> list[Worksheet]:
    """In order, with the removed ones, which keep their place. Two moves at once wait for each other."""
    return list(
        db.session.scalars(
            select(Worksheet)
            .where(Worksheet.client_id == client_id, Worksheet.kind == kind)
            .order_by(Worksheet.position, Worksheet.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    )
