"""The rules of the caseload, in words, for those who read it."""

from __future__ import annotations

from flask import g
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core.web import Routes, show
from companion.overviews.ruling import pages

routes = Routes("rules", url_prefix="/caseload/rules")


@routes.show("", allow=Can.READ_CASELOAD)
def index() -> ResponseReturnValue:
    return show("ruling/counselor/rules.html", **pages.rules_in_words(g.person.program_id))
