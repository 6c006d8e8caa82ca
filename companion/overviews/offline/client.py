"""An entry from a phone that does not open here. Every other one is the form that it was (core.envelope)."""

from __future__ import annotations

from uuid import UUID

from flask import make_response, request
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core.envelope import ENTRY, PLACE
from companion.core.web import Routes, show

routes = Routes("entries")


@routes.accept(PLACE, allow=Can.SEND_ENTRIES)
def create() -> ResponseReturnValue:
    """It is named, so that it is set aside on the phone and the others go on."""
    answer = make_response(show("offline/client/unopened.html", status=422))
    entry_id = request.form.get("id", type=UUID)
    if entry_id:
        answer.headers[ENTRY] = str(entry_id)
    return answer
