"""The client says how today is, and writes what supporters read. Who reads it is decided under sharing."""

from __future__ import annotations

from datetime import date

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.records.family import actions, queries, rules
from companion.records.family.forms import TodayForm, WishesForm

routes = Routes("family", url_prefix="/sharing")


@routes.show("/today", allow=Can.INVITE_SUPPORTER)
def edit_today() -> ResponseReturnValue:
    return show("family/client/today.html", form=TodayForm.of(queries.line_of(g.client, _today())))


@routes.accept("/today", allow=Can.INVITE_SUPPORTER)
def update_today() -> ResponseReturnValue:
    form = TodayForm()
    if not form.validate():
        return show("family/client/today.html", status=422, form=form)
    actions.say(g.client, day=_today(), **form.answer, at=clock.now())
    return done(then=url_for("client.sharing.index"))


@routes.show("/words", allow=Can.INVITE_SUPPORTER)
def edit_wishes() -> ResponseReturnValue:
    form = WishesForm.of(queries.wishes_of(g.client), queries.number_of(g.client))
    return show("family/client/wishes.html", form=form)


@routes.accept("/words", allow=Can.INVITE_SUPPORTER)
def update_wishes() -> ResponseReturnValue:
    form = WishesForm()
    if not form.validate():
        return show("family/client/wishes.html", status=422, form=form)
    actions.write(g.client, form.words, form.phone.data or "", at=clock.now())
    return done(then=url_for("client.sharing.index"))


def _today() -> date:
    return rules.day_in(g.client.zone, clock.now())
