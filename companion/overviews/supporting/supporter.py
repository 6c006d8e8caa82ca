"""The supporter's page: how to help, and nothing of the client but the name."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import g, redirect, url_for
from flask.typing import ResponseReturnValue

from companion.access import actions
from companion.access import queries as access
from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.programs import queries as programs
from companion.records.contacts import rules as links

routes = Routes("supporting", url_prefix="/supporting")


@routes.show("", allow=Can.READ_SUPPORT_PAGE)
def index() -> ResponseReturnValue:
    clients, asks = access.clients_supported_by(g.person), access.asks_for(g.person)
    if len(clients) == 1 and not asks:
        return redirect(url_for(".how_to_help", client_id=clients[0].id), 303)
    return _show("index.html", clients=clients, asks=asks)


@routes.show("/<uuid:client_id>", allow=Can.READ_SUPPORT_PAGE)
def how_to_help(client_id: UUID) -> ResponseReturnValue:
    return _show("how_to_help.html", client=g.client)


@routes.accept("/asks/<uuid:support_id>/acceptance", allow=Can.ACCEPT_SUPPORT)
def create_acceptance(support_id: UUID) -> ResponseReturnValue:
    ask = access.ask_for(g.person, support_id)
    if ask.accepted_at is None:
        actions.accept_support(ask, by=g.person, at=clock.now())
    return done(then=url_for(".how_to_help", client_id=ask.client_id))


@routes.accept("/asks/<uuid:support_id>/refusal", allow=Can.ACCEPT_SUPPORT)
def create_refusal(support_id: UUID) -> ResponseReturnValue:
    actions.end_support(access.ask_for(g.person, support_id), by=g.person, at=clock.now())
    return done(then=url_for(".index"))


@routes.accept("/<uuid:client_id>/leave", allow=Can.END_OWN_SUPPORT)
def leave(client_id: UUID) -> ResponseReturnValue:
    support = access.support_between(client_id, g.person)
    actions.end_support(support, by=g.person, at=clock.now())
    return done(then=url_for(".index"))


def _show(page: str, **context: Any) -> ResponseReturnValue:
    program = programs.program(g.person.program_id)
    return show(f"supporting/supporter/{page}", program=program, links=links, **context)
