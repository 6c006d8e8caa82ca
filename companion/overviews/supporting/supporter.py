"""The supporter's page: how to help, and what the client chose to show."""

from __future__ import annotations

from uuid import UUID

from flask import g, redirect, url_for
from flask.typing import ResponseReturnValue

from companion.access import actions
from companion.access import queries as access
from companion.access.consents import queries as consents
from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.overviews.supporting import pages

routes = Routes("supporting", url_prefix="/supporting")


@routes.show("", allow=Can.READ_SUPPORT_PAGE)
def index() -> ResponseReturnValue:
    clients, asks = access.clients_supported_by(g.person), access.asks_for(g.person, clock.now())
    if len(clients) == 1 and not asks:
        return redirect(url_for(".how_to_help", client_id=clients[0].id), 303)
    context = pages.general(g.person)
    return show("supporting/supporter/index.html", clients=clients, asks=asks, **context)


@routes.show("/<uuid:client_id>", allow=Can.READ_SUPPORT_PAGE)
def how_to_help(client_id: UUID) -> ResponseReturnValue:
    """The notice comes before the first look."""
    support = access.support_between(client_id, g.person)
    if not consents.has_accepted_notice(support):
        return redirect(url_for("supporter.accepting.notice_of", client_id=client_id), 303)
    g.shown = g.sharing.scopes
    page = pages.page_about(g.client, support, g.sharing, may_answer=True)
    return show("supporting/supporter/how_to_help.html", **page)


@routes.accept("/<uuid:client_id>/leave", allow=Can.END_OWN_SUPPORT)
def leave(client_id: UUID) -> ResponseReturnValue:
    support = access.support_between(client_id, g.person)
    actions.end_support(support, by=g.person, at=clock.now())
    return done(then=url_for(".index"))
