"""Messages to send: queued in the transaction of their cause, claimed by a worker, retried."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from companion.core.db import Model, Moment, key, moment, person_key, program_key
from companion.core.sealed import Sealed


class Channel(StrEnum):
    """By which a message goes."""

    EMAIL = "email"
    PUSH = "push"
    SMS = "sms"


class Message(Model):
    """``due_at`` is when a worker may claim it, ``leased_until`` keeps other workers away meanwhile.

    Without ``due_at`` it was sent, given up, or, if neither, withdrawn. ``tie_kind`` and ``tie_id`` name what
    has to stand still when it is sent, such as what a client shows to somebody.
    """

    __tablename__ = "outbox_messages"
    __table_args__ = (
        Index("ix_outbox_messages_due_at", "due_at"),
        Index("ix_outbox_messages_tie_id", "tie_id"),
        CheckConstraint("(tie_kind is null) = (tie_id is null)", name="tie"),
        CheckConstraint("channel in ('email', 'push', 'sms')", name="channel"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    recipient_id: Mapped[person_key]
    channel: Mapped[Channel] = mapped_column(String(8), default=Channel.EMAIL)
    # Of an email; other messages have none.
    subject: Mapped[str] = mapped_column(String(80))
    queued_at: Mapped[moment]
    due_at: Mapped[datetime | None] = mapped_column(Moment)
    leased_until: Mapped[datetime | None] = mapped_column(Moment)
    tries: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    failed_at: Mapped[datetime | None] = mapped_column(Moment)
    tie_kind: Mapped[str | None] = mapped_column(String(20))
    tie_id: Mapped[UUID | None]
    address_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    body_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    address = Sealed(owner="recipient_id")
    body = Sealed(owner="recipient_id")
