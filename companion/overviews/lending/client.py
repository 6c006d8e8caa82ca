"""The client asks supporters for something, sees who does it, and says when it is over."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.overviews.lending import queries
from companion.overviews.lending.forms import NONE, AskForm
from companion.records.asks import actions
from companion.records.asks import queries as asks
from companion.records.asks.rules import How

routes = Routes("lending", url_prefix="/sharing/asks")
NEW = "lending/client/new.html"


@routes.show("", allow=Can.POST_ASK)
def index() -> ResponseReturnValue:
    return show("lending/client/index.html", asks=asks.asks_of(g.client, clock.now()), How=How)


@routes.show("/new", allow=Can.POST_ASK)
def new() -> ResponseReturnValue:
    return show(NEW, form=_offered(AskForm.fresh(session=NONE), clock.now()))


@routes.accept("", allow=Can.POST_ASK)
def create() -> ResponseReturnValue:
    now = clock.now()
    form = _offered(AskForm(), now)
    if not form.validate():
        return show(NEW, status=422, form=form)
    words, starts_at, submission = form.words.data or "", form.starts_at, form.submission
    actions.post(g.client, form.chosen, words=words, starts_at=starts_at, submission=submission, at=now)
    return _to_list()


@routes.accept("/<uuid:ask_id>/done", allow=Can.POST_ASK)
def create_done(ask_id: UUID) -> ResponseReturnValue:
    return _end(ask_id, How.DONE)


@routes.accept("/<uuid:ask_id>/withdrawal", allow=Can.POST_ASK)
def create_withdrawal(ask_id: UUID) -> ResponseReturnValue:
    return _end(ask_id, How.WITHDRAWN)


@routes.accept("/<uuid:ask_id>/end/undo", allow=Can.POST_ASK)
def destroy_end(ask_id: UUID) -> ResponseReturnValue:
    actions.reopen(asks.ask_of(g.client, ask_id), by=g.person, at=clock.now())
    return _to_list()


def _offered(form: AskForm, now: datetime) -> AskForm:
    people, sessions = queries.people_to_ask(g.client, now), queries.sessions_ahead(g.client, now)
    return form.offer(people, sessions, g.client.zone)


def _end(ask_id: UUID, how: How) -> ResponseReturnValue:
    actions.end(asks.ask_of(g.client, ask_id), how, by=g.person, at=clock.now())
    return _to_list()


def _to_list() -> ResponseReturnValue:
    return done(then=url_for(".index"))
