"""The counselor reads a client's numbers, item by item, and says how often each instrument is asked for."""

from __future__ import annotations

from uuid import UUID

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.overviews.measuring import queries
from companion.overviews.measuring.forms import CadenceForm
from companion.records.assessments import actions as assessments
from companion.records.assessments import library, wording
from companion.records.assessments import queries as measures
from companion.records.home import queries as home
from companion.records.home import rules as home_rules
from companion.records.home import wording as home_wording

HOME_CHECKS_SHOWN = 4
routes = Routes("measuring", url_prefix="/caseload/<uuid:client_id>/measures")


@routes.show("", allow=Can.READ_MEASURES)
def index(client_id: UUID) -> ResponseReturnValue:
    return _show(CadenceForm.of(measures.rhythms_of(g.client)))


@routes.accept("/cadence", allow=Can.SET_MEASURES)
def update_cadence(client_id: UUID) -> ResponseReturnValue:
    form = CadenceForm()
    if not form.validate():
        return _show(form, 422)
    for key, rhythm in form.rhythms.items():
        assessments.set_rhythm(g.client, library.newest(key), rhythm, by=g.person, at=clock.now())
    return done(then=url_for(".index", client_id=g.client.id))


def _show(form: CadenceForm, status: int = 200) -> ResponseReturnValue:
    now = clock.now()
    return show(
        "measuring/counselor/index.html",
        status=status,
        form=form,
        client=g.client,
        charts=queries.charts_of(g.client, g.person.zone, now),
        wording=wording,
        checks=list(reversed(home.home_checks_of(g.client, limit=HOME_CHECKS_SHOWN))),
        home_rules=home_rules,
        home_wording=home_wording,
    )
