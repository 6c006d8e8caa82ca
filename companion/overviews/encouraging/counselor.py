"""The one note that a client reported."""

from __future__ import annotations

from uuid import UUID

from flask import g
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core.web import Routes, show
from companion.records.encouragement import queries

routes = Routes("encouraging", url_prefix="/caseload/<uuid:client_id>/reported-notes")


@routes.show("/<uuid:supporter_note_id>", allow=Can.READ_REPORTED_NOTE)
def show_reported(client_id: UUID, supporter_note_id: UUID) -> ResponseReturnValue:
    note = queries.reported_note_of(g.client, supporter_note_id)
    return show("encouraging/counselor/reported.html", note=note, client=g.client)
