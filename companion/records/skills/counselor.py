"""The care team asks a client to practice a skill, and sees how often it was practised this week."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.records.skills import actions, asking, queries, shelves
from companion.records.skills.forms import USUAL_TIMES, PickForm, pick_form
from companion.records.skills.shelves import Shelf

IN_PLACE = "skills/_asked.html"
routes = Routes("skills", url_prefix="/caseload/<uuid:client_id>/practice")


@routes.show("", allow=Can.ASK_PRACTICE)
def index(client_id: UUID) -> ResponseReturnValue:
    shelf = _shelf()
    return _show(_fresh_form(shelf), shelf)


@routes.accept("", allow=Can.ASK_PRACTICE)
def create(client_id: UUID) -> ResponseReturnValue:
    shelf = _shelf()
    form = pick_form(g.client, shelf, clock.now())
    skill = shelf.skill(form.skill.data or "")
    if not form.validate() or skill is None:
        return _show(form, shelf, 422)
    about = {"times_a_week": form.times_a_week.data, "until_on": form.until_on.data}
    actions.ask_to_practice(g.client, skill, by=g.person, at=clock.now(), **about)
    fresh = _context(_fresh_form(shelf), shelf)
    return done(IN_PLACE, then=url_for(".index", client_id=g.client.id), **fresh)


@routes.accept("/<uuid:pick_id>/end", allow=Can.ASK_PRACTICE)
def end(client_id: UUID, pick_id: UUID) -> ResponseReturnValue:
    actions.stop_asking(queries.pick_of(g.client, pick_id), by=g.person, at=clock.now())
    shelf = _shelf()
    fresh = _context(_fresh_form(shelf), shelf)
    return done(IN_PLACE, then=url_for(".index", client_id=g.client.id), **fresh)


def _shelf() -> Shelf:
    return shelves.shelf_of(g.client.program_id)


def _fresh_form(shelf: Shelf) -> PickForm:
    return pick_form(g.client, shelf, clock.now(), formdata=None, times_a_week=USUAL_TIMES)


def _show(form: PickForm, shelf: Shelf, status: int = 200) -> ResponseReturnValue:
    partial = IN_PLACE if status == 422 else None
    return show("skills/counselor/practice.html", partial, status, **_context(form, shelf))


def _context(form: PickForm, shelf: Shelf) -> dict[str, Any]:
    asked = asking.asked_this_week(g.client, clock.now())
    return {"form": form, "client": g.client, "asked": asked, "shelf": shelf}
