"""Who leads the counselors and who looks after privacy. Each takes effect on the next request."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from companion.access.models import Duty
from companion.access.rules import MAY_HOLD, DutyKind
from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.core.errors import Refusal
from companion.core.words import _


class CannotHold(Refusal):
    """This duty is not for this person: it belongs to another role, or their access has ended."""


def held_by(person: Person) -> set[DutyKind]:
    return {DutyKind(one.duty) for one in _open_of(person)}


def held_in(program_id: UUID) -> dict[UUID, set[DutyKind]]:
    """Everyone who has a duty now."""
    chosen = select(Duty.person_id, Duty.duty).where(Duty.program_id == program_id, Duty.until.is_(None))
    found: dict[UUID, set[DutyKind]] = {}
    for person_id, duty in db.session.execute(chosen):
        found.setdefault(person_id, set()).add(DutyKind(duty))
    return found


def give(person: Person, duty: DutyKind, *, by: Person, at: datetime) -> None:
    """Who has it already has it. Raises ``CannotHold``."""
    if not person.is_active or person.role not in MAY_HOLD[duty]:
        raise CannotHold(_("This person cannot have this duty."))
    if duty not in held_by(person):
        db.session.add(
            Duty(program_id=person.program_id, person_id=person.id, duty=duty, since=at, given_by=by.id)
        )
        _note("duty:given", person, duty, by, at)


def end(person: Person, duty: DutyKind, *, by: Person, at: datetime) -> None:
    for one in _open_of(person):
        if one.duty == duty:
            one.until, one.ended_by = at, by.id
            _note("duty:ended", person, duty, by, at)


def end_all(person: Person, *, by: Person, at: datetime) -> None:
    for duty in held_by(person):
        end(person, duty, by=by, at=at)


def _open_of(person: Person) -> list[Duty]:
    chosen = select(Duty).where(Duty.person_id == person.id, Duty.until.is_(None)).order_by(Duty.duty)
    return list(db.session.scalars(chosen))


def _note(action: str, person: Person, duty: DutyKind, by: Person, at: datetime) -> None:
    about = {"by_id": by.id, "subject_id": person.id}
    trail.note(action, program_id=person.program_id, at=at, duty=duty.value, **about)
