"""What a client wants to talk about next time."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from companion.accounts.models import Person
from companion.core.db import Model, Moment, key, moment, person_key, program_key
from companion.core.sealed import Sealed


class Topic(Model):
    """In the client's own words, for the care team. Either of them ticks it off when they talked about it.

    ``is_for_group``: the client wants to bring it to the group, and whoever leads the group may read it.
    """

    __tablename__ = "agenda_topics"
    __table_args__ = (
        UniqueConstraint("client_id", "submission_id"),
        Index("ix_agenda_topics_client_id_added_at", "client_id", "added_at"),
        CheckConstraint("(talked_at is null) = (talked_by is null)", name="talked"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    submission_id: Mapped[UUID]
    added_at: Mapped[moment]
    edited_at: Mapped[datetime | None] = mapped_column(Moment)
    removed_at: Mapped[datetime | None] = mapped_column(Moment)
    talked_at: Mapped[datetime | None] = mapped_column(Moment)
    talked_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    is_for_group: Mapped[bool] = mapped_column(default=False)
    body_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    body = Sealed()

    ticker: Mapped[Person | None] = relationship(foreign_keys="Topic.talked_by")
