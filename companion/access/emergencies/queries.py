"""Finding emergencies: for who opened one, for the client, and for the privacy officer."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from companion.access.emergencies.models import Emergency
from companion.accounts.models import Person
from companion.accounts.rules import Role
from companion.core.db import db, one_or_404


def people_named(program_id: UUID, said: str) -> list[Person]:
    """The clients with this name or email, whoever works with them. Names are sealed: each is opened."""
    wanted = " ".join(said.split()).casefold()
    clients = db.session.scalars(
        select(Person).where(Person.program_id == program_id, Person.role == Role.CLIENT)
    )
    return [one for one in clients if wanted in (one.name.casefold(), (one.email or "").casefold())]


def open_for(person: Person, client_id: UUID, now: datetime) -> Emergency:
    """The one that lets the person in now; 404 when there is none, as for a client that is not there."""
    chosen = _whole().where(
        Emergency.opened_by == person.id,
        Emergency.client_id == client_id,
        Emergency.expires_at > now,
        Emergency.ended_at.is_(None),
    )
    return one_or_404(chosen.order_by(Emergency.opened_at.desc()).limit(1))


def all_open_for(person: Person, now: datetime) -> list[Emergency]:
    chosen = _whole().where(Emergency.opened_by == person.id, Emergency.expires_at > now)
    return list(db.session.scalars(chosen.where(Emergency.ended_at.is_(None)).order_by(Emergency.opened_at)))


def told_to(person: Person, since: datetime) -> list[Emergency]:
    """Those that the person was named in as the second one; the newest first."""
    chosen = _whole().where(Emergency.second_id == person.id, Emergency.opened_at >= since)
    return list(db.session.scalars(chosen.order_by(Emergency.opened_at.desc(), Emergency.id)))


def emergencies_of(client: Person) -> list[Emergency]:
    """All there ever were, the newest first."""
    chosen = _whole().where(Emergency.client_id == client.id)
    return list(db.session.scalars(chosen.order_by(Emergency.opened_at.desc(), Emergency.id)))


def emergencies_in(program_id: UUID) -> list[Emergency]:
    """All of the program, those nobody has looked at first, then the newest."""
    chosen = _whole().where(Emergency.program_id == program_id)
    ordered = chosen.order_by(Emergency.reviewed_at.is_not(None), Emergency.opened_at.desc(), Emergency.id)
    return list(db.session.scalars(ordered))


def emergency_in(program_id: UUID, emergency_id: UUID) -> Emergency:
    return one_or_404(_whole().where(Emergency.program_id == program_id, Emergency.id == emergency_id))


def count_unreviewed(program_id: UUID) -> int:
    chosen = select(func.count()).where(Emergency.program_id == program_id, Emergency.reviewed_at.is_(None))
    return db.session.scalar(chosen) or 0


def sent_as(person: Person, submission_id: UUID) -> Emergency | None:
    return db.session.scalar(
        _whole().where(Emergency.opened_by == person.id, Emergency.submission_id == submission_id)
    )


def _whole() -> Select[Emergency]:
    return select(Emergency).options(
        joinedload(Emergency.client),
        joinedload(Emergency.opener),
        joinedload(Emergency.second),
        joinedload(Emergency.reviewer),
    )
