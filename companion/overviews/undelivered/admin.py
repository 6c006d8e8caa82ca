"""Messages that did not go out. An administrator sees that there are some, and neither to whom nor what."""

from __future__ import annotations

from uuid import UUID

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.audit import trail
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.core.words import _l
from companion.outbox import actions, queries
from companion.outbox.models import Channel

CHANNELS = {
    Channel.EMAIL: _l("Email"),
    Channel.PUSH: _l("Notice on a phone"),
    Channel.SMS: _l("Text message"),
}
routes = Routes("undelivered", url_prefix="/admin/outbox")


@routes.show("", allow=Can.MANAGE_PROGRAM)
def index() -> ResponseReturnValue:
    found = queries.stuck_in(g.person.program_id, clock.now())
    return show("undelivered/admin/index.html", messages=found, channels=CHANNELS)


@routes.accept("/<uuid:outbox_message_id>/try", allow=Can.MANAGE_PROGRAM)
def create_try(outbox_message_id: UUID) -> ResponseReturnValue:
    message = queries.message_in(g.person.program_id, outbox_message_id)
    actions.try_again(message, at=clock.now())
    trail.note(
        "outbox:tried-again",
        program_id=g.person.program_id,
        at=clock.now(),
        by_id=g.person.id,
        channel=message.channel,
    )
    return done(then=url_for(".index"))
