"""What using a roster file would do, as the file and the program's clients stand now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from sqlalchemy import or_, select

from companion.access.models import CareTeamMember
from companion.accounts import queries as people
from companion.accounts.actions import EmailTaken
from companion.accounts.models import Person
from companion.accounts.rules import Role, normalize_email
from companion.core.db import db
from companion.core.sealed import ring
from companion.overviews.importing.reading import Broken, Problem
from companion.overviews.importing.rosters import Row, folded
from companion.programs import actions as programs
from companion.programs import queries
from companion.programs.models import Enrolment, Program, Track
from companion.programs.rules import FARTHEST_START, LONGEST_STAY
from companion.records.schedule.rules import day_in

Named = TypeVar("Named", Track, Person)


class Standing(StrEnum):
    """What a row is to the program."""

    NEW = "new"
    HERE = "here"
    DIFFERENT = "different"
    EMAIL_USED = "email used"
    TWICE = "twice"


@dataclass(frozen=True)
class Place:
    """A row, and what it names. ``client_id`` is the same whenever the same person is read."""

    row: Row
    track: Track
    counselor: Person
    client_id: UUID
    standing: Standing


@dataclass(frozen=True)
class RosterPlan:
    program: Program
    places: list[Place]

    @property
    def changes_something(self) -> bool:
        return any(place.standing == Standing.NEW for place in self.places)


@dataclass(frozen=True)
class _Known:
    """The clients that rows may mean: found by id or by email."""

    by_id: dict[UUID, Person]
    by_email: dict[bytes, Person]
    stays: dict[UUID, Enrolment]
    teams: set[tuple[UUID, UUID]]


def plan(rows: Sequence[Row], program: Program, *, now: datetime) -> RosterPlan:
    """Raises ``Broken`` where a row names what is not there, or days that no stay has."""
    tracks, counselors = queries.tracks_of(program.id), people.counselors_of(program.id)
    for row in rows:
        _check_days(row, program, now)
    ids = [client_id_of(row, program) for row in rows]
    known = _known(rows, ids, program, now)
    seen: set[str] = set()
    places = []
    for row, client_id in zip(rows, ids, strict=True):
        track, counselor = _track(row, tracks), _counselor(row, counselors)
        marks = {client_id.hex, *([normalize_email(row.email)] if row.email else [])}
        standing = Standing.TWICE if marks & seen else _standing(row, client_id, track, counselor, known)
        seen |= marks
        places.append(Place(row, track, counselor, client_id, standing))
    return RosterPlan(program, places)


def client_id_of(row: Row, program: Program) -> UUID:
    """Made of a name, as version 5 is, but keyed: nobody can tell from the id who it is."""
    contact = normalize_email(row.email) or "".join(filter(str.isdigit, row.phone))
    said = f"roster:{program.id}:{folded(row.name)}:{contact}"
    return UUID(bytes=ring().fingerprint(said)[:16], version=5)


def _check_days(row: Row, program: Program, now: datetime) -> None:
    if abs(row.started_on - day_in(program.zone, now)) > FARTHEST_START:
        raise Broken(Problem.START_FAR, row.line, text=row.started_on.isoformat())
    if row.planned_end_on <= row.started_on:
        raise Broken(Problem.END_BEFORE, row.line, text=row.planned_end_on.isoformat())
    if row.planned_end_on - row.started_on > LONGEST_STAY:
        raise Broken(Problem.END_FAR, row.line, text=row.planned_end_on.isoformat())


def _track(row: Row, tracks: Iterable[Track]) -> Track:
    found = [track for track in tracks if folded(track.name) == folded(row.track)]
    return _only(found, Problem.NO_TRACK, Problem.TWO_TRACKS, row.line, row.track)


def _counselor(row: Row, counselors: Iterable[Person]) -> Person:
    said = normalize_email(row.counselor)
    is_named: Callable[[Person], bool] = (
        (lambda one: normalize_email(one.email) == said)
        if "@" in said
        else (lambda one: folded(one.name) == folded(row.counselor))
    )
    found = [one for one in counselors if is_named(one)]
    return _only(found, Problem.NO_COUNSELOR, Problem.TWO_COUNSELORS, row.line, row.counselor)


def _only(found: list[Named], none: Problem, several: Problem, line: int, said: str) -> Named:
    if len(found) != 1:
        raise Broken(several if found else none, line, text=said[:60])
    return found[0]


def _standing(row: Row, client_id: UUID, track: Track, counselor: Person, known: _Known) -> Standing:
    email_key = people.email_key(row.email) if row.email else b""
    found = known.by_id.get(client_id) or known.by_email.get(email_key)
    if found is None:
        return Standing.EMAIL_USED if row.email and _is_refused(row.email, track) else Standing.NEW
    if found.role != Role.CLIENT or found.program_id != track.program_id:
        return Standing.EMAIL_USED
    stay = known.stays.get(found.id)
    there = stay and (folded(found.name), stay.track_id, stay.started_on, stay.planned_end_on)
    is_same = there == (folded(row.name), track.id, row.started_on, row.planned_end_on)
    is_hers = (found.id, counselor.id) in known.teams
    return Standing.HERE if is_same and is_hers else Standing.DIFFERENT


def _is_refused(email: str, track: Track) -> bool:
    try:
        programs.refuse_demo_email(track.program_id, email)
    except EmailTaken:
        return True
    return False


def _known(rows: Sequence[Row], ids: Sequence[UUID], program: Program, now: datetime) -> _Known:
    """Three queries, however many rows there are."""
    keys = [people.email_key(row.email) for row in rows if row.email]
    found = list(
        db.session.scalars(select(Person).where(or_(Person.id.in_(ids), Person.email_key.in_(keys))))
    )
    mine = [one.id for one in found if one.program_id == program.id]
    team = select(CareTeamMember.client_id, CareTeamMember.counselor_id).where(
        CareTeamMember.client_id.in_(mine), CareTeamMember.is_on(now)
    )
    return _Known(
        by_id={one.id: one for one in found},
        by_email={one.email_key: one for one in found if one.email_key},
        stays=queries.latest_enrolments(mine),
        teams={(client_id, counselor_id) for client_id, counselor_id in db.session.execute(team)},
    )
