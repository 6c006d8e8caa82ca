"""Where a client goes on within one stay: another track, or other hours a week."""

from __future__ import annotations

from datetime import date, datetime

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.core.errors import Refusal
from companion.core.words import _, day
from companion.programs import queries, rules
from companion.programs.models import Enrolment, Track
from companion.programs.path import actions as path
from companion.programs.path.rules import Kind


class CannotMove(Refusal):
    """The client cannot go to this track on this day. Says why."""


def move_to_track(client: Person, track: Track, *, on: date, by: Person, at: datetime) -> Enrolment:
    """From that day on the client is in this track, with its hours; until the day before, where they were.

    A stay that only begins on that day changes its track, so that no stay is empty. Sent twice, it is
    the same move. Raises CannotMove.
    """
    stay = queries.enrolment_to_change(client)
    if stay and stay.started_on == on and stay.track_id == track.id:
        return stay
    moved = _movable(stay, track, on)
    if moved.started_on == on:
        moved.track, moved.required_minutes_per_week = track, track.required_minutes_per_week
    else:
        moved = _continued(moved, track, on, by, at)
    db.session.flush()
    about = {"client_id": client.id, "subject_id": moved.id}
    trail.note("client:moved", program_id=client.program_id, at=at, by_id=by.id, **about)
    path.write(client, path.Step(kind=Kind.MOVED, on=on, track=track), by=by, at=at)
    return moved


def change_hours(client: Person, minutes: int, *, on: date, by: Person, at: datetime) -> None:
    """From that day on the client needs so many hours a week; the weeks before keep theirs."""
    stay = queries.enrolment_to_change(client)
    if stay is None or stay.required_minutes_per_week == minutes:
        return
    if stay.started_on >= on:
        stay.required_minutes_per_week = minutes
    else:
        _continued(stay, stay.track, on, by, at).required_minutes_per_week = minutes


def _continued(present: Enrolment, track: Track, on: date, by: Person, at: datetime) -> Enrolment:
    """Ends the stay the day before, and goes on in the other track to the same planned end."""
    present.ended_on = on - rules.A_DAY
    stay = Enrolment(
        program_id=present.program_id,
        client_id=present.client_id,
        started_on=on,
        planned_end_on=present.planned_end_on,
        required_minutes_per_week=track.required_minutes_per_week,
        steps_down_from=present.steps_down_from,
        is_use_told=present.is_use_told,
        created_by=by.id,
        created_at=at,
    )
    stay.track = track
    db.session.add(stay)
    return stay


def _movable(stay: Enrolment | None, track: Track, on: date) -> Enrolment:
    """The stay that the move changes."""
    if stay is None:
        raise CannotMove(_("There is no stay yet, so there is no track to change."))
    if stay.ended_on:
        raise CannotMove(_("The stay ended on %(day)s. There is no track to change.", day=day(stay.ended_on)))
    if stay.track_id == track.id:
        raise CannotMove(_("That is the track they are in already. Pick another one."))
    if not stay.started_on <= on < stay.planned_end_on:
        first, last = day(stay.started_on), day(stay.planned_end_on - rules.A_DAY)
        raise CannotMove(_("Pick a day of the stay, from %(first)s to %(last)s.", first=first, last=last))
    return stay
