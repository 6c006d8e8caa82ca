"""Who saw what, when and what for: the client's own list, to read and to print."""

from __future__ import annotations

from datetime import date

from flask import abort, g, request
from flask.typing import ResponseReturnValue

from companion.access import looks, notice
from companion.access.consents.wording import PURPOSES, SCOPES
from companion.access.emergencies import queries as emergencies
from companion.access.emergencies.wording import SHORT
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
        looks=queries.looks_at(g.client, clock.now(), _before()),
        words=looks,
        emergencies=emergencies.emergencies_of(g.client),
        kinds=SHORT,
    )


def _before() -> date | None:
    said = request.args.get("before")
    try:
        day = date.fromisoformat(said) if said else None
    except ValueError:
        abort(404)
    # Nobody looked before there was such a program, and a date has an end.
    return day if day is None or date(2000, 1, 1) <= day <= date(9000, 1, 1) else abort(404)
