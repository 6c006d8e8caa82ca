"""SUD counseling notes: a counselor's own analysis of a session, kept apart from the record.

Source: 42 CFR 2.11 and 2.31(b). Nothing but their own pages reads this table.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from companion.core.db import Model, Moment, key, moment, person_key, program_key
from companion.core.sealed import Sealed


class CounselingNote(Model):
    """The text is sealed to its author, not to the client: copied to somebody else's row it does not open.

    Before a change, what it said is kept as one more row, with ``note_id`` and ``replaced_at``: earlier words
    stay here too, and not among the versions of the record.
    """

    __tablename__ = "counseling_notes"
    __table_args__ = (
        UniqueConstraint("author_id", "submission_id"),
        Index("ix_counseling_notes_author_id_client_id_written_at", "author_id", "client_id", "written_at"),
        CheckConstraint("(note_id is null) = (replaced_at is null)", name="replaced"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    author_id: Mapped[person_key]
    submission_id: Mapped[UUID]
    written_at: Mapped[moment]
    changed_at: Mapped[datetime | None] = mapped_column(Moment)
    note_id: Mapped[UUID | None] = mapped_column(ForeignKey("counseling_notes.id"))
    replaced_at: Mapped[datetime | None] = mapped_column(Moment)
    body_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    body = Sealed(owner="author_id")
