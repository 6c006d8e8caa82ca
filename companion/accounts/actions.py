"""Signing in and out, and making accounts."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from flask_login import login_user, logout_user
from sqlalchemy import func, select, update

from companion.accounts import queries, rules
from companion.accounts.factors import actions as factors
from companion.accounts.factors.rules import Awaits
from companion.accounts.models import Invitation, Person, SignInSession
from companion.audit import trail
from companion.core.db import db, new_id
from companion.core.errors import Refusal
from companion.core.words import _

TOKEN_BYTES = 32

# OWASP's password storage advice: Argon2id with at least 19 MiB, two passes, one lane.
hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_NOBODYS_HASH = hasher.hash(secrets.token_hex())


class EmailTaken(Refusal):
    """Another account uses this email. The words on screen must not say so."""


def check_password(email: str, password: str) -> Person | None:
    """The person with this email and password. An unknown email takes just as long as a wrong password."""
    person = queries.person_by_email(email)
    known = person.password_hash if person and person.is_active else None
    is_right = _matches(known or _NOBODYS_HASH, password)
    return person if known and is_right else None


def sign_in(
    person: Person, *, at: datetime, device: str, browser: str = "", awaits: Awaits | None = None
) -> SignInSession:
    """Begin a new session with a new id; an id from before the sign-in is never carried over."""
    row = SignInSession(person=person, person_id=person.id, device=device, awaits=awaits)
    row.started_at = row.last_seen_at = at
    row.browser_hash = queries.token_hash(browser) if browser else None
    row.is_shared_phone = queries.was_said_shared(browser)
    renew_token(row)
    db.session.add(row)
    person.visits += 1
    trail.note("session:started", program_id=person.program_id, at=at, by_id=person.id)
    return row


def renew_token(session: SignInSession) -> None:
    """The session goes on under a new id: what somebody copied before is worth nothing from now on."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    session.token_hash = queries.token_hash(token)
    session.person.sign_in_token = token
    login_user(session.person)


def let_in(session: SignInSession, *, at: datetime) -> None:
    """The second step is done, or set up: then other devices that were asked to set one up have to use it."""
    if session.awaits == Awaits.SETUP:
        others = update(SignInSession).where(
            SignInSession.person_id == session.person_id, SignInSession.awaits == Awaits.SETUP
        )
        db.session.execute(others.where(SignInSession.id != session.id).values(ended_at=at))
    session.awaits = None
    session.last_seen_at = at
    renew_token(session)
    trail.note("session:let-in", program_id=session.person.program_id, at=at, by_id=session.person_id)


def sign_out(session: SignInSession, *, at: datetime) -> None:
    session.ended_at = at
    logout_user()
    trail.note("session:ended", program_id=session.person.program_id, at=at, by_id=session.person_id)


def end_sessions(person: Person, *, at: datetime, by_id: UUID, but: SignInSession | None = None) -> None:
    """Sign the person out everywhere, or everywhere but here. Takes effect on the next request."""
    others = update(SignInSession).where(
        SignInSession.person_id == person.id, SignInSession.ended_at.is_(None)
    )
    if but:
        others = others.where(SignInSession.id != but.id)
    db.session.execute(others.values(ended_at=at))
    trail.note("session:ended-all", program_id=person.program_id, at=at, by_id=by_id, subject_id=person.id)


def set_password(person: Person, password: str) -> None:
    person.password_hash = hasher.hash(rules.normalize_password(password))


def set_email(person: Person, email: str) -> None:
    """Raises EmailTaken when another account uses this address."""
    email_key = queries.email_key(email)
    taken = select(func.count()).where(Person.email_key == email_key, Person.id != person.id)
    if db.session.scalar(taken):
        raise EmailTaken(_("We can’t use this email here. Try another one."))
    person.email, person.email_key = rules.normalize_email(email), email_key


def add_person(
    program_id: UUID,
    *,
    role: rules.Role,
    name: str,
    language: str,
    zone: str,
    at: datetime,
    person_id: UUID | None = None,
) -> Person:
    """An account that nobody can sign in to yet: the link of an invitation opens it."""
    person = Person(id=person_id or new_id(), program_id=program_id, role=role, language=language, zone=zone)
    person.name, person.created_at = name, at
    db.session.add(person)
    db.session.flush()
    return person


def withdraw_invitations(person: Person, *, at: datetime) -> None:
    """From now on the person's open links read like used ones."""
    for invitation in queries.open_invitations_of(person, at):
        invitation.withdrawn_at = at


def invite(person: Person, *, by: Person | None, at: datetime) -> str:
    """Make the link's token; an earlier link of the same person ends. Only its hash is kept."""
    withdraw_invitations(person, at=at)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    invitation = Invitation(program_id=person.program_id, person_id=person.id, created_at=at)
    invitation.token_hash = queries.token_hash(token)
    invitation.created_by = by.id if by else None
    invitation.expires_at = at + rules.INVITATION_LIFE
    db.session.add(invitation)
    trail.note(
        "invitation:created",
        program_id=person.program_id,
        at=at,
        by_id=by.id if by else None,
        subject_id=person.id,
        role=person.role,
    )
    return token


def has_other_door(person: Person) -> bool:
    """A supporter who has an account signs in with it: another client's link must not reset it."""
    return person.role == rules.Role.SUPPORTER and person.password_hash is not None


def accept(invitation: Invitation, *, password: str, at: datetime) -> Person:
    """Use the invitation up: a new password, and any earlier sign-in, second step, passkey and lock ends."""
    person = invitation.person
    # Who closed their account is back by the link that they asked for; nobody makes one for staff who left.
    person.left_at = None
    factors.forget_all(person)
    set_password(person, password)
    end_sessions(person, at=at, by_id=person.id)
    invitation.used_at = at
    trail.note("invitation:used", program_id=person.program_id, at=at, by_id=person.id)
    return person


def leave(person: Person, *, by: Person, at: datetime) -> None:
    """End a person's access at once, on every device."""
    person.left_at = at
    withdraw_invitations(person, at=at)
    end_sessions(person, at=at, by_id=by.id)
    trail.note("person:left", program_id=person.program_id, at=at, by_id=by.id, subject_id=person.id)


def _matches(known: str, password: str) -> bool:
    try:
        return hasher.verify(known, rules.normalize_password(password))
    except VerifyMismatchError:
        return False
