"""Finding attendance letters: a client's own, and the one with a code."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select

from companion.accounts.models import Person
from companion.core.db import db, one_or_404
from companion.core.sealed import ring
from companion.records.letters import rules
from companion.records.letters.models import Letter


def letters_of(client: Person) -> list[Letter]:
    """The newest first."""
    chosen = select(Letter).where(Letter.client_id == client.id)
    return list(db.session.scalars(chosen.order_by(Letter.asked_at.desc(), Letter.id.desc())))


def letter_of(client: Person, letter_id: UUID) -> Letter:
    return one_or_404(select(Letter).where(Letter.client_id == client.id, Letter.id == letter_id))


def letter_sent_as(client: Person, submission_id: UUID) -> Letter | None:
    """The letter that this form asked for already."""
    return db.session.scalar(
        select(Letter).where(Letter.client_id == client.id, Letter.submission_id == submission_id)
    )


def count_waiting(client: Person) -> int:
    """How many of the client's asks nobody has answered."""
    waiting = (Letter.signed_at.is_(None), Letter.declined_at.is_(None), Letter.revoked_at.is_(None))
    return db.session.scalar(select(func.count()).where(Letter.client_id == client.id, *waiting)) or 0


def letter_with_code(typed: str) -> Letter | None:
    """Whose it is, the code says: 80 random bits cannot be guessed, so wrong ones need no counting."""
    code = rules.read_code(typed)
    if code is None:
        return None
    return db.session.scalar(select(Letter).where(Letter.code_hash == code_key(code)))


def code_key(code: str) -> bytes:
    return ring().fingerprint(f"letter:{code}")
