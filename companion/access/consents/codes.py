"""The code that a client tells out of band: without it an invitation says nothing of whom it is from."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime

from companion.access.consents import queries
from companion.access.consents.models import SupportCode
from companion.access.models import Support
from companion.access.rules import CODE_DIGITS
from companion.accounts.rules import INVITATION_LIFE
from companion.audit import trail
from companion.core.db import db
from companion.core.sealed import ring


def make(support: Support, *, at: datetime) -> str:
    """A new code; an earlier one ends. It is shown once, and only a keyed hash of it is kept."""
    withdraw(support, at=at)
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    row = SupportCode(program_id=support.program_id, client_id=support.client_id, support_id=support.id)
    row.code_hash, row.made_at, row.expires_at = _hash(support, code), at, at + INVITATION_LIFE
    row.tries = 0
    db.session.add(row)
    db.session.flush()
    return code


def withdraw(support: Support, *, at: datetime) -> None:
    earlier = queries.newest_code_of(support)
    if earlier and earlier.withdrawn_at is None:
        earlier.withdrawn_at = at


def is_open(support: Support, now: datetime) -> bool:
    """Whether the invitation can still be accepted."""
    newest = queries.newest_code_of(support)
    return newest is not None and newest.is_open(now)


def is_entered(support: Support, now: datetime) -> bool:
    newest = queries.newest_code_of(support)
    return newest is not None and newest.is_open(now) and newest.entered_at is not None


def enter(support: Support, typed: str, *, at: datetime) -> bool:
    """Whether it is the code. A wrong one is counted, and the fifth ends the invitation."""
    row = queries.newest_code_of(support, to_change=True)
    if row is None or not row.is_open(at):
        return False
    if hmac.compare_digest(row.code_hash, _hash(support, _digits(typed))):
        row.entered_at = row.entered_at or at
        return True
    row.tries += 1
    if not row.is_open(at):
        trail.note("invitation:guessed", program_id=row.program_id, at=at, client_id=row.client_id)
    return False


def _digits(typed: str) -> str:
    """As people write it down: 123 456 and 123-456 are 123456."""
    return "".join(character for character in typed if character.isascii() and character.isdigit())


def _hash(support: Support, code: str) -> bytes:
    return ring().fingerprint(f"support-code:{support.id.hex}:{code}")
