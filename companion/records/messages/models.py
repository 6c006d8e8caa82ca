"""What a client and their care team write to each other."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from companion.accounts.models import Person
from companion.core.db import Model, Moment, key, moment, person_key, program_key
from companion.core.sealed import Sealed


class ThreadMessage(Model):
    """One message of the one thread that a client has with their care team.

    ``read_at`` and ``read_by`` are the first reading by the other side. Until then the author may take it
    back. ``is_soon``: the client needs to talk before their next session.
    """

    __tablename__ = "thread_messages"
    __table_args__ = (
        UniqueConstraint("client_id", "submission_id"),
        Index("ix_thread_messages_client_id_sent_at", "client_id", "sent_at"),
        CheckConstraint("(read_at is null) = (read_by is null)", name="read"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    submission_id: Mapped[UUID]
    author_id: Mapped[person_key]
    sent_at: Mapped[moment]
    read_at: Mapped[datetime | None] = mapped_column(Moment)
    read_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    taken_back_at: Mapped[datetime | None] = mapped_column(Moment)
    is_soon: Mapped[bool] = mapped_column(default=False)
    body_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    body = Sealed()

    author: Mapped[Person] = relationship(foreign_keys="ThreadMessage.author_id")

    @property
    def is_from_client(self) -> bool:
        return self.author_id == self.client_id
