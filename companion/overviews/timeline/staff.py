"""What an emergency needs of a record, for an hour: no more than that, and no file of it."""

from __future__ import annotations

from uuid import UUID

from flask import g
from flask.typing import ResponseReturnValue

from companion.access import queries as access
from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, show
from companion.overviews.timeline import queries, rules
from companion.records.alerts import queries as alerts
from companion.records.plan import queries as plan
from companion.records.plan import wording

routes = Routes("emergency_record", url_prefix="/emergency/<uuid:client_id>")


@routes.show("", allow=Can.READ_IN_EMERGENCY)
def index(client_id: UUID) -> ResponseReturnValue:
    now = clock.now()
    return show(
        "timeline/staff/index.html",
        client=g.client,
        emergency=g.emergency,
        team=access.care_team_of(g.client, now),
        alerts=alerts.open_alerts_of([client_id]),
        answers=plan.answers_of(g.client),
        wording=wording,
        listing=queries.page_of(g.client, now, kinds=rules.IN_EMERGENCY, before=None),
    )
