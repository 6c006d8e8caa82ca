"""Signing in and out, and making accounts."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from flask_login import login_user, logout_user
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError

from companion.accounts import queries, rules
from companion.accounts.models import Invitation, Person, SignInSession, Throttle
from companion.audit import trail
from companion.core.db import db, new_id
from companion.core.errors import Refusal
from companion.core.sealed import ring
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


def sign_in(person: Person, *, at: datetime, device: str, browser: str = "") -> SignInSession:
    """Begin a new session with a new id; an id from before the sign-in is never carried over."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = SignInSession(person_id=person.id, token_hash=queries.token_hash(token), device=device)
    row.started_at = row.last_seen_at = at
    row.browser_hash = queries.token_hash(browser) if browser else None
    row.is_shared_phone = queries.was_said_shared(browser)
    db.session.add(row)
    person.visits += 1
    person.sign_in_token = token
    login_user(person)
    trail.note("session:started", program_id=person.program_id, at=at, by_id=person.id)
    return row


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


def count_failure(key: bytes, free: int, *, at: datetime) -> None:
    """One more wrong try in a row; the wait before the next one grows."""
    row = _held_throttle(key) or _new_throttle(key, at)
    if at - row.last_failed_at > rules.FORGET_AFTER:
        row.failures = 0
    row.failures += 1
    row.last_failed_at = at
    row.next_try_at = at + rules.wait_after(row.failures, free)


def forget_failures(key: bytes) -> None:
    db.session.execute(delete(Throttle).where(Throttle.key == key))


def throttle_key(kind: str, *parts: str) -> bytes:
    return ring().fingerprint(":".join([kind, *parts]))


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
    """Use the invitation up: the person has a new password, and any earlier sign-in ends."""
    person = invitation.person
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


def _held_throttle(key: bytes) -> Throttle | None:
    """The count as it stands, and nobody else's to change until this transaction ends."""
    return db.session.get(Throttle, key, with_for_update=True, populate_existing=True)


def _new_throttle(key: bytes, at: datetime) -> Throttle:
    """A count that begins with nothing. Of two first tries in one moment, the later finds the other's."""
    try:
        with db.session.begin_nested():
            row = Throttle(key=key, failures=0, last_failed_at=at, next_try_at=at)
            db.session.add(row)
        return row
    except IntegrityError:
        return _held_throttle(key) or _new_throttle(key, at)


def _matches(known: str, password: str) -> bool:
    try:
        return hasher.verify(known, rules.normalize_password(password))
    except VerifyMismatchError:
        return False
