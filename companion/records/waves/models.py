"""How strong an urge was, minute by minute, while somebody watched it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from companion.core.db import Model, key, moment, person_key, program_key


class WaveRating(Model):
    """One number on the way, of a craving or of a practice. ``strength`` is 0 to 10, or None for "Not sure".

    The craving and the practice hold the last one themselves: it is the one that ends the wave.
    """

    __tablename__ = "wave_ratings"
    __table_args__ = (
        UniqueConstraint("client_id", "submission_id"),
        Index("ix_wave_ratings_client_id_craving_id", "client_id", "craving_id"),
        Index("ix_wave_ratings_client_id_practice_id", "client_id", "practice_id"),
        CheckConstraint("strength between 0 and 10", name="strength"),
        CheckConstraint("(craving_id is null) <> (practice_id is null)", name="one_wave"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    submission_id: Mapped[UUID]
    craving_id: Mapped[UUID | None] = mapped_column(ForeignKey("cravings.id"))
    practice_id: Mapped[UUID | None] = mapped_column(ForeignKey("practices.id"))
    strength: Mapped[int | None]
    rated_at: Mapped[moment]
