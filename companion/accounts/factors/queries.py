"""What a person has beside the password, and how much of it is left."""

from __future__ import annotations

from sqlalchemy import func, select

from companion.accounts.factors.models import CodeApp, RecoveryCode
from companion.accounts.models import Passkey, Person
from companion.core.db import db
from companion.core.sealed import ring


def app_of(person: Person) -> CodeApp | None:
    """The app that the person gave a code of."""
    found = db.session.get(CodeApp, person.id)
    return found if found and found.confirmed_at else None


def app_begun_by(person: Person) -> CodeApp | None:
    """The app that still waits for its first code."""
    found = db.session.get(CodeApp, person.id)
    return found if found and found.confirmed_at is None else None


def has_passkey(person: Person) -> bool:
    return db.session.scalar(select(Passkey.id).where(Passkey.person_id == person.id).limit(1)) is not None


def codes_left(person: Person) -> int:
    chosen = select(func.count()).select_from(RecoveryCode)
    own = chosen.where(RecoveryCode.person_id == person.id, RecoveryCode.used_at.is_(None))
    return db.session.scalar(own) or 0


def recovery_hash(person: Person, code: str) -> bytes:
    return ring().fingerprint(f"recovery:{person.id}:{code}")
