"""Finding people and their sign-ins."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from companion.accounts import rules
from companion.accounts.factors.rules import Awaits
from companion.accounts.models import Invitation, Person, SignInSession, Throttle
from companion.core.db import db, one_or_404
from companion.core.sealed import ring


def token_hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def email_key(email: str) -> bytes:
    return ring().fingerprint(f"email:{rules.normalize_email(email)}")


def person_by_email(email: str) -> Person | None:
    return db.session.scalar(select(Person).where(Person.email_key == email_key(email)))


def live_session(token: str, now: datetime) -> SignInSession | None:
    """The sign-in that this cookie stands for, while neither ended, idle too long nor too old."""
    found = db.session.scalar(
        select(SignInSession)
        .options(joinedload(SignInSession.person).joinedload(Person.lock))
        .where(SignInSession.token_hash == token_hash(token), SignInSession.ended_at.is_(None))
    )
    if found is None or not found.person.is_active:
        return None
    return None if _is_over(found, now) else found


def live_sessions_of(person: Person, now: datetime) -> list[SignInSession]:
    found = db.session.scalars(
        select(SignInSession)
        .where(SignInSession.person_id == person.id, SignInSession.ended_at.is_(None))
        .order_by(SignInSession.last_seen_at.desc())
    )
    return [one for one in found if not _is_over(one, now) and one.awaits != Awaits.CODE]


def _is_over(session: SignInSession, now: datetime) -> bool:
    role, stays = session.person.role, session.stays
    return rules.is_session_over(role, session.started_at, session.last_seen_at, now, stays=stays)


def was_said_shared(browser: str) -> bool | None:
    """What was last said in this browser of whether other people use it too, whoever said it."""
    said = (
        select(SignInSession.is_shared_phone)
        .where(SignInSession.browser_hash == token_hash(browser), SignInSession.is_shared_phone.is_not(None))
        .order_by(SignInSession.started_at.desc())
    )
    return db.session.scalar(said.limit(1)) if browser else None


def session_of(person: Person, session_id: UUID) -> SignInSession:
    return one_or_404(
        select(SignInSession).where(SignInSession.person_id == person.id, SignInSession.id == session_id)
    )


def has_held_session_of(browser: str, person_ids: Collection[UUID]) -> bool:
    """Whether one of these people was ever signed in in this browser."""
    if not browser or not person_ids:
        return False
    held = select(SignInSession.id).where(
        SignInSession.browser_hash == token_hash(browser), SignInSession.person_id.in_(person_ids)
    )
    return db.session.scalar(held.limit(1)) is not None


def others_in_browsers_of(person: Person, person_ids: Collection[UUID]) -> set[UUID]:
    """Those of these people who were signed in in a browser that the person was signed in in, too."""
    own = select(SignInSession.browser_hash).where(
        SignInSession.person_id == person.id, SignInSession.browser_hash.is_not(None)
    )
    chosen = select(SignInSession.person_id).where(
        SignInSession.browser_hash.in_(own), SignInSession.person_id.in_(person_ids)
    )
    return set(db.session.scalars(chosen)) if person_ids else set()


def open_invitation(token: str, now: datetime) -> Invitation | None:
    found = db.session.scalar(
        select(Invitation)
        .options(joinedload(Invitation.person))
        .where(Invitation.token_hash == token_hash(token))
    )
    return found if found and found.is_open(now) else None


def open_invitations_of(person: Person, now: datetime) -> list[Invitation]:
    found = db.session.scalars(select(Invitation).where(Invitation.person_id == person.id))
    return [invitation for invitation in found if invitation.is_open(now)]


def latest_invitation_of(person: Person) -> Invitation | None:
    return db.session.scalar(
        select(Invitation)
        .where(Invitation.person_id == person.id)
        .order_by(Invitation.created_at.desc(), Invitation.id.desc())
        .limit(1)
    )


def is_known(person_id: UUID) -> bool:
    """Whether the id is somebody's. Says nothing of whom: a form sent twice is found by its id."""
    return db.session.scalar(select(Person.id).where(Person.id == person_id)) is not None


def staff_of(program_id: UUID) -> list[Person]:
    """Counselors and administrators of a program, by name."""
    found = db.session.scalars(
        select(Person).where(Person.program_id == program_id, Person.role.in_(rules.STAFF))
    )
    return sorted(found, key=lambda person: person.name.casefold())


def counselors_of(program_id: UUID) -> list[Person]:
    """Those who still work there, by name."""
    return [p for p in staff_of(program_id) if p.role == rules.Role.COUNSELOR and p.is_active]


def administrators_of(program_id: UUID) -> list[Person]:
    """Those who still work there, by name."""
    return [p for p in staff_of(program_id) if p.role == rules.Role.ADMIN and p.is_active]


def staff_member(program_id: UUID, person_id: UUID) -> Person:
    return one_or_404(
        select(Person).where(
            Person.program_id == program_id, Person.id == person_id, Person.role.in_(rules.STAFF)
        )
    )


def clients_in(program_id: UUID) -> list[Person]:
    """The program's clients whose access has not ended, by name."""
    chosen = select(Person).where(Person.program_id == program_id, Person.role == rules.Role.CLIENT)
    found = db.session.scalars(chosen.where(Person.left_at.is_(None)))
    return sorted(found, key=lambda person: person.name.casefold())


def client_in(program_id: UUID, person_id: UUID) -> Person:
    is_client = Person.role == rules.Role.CLIENT
    return one_or_404(
        select(Person).where(Person.program_id == program_id, Person.id == person_id, is_client)
    )


def wait_for(keys: list[bytes], now: datetime) -> timedelta:
    """How long until another try is welcome."""
    found = db.session.scalars(select(Throttle.next_try_at).where(Throttle.key.in_(keys)))
    return max((at - now for at in found if at > now), default=timedelta(0))
