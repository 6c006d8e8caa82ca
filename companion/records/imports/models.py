"""Files that an administrator brings along: the groups, the clients, or other places of treatment."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from companion.core.db import Model, Moment, key, moment, person_key, program_key
from companion.core.sealed import Sealed


class Kind(StrEnum):
    SCHEDULE = "schedule"
    ROSTER = "roster"
    DIRECTORY = "directory"


class Upload(Model):
    """A file between its preview and its use. Its text is dropped when it was used or is a day old."""

    __tablename__ = "uploads"
    __table_args__ = (Index("ix_uploads_program_id_uploaded_at", "program_id", "uploaded_at"),)

    id: Mapped[key]
    program_id: Mapped[program_key]
    kind: Mapped[Kind] = mapped_column(String(12))
    uploaded_by: Mapped[person_key]
    uploaded_at: Mapped[moment]
    track_id: Mapped[UUID | None] = mapped_column(ForeignKey("tracks.id"))
    facilitator_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    takes_holidays: Mapped[bool] = mapped_column(default=False)
    applied_at: Mapped[datetime | None] = mapped_column(Moment)
    content_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    content = Sealed(owner="uploaded_by")
