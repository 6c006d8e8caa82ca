"""What a client writes while doing a skill: a way to say no, a thought looked at, a reason, a plan."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from companion.core.db import Model, Moment, key, moment, person_key, program_key
from companion.core.sealed import Sealed


class Kind(StrEnum):
    REFUSAL = "refusal"
    THOUGHT = "thought"
    REASON = "reason"


class Worksheet(Model):
    """``content`` is JSON: the answers by the names of the questions."""

    __tablename__ = "worksheets"
    __table_args__ = (
        UniqueConstraint("client_id", "submission_id"),
        Index("ix_worksheets_client_id_kind_made_at", "client_id", "kind", "made_at"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    submission_id: Mapped[UUID]
    kind: Mapped[Kind] = mapped_column(String(12))
    made_at: Mapped[moment]
    removed_at: Mapped[datetime | None] = mapped_column(Moment)
    content_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    content = Sealed()
