"""What a message hangs on, asked again in the moment it is sent.

Between queueing and sending somebody may have changed their mind. A feature above names a kind of tie and how
to ask about it; a message whose tie no longer stands, or whose kind nobody knows, is not sent.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from companion.outbox.models import Message

Stands = Callable[[UUID, datetime], bool]
LetGo = Callable[[Message, datetime], None]
_kinds: dict[str, Stands] = {}
_let_go: dict[str, LetGo] = {}


@dataclass(frozen=True)
class Tie:
    kind: str
    subject_id: UUID


def ask_with(kind: str, stands: Stands, let_go: LetGo | None = None) -> None:
    """From now on messages with a tie of that kind are sent only while ``stands`` says so.

    ``let_go`` is told when the address refused one for good.
    """
    _kinds[kind] = stands
    if let_go:
        _let_go[kind] = let_go


def stands(message: Message, now: datetime) -> bool:
    if message.tie_kind is None or message.tie_id is None:
        return True
    ask = _kinds.get(message.tie_kind)
    return ask is not None and ask(message.tie_id, now)


def refused(message: Message, now: datetime) -> None:
    """In the transaction that gives the message up."""
    let_go = _let_go.get(message.tie_kind or "")
    if let_go:
        let_go(message, now)
