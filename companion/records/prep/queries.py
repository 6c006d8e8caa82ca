"""Finding a counselor's own note for a session. Nobody else's is there to find."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from companion.accounts.models import Person
from companion.core.db import db
from companion.records.prep import rules
from companion.records.prep.models import SessionPrep


def prep_of(client: Person, author: Person, appointment_id: UUID | None) -> SessionPrep | None:
    chosen = select(SessionPrep).where(
        SessionPrep.client_id == client.id,
        SessionPrep.id == rules.prep_id(author.id, client.id, appointment_id),
    )
    return db.session.scalar(chosen)


def prep_to_change(client: Person, author: Person, appointment_id: UUID | None) -> SessionPrep | None:
    """Two windows may save at once: the second waits here for the first."""
    chosen = select(SessionPrep).where(
        SessionPrep.client_id == client.id,
        SessionPrep.id == rules.prep_id(author.id, client.id, appointment_id),
    )
    return db.session.scalar(chosen.with_for_update().execution_options(populate_existing=True))
