"""The client takes a copy of everything, made while it is sent and kept nowhere here."""

from __future__ import annotations

from flask import Response, g, stream_with_context
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.accounts import guard
from companion.audit import trail
from companion.core import clock
from companion.core.db import reading
from companion.core.web import Routes, show
from companion.overviews.export import files

# Says nothing of whose it is nor of what is in it, in a list of downloads that others may see.
FILE = "copy.zip"
routes = Routes("export", url_prefix="/export")


@routes.show("", allow=Can.TAKE_OUT)
def index() -> ResponseReturnValue:
    return show("export/client/index.html")


@routes.accept("", allow=Can.TAKE_OUT)
def create() -> ResponseReturnValue:
    guard.be_sure()
    now = clock.now()
    trail.note(
        "record:taken-out", program_id=g.client.program_id, at=now, by_id=g.client.id, client_id=g.client.id
    )
    # Read after the request's own transaction, and without keeping anybody from writing.
    parts = reading(files.zipped(g.client, now))
    response = Response(stream_with_context(parts), mimetype="application/zip")
    response.headers["Content-Disposition"] = f"attachment; filename={FILE}"
    return response
