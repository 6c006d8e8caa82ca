"""Finding a client through the relationship: without one there is nothing to find."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from flask import abort
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from companion.access import covers
from companion.access.consents import codes
from companion.access.models import CareTeamMember, Support
from companion.accounts import queries as people
from companion.accounts.models import Person
from companion.accounts.rules import Role
from companion.core.db import db, one_or_404
from companion.programs import queries as programs
from companion.programs.path import queries as paths
from companion.programs.queries import NextStaffed


def clients_of(counselor: Person, now: datetime) -> list[Person]:
    """The counselor's present clients, and those of colleagues for whom they stand in now, in no order."""
    return list(db.session.scalars(_caseload(counselor, now)))


def client_of(counselor: Person, client_id: UUID, now: datetime) -> Person:
    """Answers 404 for everyone else's client, exactly as for one that does not exist."""
    return one_or_404(_caseload(counselor, now).where(Person.id == client_id))


def client_supported_by(supporter: Person, client_id: UUID) -> Person:
    return one_or_404(_supported(supporter).where(Person.id == client_id))


def clients_supported_by(supporter: Person) -> list[Person]:
    found = db.session.scalars(_supported(supporter)).all()
    return sorted(found, key=lambda person: person.name.casefold())


def care_team_of(client: Person, now: datetime) -> list[Person]:
    """The counselors who work with the client now, the longest first; then those who stand in for one."""
    standing_in = covers.standing_in_for(client, now)
    own = own_counselors_of(client, now)
    return own + [one.colleague for one in standing_in if one.colleague not in own]


def own_counselors_of(client: Person, now: datetime) -> list[Person]:
    """Without anybody who only stands in."""
    return list(
        db.session.scalars(
            select(Person)
            .join(CareTeamMember, CareTeamMember.counselor_id == Person.id)
            .where(CareTeamMember.client_id == client.id, CareTeamMember.is_on(now))
            .order_by(CareTeamMember.since)
        )
    )


def is_alumni(client: Person, now: datetime) -> bool:
    """Whether the client's time in the program is over: nobody on staff is told anything any more."""
    return paths.path_of(client).is_alumni_on(paths.today_for(client, now))


def require_own(counselor: Person, client: Person, now: datetime) -> None:
    """Answers 404 to a colleague who only stands in, for what a stand-in has no part in."""
    if all(one.id != counselor.id for one in own_counselors_of(client, now)):
        abort(404)


def next_staffed_for(client: Person, now: datetime) -> NextStaffed:
    """When the client's care team is at work, now or next. Of no team nothing is known."""
    found = programs.next_staffed(client.program_id, now)
    return found if own_counselors_of(client, now) else NextStaffed(found.program, None, False)


def client_enrolled_as(counselor: Person, submission_id: UUID, now: datetime) -> Person | None:
    """The client that this form made already; 404 when the id is anyone else's."""
    return client_of(counselor, submission_id, now) if people.is_known(submission_id) else None


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


def support_asked_as(client: Person, submission_id: UUID) -> Support | None:
    """The ask that this form made already, even if it ended; 404 when the id is anyone else's."""
    found = db.session.get(Support, submission_id)
    if found and found.client_id != client.id:
        abort(404)
    return found


def supporter_to_ask(client: Person, email: str) -> Person | None:
    """The supporter with this email, if the client may ask that very account.

    One who was not here yet is left to the client who asked first: a second client's link would open
    an account in which the first one's name waits.
    """
    found = people.person_by_email(email)
    is_supporter = found is not None and found.role == Role.SUPPORTER and found.is_active
    if found is None or not is_supporter or found.program_id != client.program_id:
        return None
    return found if found.password_hash or not _is_asked_by_others(found, client) else None


def asks_for(supporter: Person, now: datetime) -> list[Support]:
    """Those that wait for an answer and can still be accepted, the oldest first."""
    chosen = _asks(supporter).where(Support.accepted_at.is_(None)).order_by(Support.asked_at)
    return [ask for ask in db.session.scalars(chosen) if codes.is_open(ask, now)]


def clients_who_asked(supporter: Person) -> list[UUID]:
    """Whom a browser must not have belonged to, where the supporter begins an account."""
    return [ask.client_id for ask in db.session.scalars(_asks(supporter))]


def ask_for(supporter: Person, support_id: UUID) -> Support:
    """The ask, answered already or not."""
    return one_or_404(_asks(supporter).where(Support.id == support_id))


def support_between(client_id: UUID, supporter: Person) -> Support:
    return one_or_404(
        select(Support).where(
            Support.client_id == client_id, Support.supporter_id == supporter.id, Support.ended_at.is_(None)
        )
    )


def _is_asked_by_others(supporter: Person, client: Person) -> bool:
    others = select(Support.id).where(Support.supporter_id == supporter.id, Support.client_id != client.id)
    return db.session.scalar(others.limit(1)) is not None


def _asks(supporter: Person) -> Select[Support]:
    return (
        select(Support)
        .options(joinedload(Support.client))
        .where(Support.supporter_id == supporter.id, Support.ended_at.is_(None))
    )


def _caseload(counselor: Person, now: datetime) -> Select[Person]:
    today = covers.today_of(counselor.program_id, now)
    covered = [one.counselor_id for one in covers.covered_by(counselor, today)]
    is_known = select(CareTeamMember.client_id).where(
        CareTeamMember.counselor_id.in_([counselor.id, *covered]), CareTeamMember.is_on(now)
    )
    return select(Person).where(Person.id.in_(is_known))


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
