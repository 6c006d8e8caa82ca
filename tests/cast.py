"""The same people in every test. All are made up.

Rosa is a client. Cora is her counselor, Ben her brother who supports her. Wes is a counselor with
no tie to her, Omar is another client (of Wes), Ada runs the program.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from argon2 import PasswordHasher

from companion.access import actions as access
from companion.accounts import actions as accounts
from companion.accounts.models import Person
from companion.accounts.rules import Role
from companion.core.db import db
from companion.programs import actions as programs

PASSWORD = "seven quiet green lamps"
NOW = datetime(2026, 11, 18, 22, 0, tzinfo=UTC)
ZONE = "America/New_York"


@dataclass(frozen=True)
class Cast:
    """The ids, so that a test finds people in whatever session it opens."""

    program: UUID
    track: UUID
    rosa: UUID
    omar: UUID
    cora: UUID
    wes: UUID
    ben: UUID
    ada: UUID


def make_person(program_id: UUID, role: Role, name: str, language: str = "en") -> Person:
    person = Person(program_id=program_id, role=role, language=language, zone=ZONE)
    person.name, person.created_at = name, NOW - timedelta(days=60)
    db.session.add(person)
    db.session.flush()
    accounts.set_email(person, f"{name.split()[0].lower()}@test.example")
    person.password_hash = _HASH
    return person


def make_cast() -> Cast:
    program = programs.create_program(name="Maple House", zone=ZONE, language="en", at=NOW)
    program.phone, program.hours = "+1 555 010 0100", "Mon–Fri, 8 to 6"
    ada = make_person(program.id, Role.ADMIN, "Ada Admin")
    cora = make_person(program.id, Role.COUNSELOR, "Cora Counselor")
    wes = make_person(program.id, Role.COUNSELOR, "Wes Counselor")
    rosa = make_person(program.id, Role.CLIENT, "Rosa")
    omar = make_person(program.id, Role.CLIENT, "Omar")
    ben = make_person(program.id, Role.SUPPORTER, "Ben")
    track = programs.create_track(program.id, name="Evening", minutes=540, by=ada, at=NOW)
    for client, counselor in ((rosa, cora), (omar, wes)):
        programs.enrol(
            client,
            track,
            started_on=date(2026, 10, 19),
            planned_end_on=date(2027, 1, 11),
            required_minutes_per_week=540,
            steps_down_from="residential",
            by=counselor,
            at=NOW - timedelta(days=30),
        )
        access.assign(client, counselor, by=ada, at=NOW - timedelta(days=30))
    support = access.ask_for_support(rosa, ben, relation="Brother", at=NOW - timedelta(days=20))
    access.accept_support(support, by=ben, at=NOW - timedelta(days=19))
    db.session.commit()
    people = {"rosa": rosa, "omar": omar, "cora": cora, "wes": wes, "ben": ben, "ada": ada}
    return Cast(program=program.id, track=track.id, **{name: who.id for name, who in people.items()})


# Hashing is slow on purpose, and hundreds of tests sign in: here it is the same, only quick.
accounts.hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
_HASH = accounts.hasher.hash(PASSWORD)
