"""Staff come and go."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from companion.access import actions as access
from companion.access import duties
from companion.accounts import actions as accounts
from companion.accounts import queries
from companion.accounts.models import Person
from companion.accounts.rules import Role
from companion.audit import trail
from companion.core.errors import Refusal
from companion.core.words import _
from companion.programs import actions as programs
from companion.programs.models import Program
from companion.records.enquiries import actions as enquiries


class CannotLeave(Refusal):
    """The program would be left without someone to run it, or people would shut themselves out."""


class HasLeft(Refusal):
    """A link for somebody whose access has ended."""


def add_staff(
    program: Program, *, person_id: UUID, role: Role, name: str, email: str, by: Person, at: datetime
) -> Person:
    """Raises ``EmailTaken``."""
    person = accounts.add_person(
        program.id,
        role=role,
        name=name,
        language=program.language,
        zone=program.zone,
        at=at,
        person_id=person_id,
    )
    programs.give_email(person, email)
    trail.note(
        "staff:invited", program_id=program.id, at=at, by_id=by.id, subject_id=person.id, role=role.value
    )
    return person


def refuse_if_left(person: Person) -> None:
    if not person.is_active:
        raise HasLeft(_("This person’s access has ended. A link would not work."))


def end_access(person: Person, *, by: Person, at: datetime) -> None:
    """Sessions, open links, duties, covers and the care team end at once, and what they had taken on of those
    who ask for help is the team's again. Raises ``CannotLeave``.
    """
    if person.id == by.id:
        raise CannotLeave(_("You cannot end your own access. Ask another administrator."))
    if person.role == Role.ADMIN and not _other_administrators(person):
        raise CannotLeave(_("This is the only administrator. Add another one first."))
    if person.is_active:
        accounts.leave(person, by=by, at=at)
        access.end_assignments(person, by=by, at=at)
        duties.end_all(person, by=by, at=at)
        enquiries.give_back(person, by=by, at=at)


def _other_administrators(person: Person) -> list[Person]:
    """Those who can sign in now; one who was only invited runs nothing yet."""
    staff = queries.staff_of(person.program_id)
    others = [one for one in staff if one.role == Role.ADMIN and one.id != person.id]
    return [one for one in others if one.is_active and one.password_hash]
