"""The client's own time in the program, in plain words."""

from __future__ import annotations

from flask import g
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, show
from companion.overviews.stepping.standing import Standing, standing_of
from companion.overviews.stepping.wording import ADDRESSES, THINGS
from companion.programs import queries as programs
from companion.programs.path import queries as paths
from companion.programs.path import wording

routes = Routes("stepping", url_prefix="/time")


@routes.show("", allow=Can.READ_PATH)
def index() -> ResponseReturnValue:
    return show(
        "stepping/client/index.html",
        standing=own_standing(),
        today=paths.today_for(g.client, clock.now()),
        program=programs.program(g.client.program_id),
        wording=wording,
    )


def own_standing() -> Standing:
    """Of the client who is signed in, for every page of theirs. Read once a request."""
    if "standing" not in g:
        g.standing = standing_of(g.person, clock.now())
    found: Standing = g.standing
    return found


def first_steps() -> dict[str, tuple[str, str]]:
    """What the four things of the first week are called, and where they are done."""
    return {thing: (str(THINGS[thing]), ADDRESSES[thing]) for thing in THINGS}
