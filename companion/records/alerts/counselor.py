"""The care team reads what a client's safety alerts are about, and says what was done."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access import queries as access
from companion.access.permissions import Can
from companion.core import clock, web
from companion.core.web import Routes, done, show
from companion.records.alerts import actions, queries, wording
from companion.records.alerts.forms import ActForm
from companion.records.alerts.models import SafetyAlert
from companion.records.alerts.rules import WAITING, Act

routes = Routes("alerts", url_prefix="/caseload/<uuid:client_id>/alerts")


@routes.show("", allow=Can.READ_ALERTS)
def index(client_id: UUID) -> ResponseReturnValue:
    return show("alerts/counselor/index.html", alerts=queries.alerts_of(g.client), wording=wording)


@routes.show("/<uuid:alert_id>", allow=Can.READ_ALERTS)
def show_one(client_id: UUID, alert_id: UUID) -> ResponseReturnValue:
    alert = queries.alert_of(g.client, alert_id)
    now = clock.now()
    web.before_commit(lambda: actions.see(alert, by=g.person, at=now))
    return _show(alert, ActForm.fresh(), now)


@routes.accept("/<uuid:alert_id>/acts", allow=Can.ANSWER_ALERT)
def create_act(client_id: UUID, alert_id: UUID) -> ResponseReturnValue:
    alert = queries.alert_of(g.client, alert_id)
    form = ActForm()
    if not form.validate():
        return _show(alert, form, clock.now(), 422)
    actions.act(
        alert,
        Act(form.act.data),
        note=form.note.data or "",
        submission=form.submission,
        by=g.person,
        at=clock.now(),
    )
    return done(then=url_for(".show_one", client_id=client_id, alert_id=alert_id))


def _show(alert: SafetyAlert, form: ActForm, now: datetime, status: int = 200) -> ResponseReturnValue:
    return show(
        "alerts/counselor/show.html",
        status=status,
        alert=alert,
        form=form,
        notices=queries.notices_of(alert),
        waits=alert.state in WAITING,
        staffed=access.next_staffed_for(g.client, now),
        wording=wording,
    )
