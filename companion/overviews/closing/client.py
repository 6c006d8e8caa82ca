"""The client closes their account: what happens, what stays, and the way back, before the one button."""

from __future__ import annotations

from typing import Any

from flask import g, make_response
from flask.typing import ResponseReturnValue

from companion.access import signing
from companion.access.permissions import Can
from companion.accounts import guard
from companion.core import clock
from companion.core.web import Routes, show
from companion.overviews.closing import actions, queries
from companion.programs import queries as programs
from companion.records.reminders import actions as reminders

routes = Routes("closing", url_prefix="/settings/close")


@routes.show("", allow=Can.CLOSE_ACCOUNT)
def index() -> ResponseReturnValue:
    return show("closing/client/index.html", **_about())


@routes.accept("", allow=Can.CLOSE_ACCOUNT)
def create() -> ResponseReturnValue:
    """Answers with the page itself: there is nobody any more who could be led to one."""
    guard.be_sure()
    about = _about()
    reminders.unsubscribe_browser(guard.browser())
    actions.close(g.client, at=clock.now())
    signing.end_session()
    response = make_response(show("closing/client/closed.html", **about))
    response.headers["Clear-Site-Data"] = '"cache"'
    # Read by the phone's worker, which keeps nothing of theirs from now on.
    response.headers["Entry-Owner"] = "gone"
    return response


def _about() -> dict[str, Any]:
    return {"kept_until": queries.kept_until(g.client), "program": programs.program(g.client.program_id)}
