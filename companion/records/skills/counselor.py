"""The care team asks a client to practice a skill, and sees how often it was practised this week."""

from __future__ import annotations

from uuid import UUID
from zoneinfo import ZoneInfo

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock, words
from companion.core.web import Routes, done, show
from companion.records.skills import actions, queries, shelves
from companion.records.skills.forms import PickForm
from companion.records.skills.shelves import Shelf

USUAL_TIMES = 3
routes = Routes("skills", url_prefix="/caseload/<uuid:client_id>/practice")


@routes.show("", allow=Can.ASK_PRACTICE)
def index(client_id: UUID) -> ResponseReturnValue:
    shelf = _shelf()
    return _show(_form(shelf, formdata=None, times_a_week=USUAL_TIMES), shelf)


@routes.accept("", allow=Can.ASK_PRACTICE)
def create(client_id: UUID) -> ResponseReturnValue:
    shelf = _shelf()
    form = _form(shelf)
    skill = shelf.skill(form.skill.data or "")
    if not form.validate() or skill is None:
        return _show(form, shelf, 422)
    about = {"times_a_week": form.times_a_week.data, "until_on": form.until_on.data}
    actions.ask_to_practice(g.client, skill, by=g.person, at=clock.now(), **about)
    return done(then=url_for(".index", client_id=g.client.id))


@routes.accept("/<uuid:pick_id>/end", allow=Can.ASK_PRACTICE)
def end(client_id: UUID, pick_id: UUID) -> ResponseReturnValue:
    actions.stop_asking(queries.pick_of(g.client, pick_id), by=g.person, at=clock.now())
    return done(then=url_for(".index", client_id=g.client.id))


def _shelf() -> Shelf:
    return shelves.shelf_of(g.client.program_id)


def _form(shelf: Shelf, **values: object) -> PickForm:
    form = PickForm(**values)
    form.today = clock.now().astimezone(ZoneInfo(g.client.zone)).date()
    form.offer([(skill.key, skill.said_in(words.language()).title) for skill in shelf.skills])
    return form


def _show(form: PickForm, shelf: Shelf, status: int = 200) -> ResponseReturnValue:
    return show(
        "skills/counselor/practice.html",
        status=status,
        form=form,
        client=g.client,
        asked=queries.asked_of(g.client, clock.now()),
        shelf=shelf,
    )
