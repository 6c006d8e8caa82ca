"""A counselor names a colleague who stands in for them on days off."""

from __future__ import annotations

from uuid import UUID

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access import actions, covers
from companion.access.permissions import Can
from companion.accounts import queries as people
from companion.accounts.models import Person
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.overviews.covering.forms import CoverForm

routes = Routes("covering", url_prefix="/cover")


@routes.show("", allow=Can.NAME_COVER)
def index() -> ResponseReturnValue:
    return _show(_prepared(CoverForm(formdata=None)))


@routes.accept("", allow=Can.NAME_COVER)
def create() -> ResponseReturnValue:
    form = _prepared(CoverForm())
    if not form.validate():
        return _show(form, 422)
    colleague = next(one for one in _colleagues() if one.id == form.colleague_id)
    days = {"first_on": form.first_on.data, "last_on": form.last_on.data}
    actions.name_cover(g.person, colleague, by=g.person, at=clock.now(), **days)
    return done(then=url_for(".index"))


@routes.accept("/<uuid:cover_id>/end", allow=Can.NAME_COVER)
def end(cover_id: UUID) -> ResponseReturnValue:
    actions.end_cover(covers.cover_of(g.person, cover_id), by=g.person, at=clock.now())
    return done(then=url_for(".index"))


def _prepared(form: CoverForm) -> CoverForm:
    return form.prepare(_colleagues(), covers.today_of(g.person.program_id, clock.now()))


def _colleagues() -> list[Person]:
    return [one for one in people.counselors_of(g.person.program_id) if one.id != g.person.id]


def _show(form: CoverForm, status: int = 200) -> ResponseReturnValue:
    return show(
        "covering/counselor/index.html",
        status=status,
        form=form,
        own=covers.covers_of(g.person, form.today),
        others=covers.covered_by(g.person, form.today),
    )
