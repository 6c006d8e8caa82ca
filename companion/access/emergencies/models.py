"""An hour in which somebody of the staff may read what an emergency needs of a record."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from companion.access.emergencies.rules import Kind
from companion.accounts.models import Person
from companion.core.db import Model, Moment, key, moment, person_key, program_key
from companion.core.sealed import Sealed


class Emergency(Model):
    """Opened by one, told to a second one, and to be looked at by a privacy officer. It cannot be changed.

    ``ended_at`` is set where it was over before its hour was.
    """

    __tablename__ = "emergencies"
    __table_args__ = (
        UniqueConstraint("opened_by", "submission_id"),
        Index("ix_emergencies_client_id_opened_by", "client_id", "opened_by"),
        Index("ix_emergencies_program_id_opened_at", "program_id", "opened_at"),
        CheckConstraint("opened_by <> second_id", name="second"),
        CheckConstraint("expires_at > opened_at", name="expires"),
        CheckConstraint("(reviewed_at is null) = (reviewed_by is null)", name="reviewed"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    submission_id: Mapped[UUID]
    opened_by: Mapped[person_key]
    second_id: Mapped[person_key]
    kind: Mapped[Kind] = mapped_column(String(12))
    opened_at: Mapped[moment]
    expires_at: Mapped[moment]
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    reviewed_at: Mapped[datetime | None] = mapped_column(Moment)
    reviewed_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    reason_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    recipient_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    finding_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)

    reason = Sealed()
    recipient = Sealed()
    finding = Sealed()

    client: Mapped[Person] = relationship(foreign_keys="Emergency.client_id")
    opener: Mapped[Person] = relationship(foreign_keys="Emergency.opened_by")
    second: Mapped[Person] = relationship(foreign_keys="Emergency.second_id")
    reviewer: Mapped[Person | None] = relationship(foreign_keys="Emergency.reviewed_by")
