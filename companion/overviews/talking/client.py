"""“Can you talk?”: one tap sends the ready line, and the next page offers to call and text at once."""

from __future__ import annotations

from uuid import UUID

from flask import abort, g, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.overviews.talking import queries
from companion.records.contacts import rules as links
from companion.records.talks import actions, wording
from companion.records.talks import queries as talks
from companion.records.talks.forms import LineForm, TapForm

routes = Routes("talking", url_prefix="/talk")
LINE = "talking/client/line.html"


@routes.accept("/<uuid:support_id>", allow=Can.ASK_TO_TALK)
def create(support_id: UUID) -> ResponseReturnValue:
    now, form = clock.now(), TapForm()
    support = talks.reachable_support(g.client, support_id, now)
    if not form.validate():
        abort(400)
    sent = actions.ask(g.client, support, submission=form.submission, at=now)
    return done(then=url_for(".show_one", talk_request_id=sent.id))


@routes.show("/sent/<uuid:talk_request_id>", allow=Can.ASK_TO_TALK)
def show_one(talk_request_id: UUID) -> ResponseReturnValue:
    sent = talks.request_of(g.client, talk_request_id)
    people = queries.people_to_call(g.client, sent.support)
    words = wording.DELIVERIES
    return show("talking/client/show.html", sent=sent, people=people, deliveries=words, links=links)


@routes.accept("/sent/<uuid:talk_request_id>/undo", allow=Can.ASK_TO_TALK)
def destroy(talk_request_id: UUID) -> ResponseReturnValue:
    actions.take_back(talks.request_of(g.client, talk_request_id), by=g.person, at=clock.now())
    return done(then=url_for(".show_one", talk_request_id=talk_request_id))


@routes.show("/line", allow=Can.ASK_TO_TALK)
def edit_line() -> ResponseReturnValue:
    own = talks.own_line_of(g.client)
    return show(LINE, form=LineForm(formdata=None, words=own.words if own else ""))


@routes.accept("/line", allow=Can.ASK_TO_TALK)
def update_line() -> ResponseReturnValue:
    form = LineForm()
    if not form.validate():
        return show(LINE, status=422, form=form)
    actions.set_line(g.client, form.words.data or "", at=clock.now())
    return done(then=url_for("client.sharing.index"))
