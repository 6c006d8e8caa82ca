"""Finding a client through the relationship: without one there is nothing to find."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from companion.access.models import CareTeamMember, Support
from companion.accounts.models import Person
from companion.core.db import db, one_or_404


def clients_of(counselor: Person) -> list[Person]:
    """The counselor's present clients, in no order."""
    return list(db.session.scalars(_caseload(counselor)))


def client_of(counselor: Person, client_id: UUID) -> Person:
    """Answers 404 for everyone else's client, exactly as for one that does not exist."""
    return one_or_404(_caseload(counselor).where(Person.id == client_id))


def client_supported_by(supporter: Person, client_id: UUID) -> Person:
    return one_or_404(_supported(supporter).where(Person.id == client_id))


def clients_supported_by(supporter: Person) -> list[Person]:
    found = db.session.scalars(_supported(supporter)).all()
    return sorted(found, key=lambda person: person.name.casefold())


def care_team_of(client: Person) -> list[Person]:
    """The counselors who work with the client now, the longest first."""
    return list(
        db.session.scalars(
            select(Person)
            .join(CareTeamMember, CareTeamMember.counselor_id == Person.id)
            .where(CareTeamMember.client_id == client.id, CareTeamMember.until.is_(None))
            .order_by(CareTeamMember.since)
        )
    )


def supports_of(client: Person) -> list[Support]:
    """Those the client asked to stand by them, until it ended; the newest last."""
    return list(
        db.session.scalars(
            select(Support)
            .options(joinedload(Support.supporter))
            .where(Support.client_id == client.id, Support.ended_at.is_(None))
            .order_by(Support.asked_at)
        )
    )


def support_of(client: Person, support_id: UUID) -> Support:
    return one_or_404(
        select(Support)
        .options(joinedload(Support.supporter))
        .where(Support.client_id == client.id, Support.id == support_id, Support.ended_at.is_(None))
    )


def support_between(client_id: UUID, supporter: Person) -> Support:
    return one_or_404(
        select(Support).where(
            Support.client_id == client_id, Support.supporter_id == supporter.id, Support.ended_at.is_(None)
        )
    )


def _caseload(counselor: Person) -> Select[Person]:
    return (
        select(Person)
        .join(CareTeamMember, CareTeamMember.client_id == Person.id)
        .where(CareTeamMember.counselor_id == counselor.id, CareTeamMember.until.is_(None))
    )


def _supported(supporter: Person) -> Select[Person]:
    return (
        select(Person)
        .join(Support, Support.client_id == Person.id)
        .where(
            Support.supporter_id == supporter.id,
            Support.accepted_at.is_not(None),
            Support.ended_at.is_(None),
        )
    )
