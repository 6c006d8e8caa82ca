"""Who saw what, when and what for: the client's own list, to read and to print."""

from __future__ import annotations

from flask import g
from flask.typing import ResponseReturnValue

from companion.access import notice
from companion.access.consents.wording import PURPOSES, SCOPES
from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, show
from companion.overviews.disclosed import queries
from companion.programs import queries as programs

routes = Routes("disclosed", url_prefix="/sharing")


@routes.show("/log", allow=Can.INVITE_SUPPORTER)
def index() -> ResponseReturnValue:
    return show(
        "disclosed/client/index.html",
        lines=queries.accounting_of(g.client, clock.now()),
        program=programs.program(g.client.program_id),
        scopes=SCOPES,
        purposes=PURPOSES,
        notice=notice,
        now=clock.now(),
    )
