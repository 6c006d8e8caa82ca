"""The care team ticks off, on the brief, what the client wanted to talk about."""

from __future__ import annotations

from uuid import UUID

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done
from companion.records.agenda import actions, queries

routes = Routes("topics", url_prefix="/caseload/<uuid:client_id>/agenda")
LIST = "topics/_wanted.html"


@routes.accept("/<uuid:topic_id>/tick", allow=Can.TICK_AGENDA)
def create_tick(client_id: UUID, topic_id: UUID) -> ResponseReturnValue:
    actions.tick_off(queries.topic_of(g.client, topic_id), by=g.person, at=clock.now())
    return _to_brief()


@routes.accept("/<uuid:topic_id>/tick/undo", allow=Can.TICK_AGENDA)
def destroy_tick(client_id: UUID, topic_id: UUID) -> ResponseReturnValue:
    actions.put_back(queries.topic_of(g.client, topic_id), by=g.person, at=clock.now())
    return _to_brief()


def _to_brief() -> ResponseReturnValue:
    wanted = queries.wanted(queries.topics_of(g.client, clock.now()))
    then = url_for("counselor.caseload.brief", client_id=g.client.id)
    return done(LIST, then=then, wanted=wanted, client=g.client)
