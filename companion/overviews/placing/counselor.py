"""Moving a client to another track, beside what fills the client's week."""

from __future__ import annotations

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import g
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.overviews.placing import queries
from companion.overviews.placing.forms import TrackForm
from companion.overviews.placing.queries import Option
from companion.programs import moving
from companion.programs import queries as programs
from companion.programs.forms import hours
from companion.programs.models import Program
from companion.records.commitments import queries as commitments

routes = Routes("placing", url_prefix="/caseload/<uuid:client_id>/track")


@routes.show("", allow=Can.CHANGE_TRACK)
def edit(client_id: UUID) -> ResponseReturnValue:
    program, found = _found()
    return _show_form(TrackForm.first(found, _today_in(program)), found, program)


@routes.accept("", allow=Can.CHANGE_TRACK)
def update(client_id: UUID) -> ResponseReturnValue:
    program, found = _found()
    form = TrackForm()
    form.prepare(found, _today_in(program))
    if not form.validate():
        return _show_form(form, found, program, 422)
    chosen = next(option for option in found if option.track.id == form.track_id)
    if chosen.clashing and not form.anyway.data:
        return _show_form(form, found, program, 422, chosen)
    try:
        moving.move_to_track(g.client, chosen.track, on=form.on.data, by=g.person, at=clock.now())
    except moving.CannotMove as refusal:
        form.fail("on", str(refusal))
        return _show_form(form, found, program, 422)
    return done(then=f"/caseload/{g.client.id}/brief")


def _found() -> tuple[Program, list[Option]]:
    program = programs.program(g.person.program_id)
    return program, queries.options_for(g.client, program, _today_in(program))


def _show_form(
    form: TrackForm, found: list[Option], program: Program, status: int = 200, warned: Option | None = None
) -> ResponseReturnValue:
    """``warned`` is the option that clashes and was picked without saying "Move anyway"."""
    context: dict[str, Any] = {"form": form, "options": found, "warned": warned, "zone": program.zone}
    context |= {"client": g.client, "stay": programs.latest_enrolment(g.client.id), "hours": hours}
    context |= {"today": form.today, "commitments": commitments.commitments_of(g.client)}
    return show("placing/counselor/track.html", status=status, **context)


def _today_in(program: Program) -> Any:
    return clock.now().astimezone(ZoneInfo(program.zone)).date()
