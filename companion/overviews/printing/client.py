"""The plan on paper, and, if the client chooses so, as a file on their phone."""

from __future__ import annotations

import base64
from functools import cache

from flask import Response, g, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.static import STATIC
from companion.core.web import Routes, done, show
from companion.overviews.printing import queries
from companion.records.plan import actions
from companion.records.plan import queries as plan

# Says nothing about what is in it, in a list of downloads that others may see.
FILE = "list.html"
routes = Routes("printing", url_prefix="/plan")


@routes.show("/print", allow=Can.READ_PLAN)
def index() -> ResponseReturnValue:
    papers, is_folded = queries.papers_of(g.client, clock.now()), "fold" in request.args
    return show(
        "printing/client/index.html",
        sheet=papers.sheet,
        panels=papers.panels if is_folded else [],
        is_folded=is_folded,
        keeping=plan.keeping_of(g.client),
        now=clock.now(),
    )


@routes.accept("/keeping", allow=Can.WRITE_PLAN)
def create_keeping() -> ResponseReturnValue:
    actions.keep_on_phone(g.client, at=clock.now())
    return done(then=url_for(".index", _anchor="keeping"))


@routes.accept("/keeping/end", allow=Can.WRITE_PLAN)
def end_keeping() -> ResponseReturnValue:
    actions.stop_keeping(g.client, at=clock.now())
    return done(then=url_for(".index", _anchor="keeping"))


@routes.show("/list", allow=Can.READ_PLAN)
def download() -> ResponseReturnValue:
    """One file that needs no signal and asks for nothing: even its style is inside."""
    if plan.keeping_of(g.client) is None:
        return done(then=url_for(".index", _anchor="keeping"))
    blocks = queries.papers_of(g.client, clock.now()).blocks
    page = render_template("layouts/kept_list.html", blocks=blocks, style=_style(), now=clock.now())
    response: Response = make_response(page)
    response.headers["Content-Disposition"] = f"attachment; filename={FILE}"
    return response


@cache
def _style() -> str:
    written = (STATIC / "css" / "list.css").read_bytes()
    return "data:text/css;base64," + base64.b64encode(written).decode()
