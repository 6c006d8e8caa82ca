"""The client's one thread with the care team, with the real answer time above the box."""

from __future__ import annotations

from uuid import UUID

from flask import g, request, url_for
from flask.typing import ResponseReturnValue

from companion.access import covers
from companion.access import queries as access
from companion.access.permissions import Can
from companion.core import clock, web
from companion.core.web import Routes, done, show
from companion.records.messages import actions, queries
from companion.records.messages.forms import CLIENT_REPLIES, MessageForm

routes = Routes("messages", url_prefix="/messages")


@routes.show("", allow=Can.READ_MESSAGES)
def index() -> ResponseReturnValue:
    now = clock.now()
    web.before_commit(lambda: actions.read(g.client, by=g.person, at=now))
    return _show(MessageForm.fresh())


@routes.accept("", allow=Can.WRITE_MESSAGES)
def create() -> ResponseReturnValue:
    form = MessageForm()
    if not form.validate():
        return _show(form, 422)
    actions.send(
        g.client,
        submission=form.submission,
        body=form.body.data,
        is_soon=form.is_soon.data,
        by=g.person,
        at=clock.now(),
    )
    return done(then=url_for(".index", sent=1))


@routes.accept("/<uuid:message_id>/removal", allow=Can.WRITE_MESSAGES)
def create_removal(message_id: UUID) -> ResponseReturnValue:
    """Only one's own, and only while nobody has read it."""
    message = queries.message_by(g.person, g.client, message_id)
    actions.take_back(message, by=g.person, at=clock.now())
    return done(then=url_for(".index"))


def _show(form: MessageForm, status: int = 200) -> ResponseReturnValue:
    last_seen = request.args.get("before", type=UUID)
    before = queries.message_of(g.client, last_seen) if last_seen else None
    found = queries.thread_of(g.client, before=before)
    now = clock.now()
    return show(
        "messages/client/index.html",
        status=status,
        form=form,
        replies=CLIENT_REPLIES,
        thread=found[: queries.PAGE],
        more=len(found) > queries.PAGE,
        answer_by=queries.answer_by(g.client, now),
        team=access.care_team_of(g.client, now),
        covers=covers.standing_in_for(g.client, now),
        is_sent="sent" in request.args,
    )
