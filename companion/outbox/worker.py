"""One turn of a worker. Any number may run at once, and one that is killed loses nothing."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from companion.core.db import db
from companion.outbox import actions, ties
from companion.outbox.models import Channel, Message
from companion.outbox.transport import NotSent, Refused, Send, Ways


def work_once(now: datetime, send: Send, channels: Collection[Channel] = tuple(Channel)) -> bool:
    """Send one due message of these channels. Says whether there was one.

    What the message hangs on is asked after the claim, so that whoever ends it before is heard. The claim is
    committed before sending, so that no transaction stays open while a mail server
    thinks, and whatever else ``send`` raises leaves the message to the end of its lease.
    """
    message = actions.claim(now, channels=channels)
    db.session.commit()
    if message is None:
        return False
    if not ties.stands(message, now):
        actions.drop(message)
        db.session.commit()
        return True
    try:
        send(message)
    except Refused:
        actions.give_up(message, at=now)
        ties.refused(message, now)
    except NotSent:
        actions.failed(message, at=now)
    else:
        actions.sent(message, at=now)
    db.session.commit()
    return True


def by_channel(ways: Ways) -> Send:
    """Each message by its own way."""

    def send(message: Message) -> None:
        ways[message.channel](message)

    return send
