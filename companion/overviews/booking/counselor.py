"""Sessions of one client: booked, changed and cancelled beside what else fills the client's week."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import g
from flask.typing import ResponseReturnValue

from companion.access import queries as access
from companion.access.permissions import Can
from companion.accounts import queries as people
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.core.words import _
from companion.programs import queries as programs
from companion.records.commitments import queries as commitments
from companion.records.schedule import actions, plans, queries, rules
from companion.records.schedule.forms import AppointmentForm
from companion.records.schedule.models import Appointment, by_day

BOOKED_SHOWN = timedelta(weeks=6)
SESSION_MINUTES = 60
routes = Routes("booking", url_prefix="/caseload/<uuid:client_id>/appointments")


@routes.show("/new", allow=Can.BOOK_APPOINTMENT)
def new(client_id: UUID) -> ResponseReturnValue:
    values = {"facilitator": str(g.person.id), "minutes": SESSION_MINUTES}
    return _show_form(_form(formdata=None, title=_("One-on-one session"), **values))


@routes.accept("/new", allow=Can.BOOK_APPOINTMENT)
def create(client_id: UUID) -> ResponseReturnValue:
    form = _form()
    if not form.validate() or not _is_free(form):
        return _show_form(form, 422)
    facilitator = people.staff_member(g.person.program_id, form.facilitator_id)
    values = {"starts_at": form.begins_at, **form.meeting()}
    actions.book(g.client, facilitator=facilitator, by=g.person, at=form.now, **values)
    return done(then=_brief())


@routes.show("/<uuid:appointment_id>/change", allow=Can.BOOK_APPOINTMENT)
def edit(client_id: UUID, appointment_id: UUID) -> ResponseReturnValue:
    appointment = queries.own_appointment_of(g.client, appointment_id)
    form = AppointmentForm.of(appointment, clock.now(), _zone(), formdata=None)
    form.offer_facilitators(access.care_team_of(g.client, clock.now()))
    return _show_form(form, appointment=appointment)


@routes.accept("/<uuid:appointment_id>/change", allow=Can.BOOK_APPOINTMENT)
def update(client_id: UUID, appointment_id: UUID) -> ResponseReturnValue:
    appointment = queries.own_appointment_of(g.client, appointment_id)
    form = _form()
    if not form.validate() or not _is_free(form, appointment):
        return _show_form(form, 422, appointment)
    actions.change(appointment, form.change(), by=g.person, at=form.now)
    return done(then=_brief())


@routes.accept("/<uuid:appointment_id>/cancel", allow=Can.BOOK_APPOINTMENT)
def cancel(client_id: UUID, appointment_id: UUID) -> ResponseReturnValue:
    appointment = queries.own_appointment_of(g.client, appointment_id)
    actions.cancel(appointment, by=g.person, at=clock.now())
    return done(then=_brief())


def _is_free(form: AppointmentForm, replaced: Appointment | None = None) -> bool:
    """Whether neither the counselor, the room nor the client has something else then, or it is known."""
    ignoring = [replaced.id] if replaced else []
    form.clashes = commitments.clashing_with(g.client, form.begins_at, form.ends_at)
    is_free = form.is_free(plans.clashing(g.person.program_id, **form.taken(), ignoring=ignoring))
    return is_free and (not form.clashes or bool(form.anyway.data))


def _form(**values: Any) -> AppointmentForm:
    form = AppointmentForm.at(clock.now(), _zone(), **values)
    form.offer_facilitators(access.care_team_of(g.client, clock.now()))
    return form


def _show_form(
    form: AppointmentForm, status: int = 200, appointment: Appointment | None = None
) -> ResponseReturnValue:
    """With what the client has already, so that nobody books two things at once."""
    since, until = rules.whole_days(form.today, form.today + BOOKED_SHOWN, form.zone)
    planned = queries.appointments_of(g.client, since=since, until=until)
    context = {"form": form, "client": g.client, "days": by_day(planned, form.zone), "zone": form.zone}
    context |= {"appointment": appointment, "now": form.now}
    context |= {"commitments": commitments.commitments_of(g.client)}
    return show("booking/counselor/new.html", status=status, **context)


def _zone() -> str:
    return programs.program(g.person.program_id).zone


def _brief() -> str:
    return f"/caseload/{g.client.id}/brief"
