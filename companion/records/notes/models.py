"""What staff write down after a session, and what the client says about it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from companion.accounts.models import Person
from companion.core.db import Model, Moment, key, moment, person_key, program_key
from companion.core.sealed import Sealed


class ProgressNote(Model):
    """About one session, or about none. A draft, which only the author reads, until it is signed.

    ``is_shown`` is whether the client may read it: what the program's setting said when it was signed.
    ``changed_at`` is the last change after that; what it said before is kept as a version.
    """

    __tablename__ = "progress_notes"
    __table_args__ = (
        UniqueConstraint("client_id", "submission_id"),
        Index("ix_progress_notes_client_id_signed_at", "client_id", "signed_at"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    submission_id: Mapped[UUID]
    author_id: Mapped[person_key]
    appointment_id: Mapped[UUID | None] = mapped_column(ForeignKey("appointments.id"))
    written_at: Mapped[moment]
    signed_at: Mapped[datetime | None] = mapped_column(Moment)
    changed_at: Mapped[datetime | None] = mapped_column(Moment)
    is_shown: Mapped[bool] = mapped_column(default=False)
    body_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    body = Sealed()

    author: Mapped[Person] = relationship(foreign_keys="ProgressNote.author_id")
    comments: Mapped[list[NoteComment]] = relationship(
        order_by="NoteComment.made_at, NoteComment.id", back_populates="note"
    )

    @property
    def comments_said(self) -> list[NoteComment]:
        """Those that the client did not take back."""
        return [one for one in self.comments if one.removed_at is None]


class NoteComment(Model):
    """What the client says about a note that they can read. The care team reads it beside the note."""

    __tablename__ = "note_comments"
    __table_args__ = (
        UniqueConstraint("client_id", "submission_id"),
        Index("ix_note_comments_client_id_made_at", "client_id", "made_at"),
        Index("ix_note_comments_note_id", "note_id"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    submission_id: Mapped[UUID]
    note_id: Mapped[UUID] = mapped_column(ForeignKey("progress_notes.id"))
    made_at: Mapped[moment]
    removed_at: Mapped[datetime | None] = mapped_column(Moment)
    words_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    words = Sealed()

    note: Mapped[ProgressNote] = relationship(back_populates="comments")
