"""What the client takes along: to see and print, or as files on a phone that nobody else opens."""

from __future__ import annotations

import base64
from functools import cache

from flask import Response, g, make_response, render_template
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.static import STATIC
from companion.core.web import Routes, show
from companion.core.words import _
from companion.overviews.leaving import actions, queries, rules
from companion.overviews.leaving.forms import PackForm

routes = Routes("leaving", url_prefix="/leaving")


@routes.show("", allow=Can.TAKE_OUT)
def index() -> ResponseReturnValue:
    entries = queries.entries_of(g.client)
    form = PackForm(formdata=None).prepare(entries)
    return show("leaving/client/index.html", form=form, entries=entries)


@routes.accept("/print", allow=Can.TAKE_OUT)
def create_page() -> ResponseReturnValue:
    form = PackForm().prepare(queries.entries_of(g.client))
    blocks = queries.pack_of(g.client, form.chosen, clock.now())
    return show("leaving/client/print.html", blocks=blocks, now=clock.now())


@routes.accept("/file", allow=Can.TAKE_OUT)
def create_file() -> ResponseReturnValue:
    """Made now and kept nowhere here. The files need no signal and no sign-in."""
    entries = queries.entries_of(g.client)
    form = PackForm().prepare(entries)
    if not form.is_own_phone.data:
        form.fail("is_own_phone", _("Please tick this first: anyone who opens the phone can read the files."))
        return show("leaving/client/index.html", status=422, form=form, entries=entries)
    blocks = queries.pack_of(g.client, form.chosen, clock.now())
    actions.note_taken(g.client, at=clock.now())
    page = render_template("layouts/kept_list.html", blocks=blocks, style=_style(), now=clock.now())
    response: Response = make_response(rules.zipped(blocks, page))
    response.mimetype = "application/zip"
    response.headers["Content-Disposition"] = f"attachment; filename={rules.PACK}"
    return response


@cache
def _style() -> str:
    written = (STATIC / "css" / "list.css").read_bytes()
    return "data:text/css;base64," + base64.b64encode(written).decode()
