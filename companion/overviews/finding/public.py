"""Helplines and other places of treatment, for anyone. Nothing of who looks is kept."""

from __future__ import annotations

from typing import Any

from flask import g, request
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core.states import STATES
from companion.core.web import Routes, show
from companion.programs import queries as programs
from companion.programs.models import Program
from companion.records.directory import queries as directory
from companion.records.directory import rules, wording
from companion.records.helplines import queries as helplines

MOST_PAGES = 400
routes = Routes("finding")


@routes.show("/find-treatment", allow=Can.FIND_TREATMENT)
def index() -> ResponseReturnValue:
    program = _program()
    return show(
        "finding/public/index.html",
        slug=request.args.get("at"),
        lines=helplines.shown(helplines.lines_of(program)),
        service_words=wording.service,
        states={code: STATES[code] for code in directory.states_of(program)} if program else {},
        **_found(program),
    )


def _program() -> Program | None:
    """One's own, else the one that the page names, else the only one."""
    if g.person:
        return programs.program(g.person.program_id)
    return programs.program_at(request.args.get("at"))


def _found(program: Program | None) -> dict[str, Any]:
    asked = {
        name: request.args.get(name, "")[:80].replace("\x00", "") for name in ("state", "city", "service")
    }
    state = asked["state"] if asked["state"] in STATES else ""
    if program is None or not state:
        return {"asked": asked, "places": [], "cities": [], "services": [], "next_page": None}
    page = min(max(request.args.get("page", 0, type=int), 0), MOST_PAGES)
    about = {"city": asked["city"], "service": asked["service"]}
    places = directory.places_of(program, state, page=page, **about)
    return {
        "asked": asked,
        "places": places[: rules.PAGE],
        "cities": directory.cities_of(program, state),
        "services": directory.services_of(program, state),
        "next_page": page + 1 if len(places) > rules.PAGE else None,
    }
