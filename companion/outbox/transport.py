"""What a worker needs of a way to deliver messages."""

from __future__ import annotations

from collections.abc import Callable

from companion.outbox.models import Message


class NotSent(Exception):
    """The message was not delivered, and another try may help."""


Send = Callable[[Message], None]
