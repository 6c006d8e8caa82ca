"""Planning for a program: weekly groups, and appointments of one's own clients."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access import queries as access
from companion.access.permissions import Can
from companion.accounts import queries as people
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.core.words import _
from companion.programs import queries as programs
from companion.records.schedule import actions, queries, rules
from companion.records.schedule.forms import WEEKDAYS, AppointmentForm, EndSeriesForm, SeriesForm
from companion.records.schedule.models import by_day

SHOWN = timedelta(days=13)
BOOKED_SHOWN = timedelta(weeks=6)
GROUP_MINUTES = 180
SESSION_MINUTES = 60
routes = Routes("schedule")


@routes.show("/groups", allow=Can.MANAGE_SCHEDULE)
def index() -> ResponseReturnValue:
    return _show_plan()


@routes.show("/groups/series/new", allow=Can.MANAGE_SCHEDULE)
def new_series() -> ResponseReturnValue:
    values = {"facilitator": str(g.person.id), "minutes": GROUP_MINUTES}
    return _show_series_form(_series_form(formdata=None, **values))


@routes.accept("/groups/series/new", allow=Can.MANAGE_SCHEDULE)
def create_series() -> ResponseReturnValue:
    form = _series_form()
    if not form.validate():
        return _show_series_form(form, 422)
    track = programs.track_of(g.person.program_id, form.track_id)
    facilitator = people.staff_member(g.person.program_id, form.facilitator_id)
    values = {**form.meeting(), **form.rule()}
    actions.create_series(track, facilitator=facilitator, by=g.person, at=form.now, **values)
    return done(then=url_for(".index"))


@routes.accept("/groups/series/<uuid:series_id>/end", allow=Can.MANAGE_SCHEDULE)
def end_series(series_id: UUID) -> ResponseReturnValue:
    form = EndSeriesForm.of(queries.series_in(g.person.program_id, series_id), clock.now())
    if not form.validate():
        return _show_plan(form, 422)
    actions.end_series(form.series, until_on=form.until_on.data, by=g.person, at=form.now)
    return done(then=url_for(".index"))


@routes.show("/caseload/<uuid:client_id>/appointments/new", allow=Can.BOOK_APPOINTMENT)
def new_appointment(client_id: UUID) -> ResponseReturnValue:
    values = {"facilitator": str(g.person.id), "minutes": SESSION_MINUTES}
    form = _appointment_form(formdata=None, title=_("One-on-one session"), **values)
    return _show_appointment_form(form)


@routes.accept("/caseload/<uuid:client_id>/appointments/new", allow=Can.BOOK_APPOINTMENT)
def create_appointment(client_id: UUID) -> ResponseReturnValue:
    form = _appointment_form()
    if not form.validate():
        return _show_appointment_form(form, 422)
    facilitator = people.staff_member(g.person.program_id, form.facilitator_id)
    values = {"starts_at": form.begins_at, **form.meeting()}
    actions.book(g.client, facilitator=facilitator, by=g.person, at=form.now, **values)
    return done(then=_brief())


@routes.accept(
    "/caseload/<uuid:client_id>/appointments/<uuid:appointment_id>/cancel", allow=Can.BOOK_APPOINTMENT
)
def cancel_appointment(client_id: UUID, appointment_id: UUID) -> ResponseReturnValue:
    appointment = queries.own_appointment_of(g.client, appointment_id)
    actions.cancel(appointment, by=g.person, at=clock.now())
    return done(then=_brief())


def _show_plan(form: EndSeriesForm | None = None, status: int = 200) -> ResponseReturnValue:
    now, zone = clock.now(), _zone()
    today = rules.day_in(zone, now)
    since, until = rules.whole_days(today, today + SHOWN, zone)
    groups = queries.program_appointments(g.person.program_id, since, until)
    own = queries.appointments_with(access.clients_of(g.person), g.person, since=since, until=until)
    planned = sorted([*groups, *own], key=lambda appointment: appointment.starts_at)
    running = queries.series_of_program(g.person.program_id, now)
    ends = {one.id: EndSeriesForm.of(one, now, formdata=None, until_on=today) for one in running}
    if form:
        ends[form.series.id] = form
    context: dict[str, Any] = {"running": running, "ends": ends, "form": form, "weekdays": WEEKDAYS}
    context |= {"days": by_day(planned, zone), "zone": zone, "now": now}
    return show("schedule/counselor/index.html", status=status, **context)


def _series_form(**values: Any) -> SeriesForm:
    form = SeriesForm.at(clock.now(), _zone(), **values)
    form.offer_facilitators(people.counselors_of(g.person.program_id))
    form.offer_tracks(programs.tracks_of(g.person.program_id))
    return form


def _show_series_form(form: SeriesForm, status: int = 200) -> ResponseReturnValue:
    return show("schedule/counselor/new_series.html", status=status, form=form)


def _appointment_form(**values: Any) -> AppointmentForm:
    form = AppointmentForm.at(clock.now(), _zone(), **values)
    form.offer_facilitators(access.care_team_of(g.client))
    return form


def _show_appointment_form(form: AppointmentForm, status: int = 200) -> ResponseReturnValue:
    """With what the client has already, so that nobody books two things at once."""
    since, until = rules.whole_days(form.today, form.today + BOOKED_SHOWN, form.zone)
    planned = queries.appointments_of(g.client, since=since, until=until)
    context = {"form": form, "client": g.client, "days": by_day(planned, form.zone), "zone": form.zone}
    return show("schedule/counselor/new_appointment.html", status=status, now=form.now, **context)


def _zone() -> str:
    return programs.program(g.person.program_id).zone


def _brief() -> str:
    return f"/caseload/{g.client.id}/brief"
