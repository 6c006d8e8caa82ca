"""Journal entries, each with its own audience."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from companion.core.db import Model, Moment, key, moment, person_key, program_key
from companion.core.sealed import Sealed


class Audience(StrEnum):
    """Who may read an entry. Nobody but the client until the client says so."""

    ME = "me"
    SESSION = "session"
    NOW = "now"


class Entry(Model):
    __tablename__ = "journal_entries"
    __table_args__ = (
        UniqueConstraint("client_id", "submission_id"),
        Index("ix_journal_entries_client_id_written_at", "client_id", "written_at"),
        Index("ix_journal_entries_client_id_audience_shared_at", "client_id", "audience", "shared_at"),
        Index("ix_journal_entries_client_id_shared_at", "client_id", "shared_at"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    submission_id: Mapped[UUID]
    audience: Mapped[Audience] = mapped_column(String(10))
    written_at: Mapped[moment]
    edited_at: Mapped[datetime | None] = mapped_column(Moment)
    shared_at: Mapped[datetime | None] = mapped_column(Moment)
    body_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    body = Sealed()

    @property
    def is_shared(self) -> bool:
        return self.audience != Audience.ME

    @property
    def stands_since(self) -> datetime:
        """Since when the care team may read the words as they are now."""
        return max(self.shared_at or self.written_at, self.edited_at or self.written_at)
