"""An answer to a text message, as the gateway hands it over. STOP ends them; nothing here begins them."""

from __future__ import annotations

import secrets

from flask import abort, current_app, request
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes
from companion.records.reminders import actions
from companion.records.reminders.rules import normalize_phone, says_stop

routes = Routes("stopping", url_prefix="/sms")


@routes.accept("/inbound", allow=Can.STOP_TEXTS, needs_token=False)
def create() -> ResponseReturnValue:
    """The same answer whether we know the number or not. 400 where no gateway is set up."""
    gateway = current_app.config["SMS"]
    if gateway is None or not gateway.inbound_token:
        abort(400)
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not secrets.compare_digest(given.encode(), gateway.inbound_token.encode()):
        abort(403)
    number = normalize_phone(request.form.get("from", ""))
    if number and says_stop(request.form.get("text", "")):
        actions.stop_texts(number, at=clock.now())
    return "", 204
