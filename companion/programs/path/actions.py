"""Steps on a client's path. What was written down stays; a last day can be taken back before it is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.core.errors import Refusal
from companion.core.words import _
from companion.core.words import day as said
from companion.programs.models import Enrolment, Track
from companion.programs.path import queries, rules
from companion.programs.path.models import PathStep, Phase
from companion.programs.path.rules import Kind, Level, Reason


class CannotStep(Refusal):
    """This step does not follow from where the client is. Says why."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """What is known of a step, besides who wrote it down."""

    kind: Kind
    on: date
    level: Level | None = None
    track: Track | None = None
    phase: Phase | None = None
    reason: Reason | None = None
    note: str = ""


def take(client: Person, step: Step, *, submission: UUID, by: Person, at: datetime) -> PathStep:
    """The same form again is the same step. Raises ``CannotStep``."""
    db.session.get(Person, client.id, with_for_update={"key_share": True})
    there = queries.step_sent_as(client, submission)
    if there:
        return there
    require(client, step, at=at)
    return write(client, step, submission=submission, by=by, at=at)


def write(
    client: Person,
    step: Step,
    *,
    by: Person,
    at: datetime,
    submission: UUID | None = None,
    place: int | None = None,
) -> PathStep:
    """Without asking what it follows: for what became true elsewhere, such as a stay or a change of track."""
    row = PathStep(program_id=client.program_id, client_id=client.id, submission_id=submission)
    row.place = queries.next_place(client) if place is None else place
    row.kind, row.on_day, row.level, row.reason = step.kind, step.on, step.level, step.reason
    row.track, row.phase, row.note = step.track, step.phase, step.note
    row.by, row.at = by, at
    db.session.add(row)
    db.session.flush()
    about = {"client_id": client.id, "subject_id": row.id}
    trail.note("path:stepped", program_id=client.program_id, at=at, by_id=by.id, kind=step.kind, **about)
    return row


def came_from_request(client: Person, on: date, *, by: Person, at: datetime) -> None:
    """The client is who asked for help then: where nothing says how they came, that stands first."""
    path = queries.path_of(client)
    known = {one.kind for one in path.steps}
    if not known & {Kind.REFERRED, Kind.ALUMNI}:
        first = path.steps[0].place if path.steps else 1
        on = min([on, *(one.on_day for one in path.steps)])
        write(client, Step(kind=Kind.REFERRED, on=on), by=by, at=at, place=first - 1)


def discharge(client: Person, step: Step, *, submission: UUID, by: Person, at: datetime) -> PathStep:
    """Ends the stay on that day; then, from the first day without staff, alumni. Raises ``CannotStep``."""
    there = queries.step_sent_as(client, submission)
    if there:
        return there
    row = take(client, step, submission=submission, by=by, at=at)
    stays = [one for one in queries.stays_of(client) if one.ended_on is None or one.ended_on > step.on]
    for stay in stays:
        stay.ended_on = step.on
    if stays:
        stays[-1].end_note = step.note
    alone_from = rules.alone_from(step.on, queries.today_for(client, at))
    write(client, Step(kind=Kind.ALUMNI, on=alone_from), by=by, at=at)
    return row


def take_back(client: Person, *, by: Person, at: datetime) -> bool:
    """The discharge and what followed do not hold. Returns whether there was one."""
    path = queries.path_of(client)
    if path.leaves is None:
        return False
    for row in path.steps[-2:]:
        row.undone_at, row.undone_by = at, by.id
    following: Enrolment | None = None
    for stay in reversed(queries.stays_of(client)):
        if stay.ended_on == path.leaves.on_day:
            stay.ended_on = following.started_on - rules.A_DAY if following else None
            stay.end_note = ""
        following = stay
    trail.note("path:taken-back", program_id=client.program_id, at=at, by_id=by.id, client_id=client.id)
    return True


def name_phases(track: Track, names: Sequence[str], *, by: Person, at: datetime) -> None:
    """In this order. A name that is gone is offered no more, and stays in the steps that had it."""
    there = {one.name: one for one in queries.phases_of(track)}
    if list(there) == list(names):
        return
    for position, name in enumerate(names):
        phase = there.pop(name, None) or Phase(program_id=track.program_id, track_id=track.id, name=name)
        phase.position = position
        db.session.add(phase)
    for gone in there.values():
        gone.retired_at = at
    db.session.flush()
    trail.note("track:phases-named", program_id=track.program_id, at=at, by_id=by.id, subject_id=track.id)


def require(client: Person, step: Step, *, at: datetime) -> None:
    """What is planned for a later day, such as another track from Monday on, holds nobody back from leaving.

    Raises ``CannotStep``.
    """
    path, today = queries.path_of(client), queries.today_for(client, at)
    if not rules.may_follow(path.kind, step.kind):
        raise CannotStep(_("This step does not follow from where the path is now. Please look at it again."))
    begun = [one.on_day for one in path.steps if one.on_day <= today]
    if begun and step.on < begun[-1]:
        raise CannotStep(
            _("The step before was on %(day)s. Pick that day or a later one.", day=said(begun[-1]))
        )
    if step.kind in rules.STEPS and step.level and not rules.fits(step.kind, path.level, step.level):
        raise CannotStep(_("That care is the other way: look at “up” and “down” again."))
