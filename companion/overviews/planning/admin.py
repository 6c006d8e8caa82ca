"""The days on which no group meets, for the administrator as for those who plan."""

from __future__ import annotations

from uuid import UUID

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.overviews.planning.forms import HolidayForm
from companion.programs import queries as programs
from companion.records.schedule import actions, plans, rules

routes = Routes("days_off", url_prefix="/admin/holidays")


@routes.show("", allow=Can.MANAGE_PROGRAM)
def index() -> ResponseReturnValue:
    return _show(HolidayForm(formdata=None))


@routes.accept("", allow=Can.MANAGE_PROGRAM)
def create() -> ResponseReturnValue:
    program, now = programs.program(g.person.program_id), clock.now()
    form = HolidayForm.on(rules.day_in(program.zone, now))
    if not form.validate():
        return _show(form, 422)
    actions.add_holiday(program.id, form.day.data, form.name.data, zone=program.zone, by=g.person, at=now)
    return done(then=url_for(".index"))


@routes.accept("/<uuid:holiday_id>/removal", allow=Can.MANAGE_PROGRAM)
def destroy(holiday_id: UUID) -> ResponseReturnValue:
    actions.remove_holiday(plans.holiday_in(g.person.program_id, holiday_id), by=g.person, at=clock.now())
    return done(then=url_for(".index"))


def _show(form: HolidayForm, status: int = 200) -> ResponseReturnValue:
    program = programs.program(g.person.program_id)
    coming = plans.holidays_of(program.id, since=rules.day_in(program.zone, clock.now()))
    return show("planning/admin/holidays.html", status=status, form=form, holidays=coming)
