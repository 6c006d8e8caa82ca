"""The lock of an open app: it keeps others from reading on, and never wipes anything.

A wrong PIN is counted before it is looked at, so that tries sent side by side are counted each.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from argon2.exceptions import VerifyMismatchError
from sqlalchemy import case, delete, or_, select, update

from companion.accounts import actions, rules
from companion.accounts.models import Lock, Person, SignInSession
from companion.audit import trail
from companion.core.db import db
from companion.core.sealed import ring


def set_lock(
    person: Person, *, pin: str | None, after_minutes: int, shows_people: bool, at: datetime
) -> Lock:
    """``pin`` is None where only a passkey opens the lock, and empty where the PIN stays what it is."""
    lock = db.session.get(Lock, person.id) or Lock(person_id=person.id, program_id=person.program_id)
    if pin is None:
        lock.pin_hash = None
    elif pin:
        lock.pin_hash = actions.hasher.hash(_peppered(person.id, pin))
    lock.after_minutes, lock.shows_people, lock.set_at = after_minutes, shows_people, at
    db.session.add(lock)
    trail.note("lock:set", program_id=person.program_id, at=at, by_id=person.id)
    return lock


def remove_lock(person: Person, here: SignInSession, *, at: datetime) -> None:
    """Ends every other sign-in: one that is locked now would stand open without the lock."""
    if person.lock is None:
        return
    db.session.execute(delete(Lock).where(Lock.person_id == person.id))
    actions.end_sessions(person, at=at, by_id=person.id, but=here)
    trail.note("lock:removed", program_id=person.program_id, at=at, by_id=person.id)


def lock_now(session: SignInSession, *, at: datetime) -> None:
    """Nothing for who has no lock."""
    if session.person.lock:
        session.locked_at = session.locked_at or at


def begin_locked(session: SignInSession, *, at: datetime) -> None:
    """A sign-in that asked for nothing the person knows is no way around their lock, nor around its tries.

    Who holds the phone may hold its mailbox, too. Wrong PINs of the sign-in before count on: after ten of
    them only the password helps.
    """
    if session.person.lock is None:
        return
    lock_now(session, at=at)
    earlier = select(SignInSession).where(
        SignInSession.person_id == session.person_id, SignInSession.id != session.id
    )
    before = db.session.scalar(earlier.order_by(SignInSession.started_at.desc()).limit(1))
    if before:
        session.unlock_failures, session.next_unlock_at = before.unlock_failures, before.next_unlock_at


def count_try(session: SignInSession, *, at: datetime) -> bool:
    """One more, for now as a wrong one. False while one has to wait, or has to sign in."""
    next_count = SignInSession.unlock_failures + 1
    counted = (
        update(SignInSession)
        .where(
            SignInSession.id == session.id,
            SignInSession.unlock_failures < rules.PIN_TRIES * 2,
            or_(SignInSession.next_unlock_at.is_(None), SignInSession.next_unlock_at <= at),
        )
        .values(
            unlock_failures=next_count,
            next_unlock_at=case((next_count == rules.PIN_TRIES, at + rules.PIN_WAIT), else_=None),
        )
    )
    is_counted = db.session.scalar(counted.returning(SignInSession.id)) is not None
    db.session.refresh(session)
    return is_counted


def forget_tries(session: SignInSession) -> None:
    session.unlock_failures, session.next_unlock_at = 0, None


def is_pin(person: Person, pin: str) -> bool:
    if person.lock is None or person.lock.pin_hash is None:
        return False
    try:
        return actions.hasher.verify(person.lock.pin_hash, _peppered(person.id, pin))
    except VerifyMismatchError:
        return False


def unlock(session: SignInSession, *, at: datetime) -> None:
    """The person is back, under a new token: what somebody copied while it was locked is worth nothing."""
    actions.renew_token(session)
    forget_tries(session)
    session.locked_at, session.last_seen_at = None, at
    session.person.visits += 1
    trail.note("session:unlocked", program_id=session.person.program_id, at=at, by_id=session.person_id)


def _peppered(person_id: UUID, pin: str) -> str:
    """So few digits are soon tried out by whoever has the database; they would need the key, too."""
    return ring().fingerprint(f"pin:{person_id}:{pin}").hex()
