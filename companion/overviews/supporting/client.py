"""Who can see what, and to stop: one tap, before the next page that anyone opens."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access import queries as access
from companion.access.consents import actions as consents
from companion.access.consents import queries as signed
from companion.access.consents.wording import EXACTLY, NEVER, SCOPES
from companion.access.permissions import Can
from companion.access.rules import OFFERED
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.overviews.supporting import actions, pages, standings
from companion.programs import queries as programs

routes = Routes("sharing", url_prefix="/sharing")


@routes.show("", allow=Can.INVITE_SUPPORTER)
def index() -> ResponseReturnValue:
    return show(
        "supporting/client/index.html",
        standings=standings.standings_of(g.client, clock.now()),
        care_team=access.care_team_of(g.client, clock.now()),
        is_use_announced=programs.is_use_announced(g.client),
        never=NEVER,
        **_words(),
    )


@routes.show("/<uuid:support_id>", allow=Can.INVITE_SUPPORTER)
def show_one(support_id: UUID) -> ResponseReturnValue:
    support = access.support_of(g.client, support_id)
    standing = standings.standing_of(g.client, support, clock.now())
    return show("supporting/client/show.html", standing=standing, support=support, **_words())


@routes.show("/<uuid:support_id>/preview", allow=Can.INVITE_SUPPORTER)
def preview(support_id: UUID) -> ResponseReturnValue:
    """What they would read if they opened their page now."""
    support = access.support_of(g.client, support_id)
    sharing = signed.sharing_between(g.client, support.supporter, clock.now())
    page = pages.page_about(g.client, support, sharing)
    return show("supporting/client/preview.html", support=support, **page)


@routes.accept("/<uuid:support_id>/stop", allow=Can.INVITE_SUPPORTER)
def create_stop(support_id: UUID) -> ResponseReturnValue:
    support = access.support_of(g.client, support_id)
    actions.stop(support, by=g.person, at=clock.now())
    if support.ended_at:
        return done(then=url_for(".index"))
    return done(then=url_for("client.pressing.index", support_id=support.id))


@routes.accept("/<uuid:support_id>/pause", allow=Can.INVITE_SUPPORTER)
def create_pause(support_id: UUID) -> ResponseReturnValue:
    support = access.support_of(g.client, support_id)
    consents.pause(support, g.client, at=clock.now())
    return done(then=url_for(".show_one", support_id=support.id))


@routes.accept("/<uuid:support_id>/scopes/<uuid:scope_id>/end", allow=Can.INVITE_SUPPORTER)
def end_scope(support_id: UUID, scope_id: UUID) -> ResponseReturnValue:
    support = access.support_of(g.client, support_id)
    row = signed.scope_of(g.client, support_id, scope_id)
    consents.take_back(support, row.scope, by=g.person, at=clock.now())
    return done(then=url_for(".show_one", support_id=support.id))


@routes.show("/<uuid:support_id>/end", allow=Can.INVITE_SUPPORTER)
def ask_to_end(support_id: UUID) -> ResponseReturnValue:
    return show("supporting/client/end.html", support=access.support_of(g.client, support_id))


@routes.accept("/<uuid:support_id>/end", allow=Can.INVITE_SUPPORTER)
def end(support_id: UUID) -> ResponseReturnValue:
    actions.remove(access.support_of(g.client, support_id), by=g.person, at=clock.now())
    return done(then=url_for(".index"))


def _words() -> dict[str, Any]:
    return {"scopes": SCOPES, "exactly": EXACTLY, "offered": OFFERED}
