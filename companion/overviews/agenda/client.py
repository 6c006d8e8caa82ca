"""The client's own schedule: what is planned, in their zone, and what changed since they last looked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.overviews.agenda.forms import SeenForm
from companion.programs import queries as programs
from companion.records.attendance import queries as attendance
from companion.records.commitments import queries as commitments
from companion.records.commitments import rules as week
from companion.records.commitments.models import Commitment
from companion.records.schedule import actions, plans, queries, rules
from companion.records.schedule.models import Appointment, Change, by_day

SHOWN = timedelta(weeks=4)
NEAR = timedelta(weeks=1)
routes = Routes("agenda")

Days = dict[date, list[Appointment]]


@dataclass(frozen=True)
class Mark:
    """Not seen yet: ``was`` is what the session was before the first change, or nothing if it is new."""

    was: Change | None


@routes.show("/schedule", allow=Can.READ_SCHEDULE)
def index() -> ResponseReturnValue:
    now = clock.now()
    today = rules.day_in(g.client.zone, now)
    since, until = rules.whole_days(today, today + SHOWN, g.client.zone)
    planned = queries.appointments_of(g.client, since=since, until=until)
    marks = _marks(planned)
    shown = [one for one in planned if _is_worth_showing(one, marks, today)]
    return show(
        "agenda/client/index.html",
        parts=_parts(shown, today),
        near=today + NEAR,
        program=programs.program(g.client.program_id),
        marks=marks,
        form=SeenForm.showing(max((one.touched_at for one in shown), default=now)),
        now=now,
        clock=attendance.clock_of(g.client, now),
        notices=attendance.notices_of(g.client, [one.id for one in shown]),
        clashes=_clashes(shown),
    )


@routes.accept("/schedule/seen", allow=Can.READ_SCHEDULE)
def create_seen() -> ResponseReturnValue:
    """Until the newest change that the page showed: what changed meanwhile stays marked."""
    form = SeenForm()
    if form.validate():
        actions.see_changes(g.client, until=min(form.moment, clock.now()))
    return done(then=url_for(".index"))


def _marks(planned: list[Appointment]) -> dict[UUID, Mark]:
    seen = plans.seen_until(g.client)
    touched = [one for one in planned if one.touched_at > seen]
    before = plans.first_changes_since([one.id for one in touched], seen)
    # Added and changed before anyone looked: to the client it is new.
    return {one.id: Mark(None if one.created_at > seen else before.get(one.id)) for one in touched}


def _clashes(shown: list[Appointment]) -> dict[UUID, list[week.Clash[Commitment]]]:
    known = commitments.commitments_of(g.client)
    return {one.id: week.clashes(known, one.starts_at, one.ends_at, g.client.zone) for one in shown}


def _is_worth_showing(appointment: Appointment, marks: dict[UUID, Mark], today: date) -> bool:
    """A cancelled session far ahead is no news once it was seen."""
    on = rules.day_in(g.client.zone, appointment.starts_at)
    is_new_to_them = appointment.id in marks and marks[appointment.id].was is not None
    return appointment.cancelled_at is None or on <= today + NEAR or is_new_to_them


def _parts(appointments: list[Appointment], today: date) -> dict[str, Days]:
    parts: dict[str, Days] = {part: {} for part in rules.Part}
    for on, found in by_day(appointments, g.client.zone).items():
        parts[rules.part_of(on, today)][on] = found
    return parts
