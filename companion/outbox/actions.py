"""Queueing a message with its cause, and handing it to exactly one worker at a time."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select, update

from companion.core.db import db
from companion.outbox import rules
from companion.outbox.models import Channel, Message
from companion.outbox.ties import Tie


def queue(
    recipient: Any,
    *,
    subject: str,
    body: str,
    address: str,
    at: datetime,
    tie: Tie | None = None,
    channel: Channel = Channel.EMAIL,
) -> Message:
    """Add a message to the caller's transaction: without its cause there is no message.

    With a tie it is sent only if that still stands when it is sent.
    """
    message = Message(program_id=recipient.program_id, recipient_id=recipient.id, subject=subject)
    message.body, message.address, message.channel = body, address, channel
    message.queued_at = message.due_at = at
    message.tie_kind, message.tie_id = (tie.kind, tie.subject_id) if tie else (None, None)
    db.session.add(message)
    return message


def claim(
    now: datetime, lease: timedelta = rules.LEASE, *, channels: Collection[Channel] = tuple(Channel)
) -> Message | None:
    """A due message of these channels that no other worker holds, or None. Commit before sending it.

    A worker that dies keeps nobody waiting longer than its lease; what it had sent by then is sent
    once more, so a transport gives each message the same id every time. One that takes its worker down
    with it each time is given up like any other.
    """
    while True:
        waiting = select(Message).where(_is_free(now), Message.channel.in_(channels))
        message = db.session.scalar(waiting.order_by(Message.due_at).limit(1))
        if message and message.tries >= rules.MOST_TRIES:
            _change(message, _is_free(now), {"failed_at": now, "due_at": None, "leased_until": None})
        elif message is None or _take(message, now, lease):
            return message


def sent(message: Message, *, at: datetime) -> None:
    message.sent_at, message.due_at, message.leased_until = at, None, None


def failed(message: Message, *, at: datetime) -> None:
    """Try again later, more slowly each time, until it is given up for a person to look at.

    Only while the lease is still this worker's: another one may have sent the message since.
    """
    delay = rules.delay_after(message.tries)
    later = {"failed_at": at, "due_at": None} if delay is None else {"due_at": at + delay}
    is_held = Message.leased_until == message.leased_until
    _change(message, is_held, {"leased_until": None, **later})


def give_up(message: Message, *, at: datetime) -> None:
    """Its address takes it no more: another try would be the same."""
    is_held = Message.leased_until == message.leased_until
    _change(message, is_held, {"leased_until": None, "failed_at": at, "due_at": None})


def try_again(message: Message, *, at: datetime) -> None:
    """Somebody looked at what was given up, or has waited for long, and mended the reason."""
    is_over = and_(Message.sent_at.is_(None), Message.leased_until.is_(None))
    _change(message, is_over, {"failed_at": None, "due_at": at, "tries": 0})


def hasten(message: Message, *, at: datetime) -> None:
    """Try now, and not only when the growing delay after a failure is over."""
    _change(message, and_(Message.due_at > at, Message.leased_until.is_(None)), {"due_at": at})


def withdraw(message: Message) -> None:
    """No longer needed. One that a worker holds already may still be delivered."""
    _change(message, and_(Message.due_at.is_not(None), Message.leased_until.is_(None)), {"due_at": None})


def withdraw_tied(subject_id: UUID) -> None:
    """None of those that hang on it is needed any longer. One that a worker holds is asked about again."""
    waiting = select(Message).where(Message.tie_id == subject_id, Message.due_at.is_not(None))
    for message in db.session.scalars(waiting):
        withdraw(message)


def drop(message: Message) -> None:
    """The worker that holds it found that it must not be sent."""
    message.due_at, message.leased_until = None, None


def _take(message: Message, now: datetime, lease: timedelta) -> bool:
    """Two workers may read the same row; the condition lets only one of them change it."""
    return _change(message, _is_free(now), {"leased_until": now + lease, "tries": Message.tries + 1})


def _change(message: Message, condition: ColumnElement[bool], values: dict[str, Any]) -> bool:
    changing = update(Message).where(Message.id == message.id, condition).values(values)
    options = {"synchronize_session": False}
    changed = db.session.scalar(changing.returning(Message.id), execution_options=options)
    db.session.refresh(message)
    return changed is not None


def _is_free(now: datetime) -> ColumnElement[bool]:
    is_unheld = or_(Message.leased_until.is_(None), Message.leased_until <= now)
    return and_(Message.due_at <= now, is_unheld)
