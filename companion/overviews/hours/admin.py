"""The hours in which somebody is at work: what a client in need is told, and when staff are told again."""

from __future__ import annotations

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.overviews.hours.forms import HoursForm
from companion.programs import actions, queries

routes = Routes("hours", url_prefix="/admin/hours")


@routes.show("", allow=Can.MANAGE_PROGRAM)
def edit() -> ResponseReturnValue:
    program = queries.program(g.person.program_id)
    return _show(HoursForm.of(program, queries.staffed_hours_of(program.id)))


@routes.accept("", allow=Can.MANAGE_PROGRAM)
def update() -> ResponseReturnValue:
    form = HoursForm()
    if not form.validate():
        return _show(form, 422)
    program, now = queries.program(g.person.program_id), clock.now()
    actions.change_settings(program, by=g.person, at=now, alert_minutes=int(form.alert_minutes.data))
    actions.change_staffed_hours(program, form.week, by=g.person, at=now)
    return done(then=url_for("admin.program.index"))


def _show(form: HoursForm, status: int = 200) -> ResponseReturnValue:
    program = queries.program(g.person.program_id)
    return show("hours/admin/hours.html", status=status, form=form, program=program)
