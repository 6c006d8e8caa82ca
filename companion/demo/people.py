"""Who is in the demo clinic, and how they stand to each other."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from companion.access import actions as access
from companion.accounts import actions as accounts
from companion.accounts.models import Person
from companion.accounts.rules import DEMO_DOMAIN, Role
from companion.core.db import db
from companion.demo import stays, walking
from companion.demo.content import Situation, luck, read, situation_of
from companion.demo.days import Days
from companion.demo.stays import Stay
from companion.demo.voice import Voice
from companion.programs import actions as programs
from companion.programs.models import Program, Track

MORNING = time(9, 30)
EVENING = time(17, 0)
INITIALS = "ABCDEFGHJKLMNPRSTVW"


@dataclass(frozen=True)
class Client:
    """``place`` is the client's number on the counselor's caseload."""

    person: Person
    counselor: Person
    place: int
    situation: Situation
    stay: Stay
    voice: Voice
    rng: random.Random


class Clinic:
    """Takes people in. The relationships are made by the same actions as everywhere else."""

    def __init__(self, program: Program, days: Days) -> None:
        self.program, self.days = program, days
        self._names: set[str] = set()
        # Hashing is slow on purpose: once for everybody.
        self._password_hash = accounts.hasher.hash(read("clinic")["password"])
        self.admin = self.person(Role.ADMIN, "admin", **read("clinic")["staff"]["admin"])

    def person(
        self,
        role: Role,
        email: str,
        *,
        name: str,
        pronouns: str,
        language: str = "en",
        at: datetime | None = None,
    ) -> Person:
        person = Person(program_id=self.program.id, role=role, language=language, zone=self.program.zone)
        person.name, person.pronouns = name, pronouns
        person.created_at = at or self.days.opened_at
        person.password_hash = self._password_hash
        accounts.set_email(person, f"{email}{DEMO_DOMAIN}")
        db.session.add(person)
        return person

    def counselors(self, clients: int) -> list[Person]:
        """The four, and more where there are more clients than they could know well."""
        caseload = read("clinic")["caseload"]
        needed = 1 - (caseload["of_demo_counselor"] - clients) // caseload["of_others"]
        known = read("clinic")["staff"]["counselors"]
        found = [self._counselor(number, **who) for number, who in enumerate(known)]
        for number in range(len(found), needed):
            rng = luck(f"counselor {number}")
            name, _, pronouns = Voice("en", rng).somebody()
            found.append(self._counselor(number, name=self._with_initial(name, rng), pronouns=pronouns))
        return found

    def client(self, number: int, counselors: list[Person], tracks: list[Track]) -> Client:
        situation, rng = situation_of(number), luck(f"client {number}")
        stay, voice = stays.stay_of(situation.name, self.days, rng), Voice(situation.language, rng)
        enrolled_at = self.days.at(stay.started_on - timedelta(days=3), MORNING)
        email = "client" if number == 0 else f"client-{number}"
        who = self._named(situation, voice, rng)
        person = self.person(Role.CLIENT, email, language=situation.language, at=enrolled_at, **who)
        track = tracks[number % len(tracks)]
        db.session.flush()
        self._enrol(person, track, stay, rng, enrolled_at)
        counselor, place = _on_caseload(number, counselors)
        access.assign(person, counselor, by=self.admin, at=enrolled_at)
        if stay.ended_on:
            walking.leave(person, counselor, stay.ended_on, self.days.at(stay.ended_on, EVENING))
        return Client(person, counselor, place, situation, stay, voice, rng)

    def _counselor(self, number: int, *, name: str, pronouns: str) -> Person:
        email = "counselor" if number == 0 else f"counselor-{number}"
        return self.person(Role.COUNSELOR, email, name=name, pronouns=pronouns)

    def _named(self, situation: Situation, voice: Voice, rng: random.Random) -> dict[str, str]:
        if situation.name == "dana":
            return {name: read("dana")[name] for name in ("name", "pronouns")}
        name, _, pronouns = voice.somebody()
        return {"name": self._with_initial(name, rng), "pronouns": pronouns}

    def _with_initial(self, name: str, rng: random.Random) -> str:
        """No two alike as long as there are letters left: on a caseload they could not be told apart."""
        first = rng.randrange(len(INITIALS))
        options = [f"{name} {initial}." for initial in INITIALS[first:] + INITIALS[:first]]
        chosen = next((one for one in options if one not in self._names), options[0])
        self._names.add(chosen)
        return chosen

    def _enrol(self, client: Person, track: Track, stay: Stay, rng: random.Random, at: datetime) -> None:
        programs.enrol(
            client,
            track,
            started_on=stay.started_on,
            planned_end_on=stay.planned_end_on,
            required_minutes_per_week=track.required_minutes_per_week,
            steps_down_from=rng.choice(stays.STEPS_DOWN_FROM),
            by=self.admin,
            at=at,
        )


def _on_caseload(number: int, counselors: list[Person]) -> tuple[Person, int]:
    """The demo counselor has the first clients, the others take turns."""
    own = read("clinic")["caseload"]["of_demo_counselor"]
    if number < own:
        return counselors[0], number
    place, turn = divmod(number - own, len(counselors) - 1)
    return counselors[1 + turn], place
