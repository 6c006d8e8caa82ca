"""Short notes from supporters, and what a client does not want of them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from companion.access.models import Support
from companion.core.db import Model, Moment, key, moment, person_key, program_key
from companion.core.sealed import Sealed
from companion.records.encouragement.rules import Stop


class SupporterNote(Model):
    """What a supporter sent. One that was blocked is counted and nothing else: its words are not kept."""

    __tablename__ = "supporter_notes"
    __table_args__ = (
        UniqueConstraint("support_id", "submission_id"),
        Index("ix_supporter_notes_client_id_sent_at", "client_id", "sent_at"),
        CheckConstraint("(delivered_at is null) = (words_sealed is null)", name="delivered"),
        CheckConstraint("delivered_at is not null or reported_at is null", name="reported"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    support_id: Mapped[UUID] = mapped_column(ForeignKey("supports.id"))
    submission_id: Mapped[UUID]
    sent_at: Mapped[moment]
    delivered_at: Mapped[datetime | None] = mapped_column(Moment)
    read_at: Mapped[datetime | None] = mapped_column(Moment)
    reported_at: Mapped[datetime | None] = mapped_column(Moment)
    words_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    words = Sealed()

    support: Mapped[Support] = relationship()


class NoteStop(Model):
    """From one moment until another the client is spared that person's notes. The person is not told."""

    __tablename__ = "note_stops"
    __table_args__ = (
        Index("ix_note_stops_client_id", "client_id"),
        Index(
            "uq_note_stops_support_id_kind",
            "support_id",
            "kind",
            unique=True,
            sqlite_where=text("until is null"),
            postgresql_where=text("until is null"),
        ),
        CheckConstraint("kind in ('mute', 'block')", name="kind"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    support_id: Mapped[UUID] = mapped_column(ForeignKey("supports.id"))
    kind: Mapped[Stop] = mapped_column(String(8))
    since: Mapped[moment]
    until: Mapped[datetime | None] = mapped_column(Moment)
