"""Setting up a program, its tracks, and a client's stay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from companion.accounts import actions as accounts
from companion.accounts.models import Person
from companion.accounts.rules import is_demo_email
from companion.audit import trail
from companion.core.db import db
from companion.core.errors import Refusal
from companion.core.words import _
from companion.programs import queries
from companion.programs.models import Enrolment, Program, StaffedHours, Track
from companion.programs.path import actions as path
from companion.programs.path import queries as paths
from companion.programs.path.rules import Kind, Level
from companion.programs.rules import Shift
from companion.programs.tracks import change_track as change_track
from companion.programs.tracks import create_track as create_track
from companion.programs.tracks import retire_track as retire_track

SETTINGS = (
    "name",
    "zone",
    "language",
    "phone",
    "hours",
    "shows_overdose_box",
    "notice_hours",
    "allowed_misses",
    "misses_weeks",
    "alert_minutes",
    "shows_use_safety",
    "is_use_told",
    "shows_notes",
    "reads_en",
    "reads_es",
    "sharing_delay_hours",
    "sharing_most_days",
    "message_days",
    "answer_days",
    "enquiry_days",
    "is_help_free",
    "retention_years",
    "session_titles",
    "rooms",
    "slug",
)


class SlugTaken(Refusal):
    """Another program of this installation has this public name."""


def create_program(*, name: str, zone: str, language: str, at: datetime, is_demo: bool = False) -> Program:
    program = Program(name=name, zone=zone, language=language, is_demo=is_demo, created_at=at)
    db.session.add(program)
    db.session.flush()
    return program


def change_settings(program: Program, *, by: Person, at: datetime, **values: str | bool | int | None) -> None:
    """Raises ``SlugTaken``."""
    if values.get("slug") and queries.program_at(str(values["slug"])) not in (None, program):
        raise SlugTaken(_("Another program has this public name. Pick another one."))
    changed = [name for name in SETTINGS if name in values and getattr(program, name) != values[name]]
    before = {name: getattr(program, name) for name in changed}
    for name in changed:
        setattr(program, name, values[name])
    if changed:
        after = {name: values[name] for name in changed}
        about: dict[str, Any] = {"fields": changed, "before": before, "after": after}
        trail.note("program:changed", program_id=program.id, at=at, by_id=by.id, **about)


def change_staffed_hours(program: Program, week: Sequence[Shift], *, by: Person, at: datetime) -> None:
    """At most one shift a weekday; a weekday without one is not staffed."""
    there = {one.weekday: one for one in queries.staffed_hours_of(program.id)}
    before = [one.shift for one in there.values()]
    if before == list(week):
        return
    for shift in week:
        row = there.pop(shift.weekday, None) or StaffedHours(program_id=program.id, weekday=shift.weekday)
        row.opens_at, row.closes_at = shift.opens_at, shift.closes_at
        db.session.add(row)
    for unstaffed in there.values():
        db.session.delete(unstaffed)
    was, now = ({"staffed_hours": _plain(one)} for one in (before, week))
    about: dict[str, Any] = {"before": was, "after": now}
    trail.note(
        "program:changed", program_id=program.id, at=at, by_id=by.id, fields=["staffed_hours"], **about
    )


def give_email(person: Person, email: str) -> None:
    """Bind the email that the person signs in with. Raises ``EmailTaken``."""
    refuse_demo_email(person.program_id, email)
    accounts.set_email(person, email)


def refuse_demo_email(program_id: UUID, email: str) -> None:
    """The demo's sign-ins belong in a demo clinic only. Raises ``EmailTaken``, which tells no more."""
    if is_demo_email(email) and not queries.program(program_id).is_demo:
        raise accounts.EmailTaken(_("We can’t use this email here. Try another one."))


def enrol(
    client: Person,
    track: Track,
    *,
    started_on: date,
    planned_end_on: date,
    required_minutes_per_week: int,
    steps_down_from: str,
    by: Person,
    at: datetime,
    submission: UUID | None = None,
) -> Enrolment:
    """With the step on the client's path, in the first phase. ``submission`` is the form it came from."""
    enrolment = Enrolment(
        program_id=client.program_id,
        client_id=client.id,
        track_id=track.id,
        started_on=started_on,
        planned_end_on=planned_end_on,
        required_minutes_per_week=required_minutes_per_week,
        steps_down_from=steps_down_from,
        is_use_told=queries.program(client.program_id).is_use_told,
        created_by=by.id,
        created_at=at,
    )
    db.session.add(enrolment)
    trail.note("client:enrolled", program_id=client.program_id, at=at, by_id=by.id, client_id=client.id)
    level = Level.INTENSIVE_OUTPATIENT
    phase = next(iter(paths.phases_of(track)), None)
    step = path.Step(kind=Kind.ENROLLED, on=started_on, level=level, track=track, phase=phase)
    path.write(client, step, submission=submission, by=by, at=at)
    return enrolment


def enrol_known(
    client: Person, track: Track, stay: dict[str, Any], *, submission: UUID, by: Person, at: datetime
) -> None:
    """Somebody who was referred, or comes back. The same form is the same stay. Raises ``CannotStep``."""
    db.session.get(Person, client.id, with_for_update={"key_share": True})
    if paths.step_sent_as(client, submission) is None:
        path.require(client, path.Step(kind=Kind.ENROLLED, on=stay["started_on"]), at=at)
        enrol(client, track, **stay, submission=submission, by=by, at=at)


def _plain(week: Sequence[Shift]) -> list[list[int | str]]:
    """A weekday with its two times, as the trail keeps them."""
    return [
        [one.weekday, one.opens_at.isoformat("minutes"), one.closes_at.isoformat("minutes")] for one in week
    ]
