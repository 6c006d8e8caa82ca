"""Counselors read the library: what their clients see, in both languages, and what became of it."""

from __future__ import annotations

from flask import abort, g
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core.web import Routes, show
from companion.overviews.library import wording
from companion.overviews.library.history import history_of
from companion.records.skills.shelves import shelf_of

routes = Routes("library", url_prefix="/library")


@routes.show("", allow=Can.READ_LIBRARY)
def index() -> ResponseReturnValue:
    return show("library/counselor/index.html", shelf=shelf_of(g.person.program_id), wording=wording)


@routes.show("/<slug>", allow=Can.READ_LIBRARY)
def show_one(slug: str) -> ResponseReturnValue:
    shelf = shelf_of(g.person.program_id)
    skill = shelf.known_at(slug) or abort(404)
    history = history_of(g.person.program_id, skill)
    return show("library/counselor/show.html", shelf=shelf, skill=skill, history=history, wording=wording)
