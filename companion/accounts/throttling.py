"""Wrong tries in a row, and the wait before the next one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from companion.accounts import rules
from companion.accounts.models import Throttle
from companion.core.db import db
from companion.core.sealed import ring


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
