"""A counselor prepares a session: the box on the brief saves itself, and works as a page of its own."""

from __future__ import annotations

from uuid import UUID

from flask import g, request, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.records.prep import actions, queries
from companion.records.prep.forms import PrepForm
from companion.records.prep.models import SessionPrep
from companion.records.schedule import sessions

routes = Routes("preparing", url_prefix="/caseload/<uuid:client_id>/prep")
PAGE, STATE = "prep/counselor/show.html", "prep/_state.html"


@routes.show("", allow=Can.WRITE_PREP)
def index(client_id: UUID) -> ResponseReturnValue:
    appointment_id = request.args.get("appointment", type=UUID)
    prep = queries.prep_of(g.client, g.person, appointment_id)
    return show(PAGE, form=PrepForm.of(prep, appointment_id), client=g.client, prep=prep)


@routes.accept("", allow=Can.WRITE_PREP)
def update(client_id: UUID) -> ResponseReturnValue:
    form = PrepForm()
    if not form.validate():
        return show(PAGE, STATE, 422, form=form, client=g.client, prep=None)
    prep = _save(form)
    then = url_for("counselor.caseload.brief", client_id=client_id, _anchor="prep")
    return done(STATE, then=then, form=PrepForm.of(prep, prep.appointment_id), prep=prep)


def _save(form: PrepForm) -> SessionPrep:
    if form.appointment_id:
        sessions.session_for(g.client, form.appointment_id)
    body, now = form.body.data or "", clock.now()
    return actions.save(g.client, form.appointment_id, body=body, known=form.known, by=g.person, at=now)
