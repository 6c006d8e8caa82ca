"""A supporter says that they can do it, or that they cannot after all."""

from __future__ import annotations

from uuid import UUID

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access import queries as access
from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done
from companion.records.asks import actions, queries

routes = Routes("asks", url_prefix="/supporting/<uuid:client_id>/asks/<uuid:ask_id>")


@routes.accept("/claim", allow=Can.ANSWER_ASK)
def create_claim(client_id: UUID, ask_id: UUID) -> ResponseReturnValue:
    """Who comes second finds on the page that somebody else does it."""
    support, now = access.support_between(client_id, g.person), clock.now()
    ask = queries.ask_shown_to(g.client, support, ask_id, now)
    actions.claim(ask, support, by=g.person, at=now)
    return _to_page(client_id)


@routes.accept("/claim/undo", allow=Can.ANSWER_ASK)
def destroy_claim(client_id: UUID, ask_id: UUID) -> ResponseReturnValue:
    support, now = access.support_between(client_id, g.person), clock.now()
    ask = queries.ask_shown_to(g.client, support, ask_id, now)
    actions.let_go(ask, support, by=g.person, at=now)
    return _to_page(client_id)


def _to_page(client_id: UUID) -> ResponseReturnValue:
    return done(then=url_for("supporter.supporting.how_to_help", client_id=client_id))
