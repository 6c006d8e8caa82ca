"""What staff took out of a client's record as a file, and why."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from companion.core.db import Model, key, moment, person_key, program_key
from companion.core.sealed import Sealed


class TimelineExport(Model):
    """``kind`` is what the timeline was filtered by; empty for everything. The reason is sealed."""

    __tablename__ = "timeline_exports"
    __table_args__ = (
        UniqueConstraint("client_id", "submission_id"),
        Index("ix_timeline_exports_client_id_made_at", "client_id", "made_at"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    submission_id: Mapped[UUID]
    made_by: Mapped[person_key]
    made_at: Mapped[moment]
    kind: Mapped[str] = mapped_column(String(20))
    reason_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    reason = Sealed()
