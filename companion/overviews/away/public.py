"""Leave: a quick way out, from every page and without JavaScript.

It locks, or where there is no lock, ends the session. So a link is enough: it can only shut people out.
"""

from __future__ import annotations

from flask import g, redirect, url_for
from flask.typing import ResponseReturnValue

from companion.access import signing
from companion.access.permissions import Can
from companion.accounts.models import Person
from companion.accounts.rules import Place
from companion.core.web import Routes, show

NEUTRAL = {
    Place.WEATHER: "https://www.weather.gov/",
    Place.WIKIPEDIA: "https://www.wikipedia.org/",
    Place.GOOGLE: "https://www.google.com/",
}
routes = Routes("away")


@routes.show("/leave", allow=Can.SIGN_IN)
def leave() -> ResponseReturnValue:
    person: Person | None = g.person or g.locked
    place = person.leaves_to if person else Place.WEATHER
    signing.shut()
    return redirect(NEUTRAL[place], 303)


@routes.show("/leave/list", allow=Can.SIGN_IN)
def leave_app() -> ResponseReturnValue:
    """For an installed app, where a page of somebody else's would open in a window that looks odd."""
    signing.shut()
    return redirect(url_for(".cover"), 303)


@routes.show("/list", allow=Can.SIGN_IN)
def cover() -> ResponseReturnValue:
    """The cover: an empty list. Its address says no more than it does, and it claims to be nothing else."""
    return show("away/public/cover.html")


@routes.show("/help/clear-history", allow=Can.ASK_HELP)
def show_clearing() -> ResponseReturnValue:
    return show("away/public/clearing.html")
