"""Planning the groups that repeat, and a change of all of their sessions to come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import g
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.accounts import queries as people
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.programs import queries as programs
from companion.records.schedule import planning, plans, queries, rules
from companion.records.schedule.models import Appointment
from companion.records.schedule.series_forms import EndSeriesForm, SeriesForm
from companion.records.schedule.wording import rule_in_words

GROUP_MINUTES = 180
routes = Routes("schedule", url_prefix="/groups")


@routes.show("/series", allow=Can.MANAGE_SCHEDULE)
def index() -> ResponseReturnValue:
    return _show_series()


@routes.show("/series/new", allow=Can.MANAGE_SCHEDULE)
def new_series() -> ResponseReturnValue:
    values = {"facilitator": str(g.person.id), "minutes": GROUP_MINUTES}
    return _show_series_form(_series_form(formdata=None, **values))


@routes.accept("/series/new", allow=Can.MANAGE_SCHEDULE)
def create_series() -> ResponseReturnValue:
    form = _series_form()
    if not form.validate() or not form.is_free(_clashing(form)):
        return _show_series_form(form, 422)
    track = programs.track_of(g.person.program_id, form.track_id)
    facilitator = people.staff_member(g.person.program_id, form.facilitator_id)
    planning.create_series(
        track, facilitator=facilitator, zone=form.zone, by=g.person, at=form.now, **form.plan()
    )
    return done(then="/groups/series")


@routes.accept("/series/<uuid:series_id>/end", allow=Can.MANAGE_SCHEDULE)
def end_series(series_id: UUID) -> ResponseReturnValue:
    form = EndSeriesForm.of(queries.series_in(g.person.program_id, series_id), clock.now())
    if not form.validate():
        return _show_series(form, 422)
    planning.end_series(form.series, until_on=form.until_on.data, by=g.person, at=form.now)
    return done(then="/groups/series")


@routes.show("/<uuid:group_id>/later", allow=Can.MANAGE_SCHEDULE)
def edit_later(group_id: UUID) -> ResponseReturnValue:
    group = plans.repeating_group_in(g.person.program_id, group_id)
    return _show_series_form(_later_form(group, formdata=None, **_plan_of(group)), group=group)


@routes.accept("/<uuid:group_id>/later", allow=Can.MANAGE_SCHEDULE)
def update_later(group_id: UUID) -> ResponseReturnValue:
    group = plans.repeating_group_in(g.person.program_id, group_id)
    form = _later_form(group)
    if not form.validate() or not form.is_free(_clashing(form, plans.appointments_from(group))):
        return _show_series_form(form, 422, group=group)
    facilitator = people.staff_member(g.person.program_id, form.facilitator_id)
    planning.take_over(group, facilitator=facilitator, by=g.person, at=form.now, **form.plan())
    return _to_week_of(group)


def _clashing(form: SeriesForm, replaced: Sequence[Appointment] = ()) -> list[Appointment]:
    ignoring = [appointment.id for appointment in replaced]
    return plans.clashing(g.person.program_id, **form.taken(), ignoring=ignoring)


def _show_series(form: EndSeriesForm | None = None, status: int = 200) -> ResponseReturnValue:
    now, zone = clock.now(), _zone()
    running = queries.series_of_program(g.person.program_id, now)
    today = rules.day_in(zone, now)
    ends = {one.id: EndSeriesForm.of(one, now, formdata=None, until_on=today) for one in running}
    if form:
        ends[form.series.id] = form
    context: dict[str, Any] = {"running": running, "ends": ends, "form": form, "rule_in_words": rule_in_words}
    return show("schedule/counselor/series.html", status=status, zone=zone, **context)


def _series_form(**values: Any) -> SeriesForm:
    form: SeriesForm = _offering(SeriesForm.at(clock.now(), _zone(), **values))
    form.offer_tracks(programs.tracks_of(g.person.program_id))
    return form


def _later_form(group: Appointment, **values: Any) -> SeriesForm:
    """The track stays the same: whoever is in it keeps the group."""
    form: SeriesForm = _offering(SeriesForm.at(clock.now(), _zone(), **values))
    del form.track
    return form


def _plan_of(group: Appointment) -> dict[str, Any]:
    series = plans.series_behind(group)
    about = SeriesForm.values_of(series, rules.day_in(series.zone, group.planned_at or group.starts_at))
    return {**about, "facilitator": str(group.facilitator_id)}


def _offering(form: Any) -> Any:
    form.offer_facilitators(people.counselors_of(g.person.program_id))
    return form


def _show_series_form(
    form: SeriesForm, status: int = 200, group: Appointment | None = None
) -> ResponseReturnValue:
    return show("schedule/counselor/new_series.html", status=status, form=form, group=group)


def _to_week_of(group: Appointment) -> ResponseReturnValue:
    return done(then=f"/groups?week={rules.day_in(_zone(), group.starts_at)}")


def _zone() -> str:
    return programs.program(g.person.program_id).zone
