"""What a worker needs of a way to deliver messages."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from companion.outbox.models import Channel, Message


class NotSent(Exception):
    """The message was not delivered, and another try may help."""


class Refused(NotSent):
    """It was not, and will never be: the address is gone, or does not take it."""


Send = Callable[[Message], None]
Ways = Mapping[Channel, Send]
