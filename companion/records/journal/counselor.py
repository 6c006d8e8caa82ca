"""The care team reads one entry that the client shares; that it was read, the client sees."""

from __future__ import annotations

from uuid import UUID

from flask import g
from flask.typing import ResponseReturnValue

from companion.access import readings
from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, before_commit, show
from companion.records.journal import queries

routes = Routes("shared_journal", url_prefix="/caseload/<uuid:client_id>/journal")


@routes.show("/<uuid:shared_id>", allow=Can.READ_SHARED_ENTRY)
def show_one(client_id: UUID, shared_id: UUID) -> ResponseReturnValue:
    entry, now = queries.shared_entry_of(g.client, shared_id), clock.now()
    about = {"stands_since": entry.stands_since, "by": g.person, "at": now}
    before_commit(lambda: readings.note_opened(g.client, entry.id, **about))
    return show("journal/counselor/show.html", entry=entry, client=g.client)
