"""What the list of other places holds, by state."""

from __future__ import annotations

from flask import g, request, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.states import STATES
from companion.core.web import Routes, done, show
from companion.programs import queries as programs
from companion.records.directory import actions, queries

routes = Routes("directory", url_prefix="/admin/directory")


@routes.show("", allow=Can.MANAGE_DIRECTORY)
def index() -> ResponseReturnValue:
    counts = queries.states_of(programs.program(g.person.program_id))
    return show("directory/admin/index.html", counts=counts, states=STATES)


@routes.accept("/removal", allow=Can.MANAGE_DIRECTORY)
def create_removal() -> ResponseReturnValue:
    program, state = programs.program(g.person.program_id), request.form.get("state", "")
    if state in STATES:
        actions.remove_state(program, state, by=g.person, at=clock.now())
    return done(then=url_for(".index"))
