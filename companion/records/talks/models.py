"""The client's ready line, and each time it was sent to somebody."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from companion.access.models import Support
from companion.core.db import Model, Moment, key, moment, person_key, program_key
from companion.core.sealed import Sealed
from companion.outbox.models import Message
from companion.records.talks import rules
from companion.records.talks.rules import Delivery


class ReadyLine(Model):
    """In the client's own words. Without one there is a neutral line."""

    __tablename__ = "ready_lines"
    __table_args__ = (UniqueConstraint("client_id"),)

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    changed_at: Mapped[moment]
    words_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    words = Sealed()


class TalkRequest(Model):
    """It stands on that supporter's page for a while. ``message`` is the email, where there is one."""

    __tablename__ = "talk_requests"
    __table_args__ = (
        UniqueConstraint("client_id", "submission_id"),
        Index("ix_talk_requests_support_id_sent_at", "support_id", "sent_at"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    support_id: Mapped[UUID] = mapped_column(ForeignKey("supports.id"))
    submission_id: Mapped[UUID]
    sent_at: Mapped[moment]
    taken_back_at: Mapped[datetime | None] = mapped_column(Moment)
    message_id: Mapped[UUID | None] = mapped_column(ForeignKey("outbox_messages.id"))
    words_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    words = Sealed()

    support: Mapped[Support] = relationship()
    message: Mapped[Message | None] = relationship()

    @property
    def delivery(self) -> Delivery:
        found = self.message
        if found is None:
            return Delivery.NO_EMAIL
        return rules.delivery(
            has_message=True, due_at=found.due_at, sent_at=found.sent_at, failed_at=found.failed_at
        )
