"""What a counselor wants to remember for one session with one client."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from companion.core.db import Model, key, moment, person_key, program_key
from companion.core.sealed import Sealed


class SessionPrep(Model):
    """Part of the record, and for its author's eyes. It is no counseling note.

    ``number`` grows with each save. ``appointment_id`` is None where no session is planned.
    """

    __tablename__ = "session_preps"
    __table_args__ = (Index("ix_session_preps_client_id_author_id", "client_id", "author_id"),)

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    author_id: Mapped[person_key]
    appointment_id: Mapped[UUID | None] = mapped_column(ForeignKey("appointments.id"))
    saved_at: Mapped[moment]
    number: Mapped[int]
    body_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    body = Sealed()
