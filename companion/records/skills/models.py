"""Practising a skill, with how strong the urge was before and after."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from companion.core.db import Model, key, moment, person_key, program_key
from companion.core.sealed import Sealed


class Practice(Model):
    __tablename__ = "practices"
    __table_args__ = (
        UniqueConstraint("client_id", "submission_id"),
        Index("ix_practices_client_id_practiced_at", "client_id", "practiced_at"),
        CheckConstraint("before between 0 and 10", name="before"),
        CheckConstraint("after between 0 and 10", name="after"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    submission_id: Mapped[UUID]
    craving_id: Mapped[UUID | None] = mapped_column(ForeignKey("cravings.id"))
    skill_key: Mapped[str] = mapped_column(String(40))
    skill_version: Mapped[int]
    practiced_at: Mapped[moment]
    before: Mapped[int | None]
    after: Mapped[int | None]
    note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    note = Sealed()
