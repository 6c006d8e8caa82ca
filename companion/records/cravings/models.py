"""A craving: how strong, when, what was around, and how it ended."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from companion.core.db import Model, Moment, key, moment, person_key, program_key
from companion.core.sealed import Sealed


class Craving(Model):
    """``strength`` is 0 to 10 on our own scale, or None for "Not sure". It is no validated measure.

    A wave is open until it is rated again (``rated_at``) or the client lets it be (``left_at``). A removed
    one can be put back.
    """

    __tablename__ = "cravings"
    __table_args__ = (
        UniqueConstraint("client_id", "submission_id"),
        Index("ix_cravings_client_id_occurred_at", "client_id", "occurred_at"),
        CheckConstraint("strength between 0 and 10", name="strength"),
        CheckConstraint("strength_after between 0 and 10", name="strength_after"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    submission_id: Mapped[UUID]
    occurred_at: Mapped[moment]
    received_at: Mapped[moment]
    strength: Mapped[int | None]
    strength_after: Mapped[int | None]
    rated_at: Mapped[datetime | None] = mapped_column(Moment)
    left_at: Mapped[datetime | None] = mapped_column(Moment)
    removed_at: Mapped[datetime | None] = mapped_column(Moment)
    skill_key: Mapped[str | None] = mapped_column(String(40))
    skill_version: Mapped[int | None]
    outcome: Mapped[str | None] = mapped_column(String(20))
    triggers_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)

    triggers = Sealed()
    note = Sealed()

    @property
    def trigger_keys(self) -> list[str]:
        return self.triggers.split(",") if self.triggers else []

    @property
    def drop(self) -> int | None:
        """How far it fell; None when either number is missing, which is not zero."""
        if self.strength is None or self.strength_after is None:
            return None
        return self.strength - self.strength_after
