"""Setting up, using and removing the second step of a sign-in.

A code is used up in the same statement that looks at it, so that of two tries with one code in one moment
only one is right.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pyotp
from sqlalchemy import delete, update

from companion.accounts.factors import queries, rules
from companion.accounts.factors.models import CodeApp, RecoveryCode
from companion.accounts.models import Lock, Passkey, Person
from companion.accounts.rules import STAFF
from companion.audit import trail
from companion.core.db import db
from companion.core.errors import Refusal
from companion.core.words import _


class StillNeeded(Refusal):
    """The last second step of someone on staff."""


def begin_app(person: Person, *, at: datetime) -> CodeApp:
    """A new secret. It counts for nothing until a code of it is given."""
    app = db.session.get(CodeApp, person.id) or CodeApp(person_id=person.id, program_id=person.program_id)
    app.secret, app.created_at, app.confirmed_at, app.last_step = pyotp.random_base32(), at, None, 0
    db.session.add(app)
    return app


def confirm_app(person: Person, code: str, *, at: datetime) -> bool:
    """Whether the code is one of the new app. From then on the app is asked for."""
    app = db.session.get(CodeApp, person.id)
    if app is None or not _is_of(app, code, at):
        return False
    app.confirmed_at = at
    trail.note("code-app:added", program_id=person.program_id, at=at, by_id=person.id)
    return True


def use(person: Person, typed: str, *, at: datetime) -> bool:
    """Whether this is a code of the person's app, or one of their codes on paper; it works once."""
    code = rules.plain(typed)
    app = queries.app_of(person)
    if rules.looks_like_app_code(code):
        return app is not None and _is_of(app, code, at)
    return _use_recovery_code(person, code, at)


def renew_codes(person: Person, *, at: datetime) -> list[str]:
    """Ten new codes for paper; the earlier ones end. They are shown once."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    codes = rules.new_recovery_codes()
    for code in codes:
        row = RecoveryCode(program_id=person.program_id, person_id=person.id, created_at=at)
        row.code_hash = queries.recovery_hash(person, rules.plain(code))
        db.session.add(row)
    trail.note("recovery-codes:made", program_id=person.program_id, at=at, by_id=person.id)
    return codes


def remove_app(person: Person, *, at: datetime) -> None:
    """Raises ``StillNeeded`` where someone on staff has no passkey beside it."""
    if person.role in STAFF and not queries.has_passkey(person):
        raise StillNeeded(_("You need a second step to sign in. Add a passkey first, then remove this one."))
    _forget(person, (CodeApp, RecoveryCode))
    trail.note("code-app:removed", program_id=person.program_id, at=at, by_id=person.id)


def forget_all(person: Person) -> None:
    """Whatever else opened the account or kept it shut."""
    _forget(person, (CodeApp, RecoveryCode, Passkey, Lock))


def _forget(person: Person, models: tuple[Any, ...]) -> None:
    for model in models:
        db.session.execute(delete(model).where(model.person_id == person.id))


def _is_of(app: CodeApp, code: str, at: datetime) -> bool:
    """Takes the code's half minute; one that is not later than the last one used is not taken."""
    now, made_by = rules.step_at(at), pyotp.TOTP(app.secret)
    steps = (now + near for near in rules.STEPS_AROUND)
    found = [step for step in steps if pyotp.utils.strings_equal(made_by.generate_otp(step), code)]
    return bool(found) and _claim(app, max(found))


def _claim(app: CodeApp, step: int) -> bool:
    later = update(CodeApp).where(CodeApp.person_id == app.person_id, CodeApp.last_step < step)
    return _changed_one(later.values(last_step=step).returning(CodeApp.person_id))


def _use_recovery_code(person: Person, code: str, at: datetime) -> bool:
    unused = update(RecoveryCode).where(
        RecoveryCode.person_id == person.id,
        RecoveryCode.code_hash == queries.recovery_hash(person, code),
        RecoveryCode.used_at.is_(None),
    )
    if not _changed_one(unused.values(used_at=at).returning(RecoveryCode.id)):
        return False
    trail.note("recovery-code:used", program_id=person.program_id, at=at, by_id=person.id)
    return True


def _changed_one(statement: Any) -> bool:
    return db.session.scalar(statement) is not None
