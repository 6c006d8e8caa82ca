"""A client reads which rules look at their data."""

from __future__ import annotations

from flask import g
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core.web import Routes, show
from companion.overviews.ruling import pages

routes = Routes("rules", url_prefix="/settings/rules")


@routes.show("", allow=Can.READ_RULES)
def index() -> ResponseReturnValue:
    return show("ruling/client/rules.html", **pages.rules_in_words(g.person.program_id))
