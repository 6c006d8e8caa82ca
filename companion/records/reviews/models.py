"""A counselor has read what a client shared, up to a moment."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from companion.accounts.models import Person
from companion.core.db import Model, Moment, key, moment, person_key, program_key


class Review(Model):
    """``seen_until`` is the moment the page was made: what came later is new.

    ``newest_id`` is the newest entry that stood on the page, of whatever kind; None if there was none.
    """

    __tablename__ = "reviews"
    __table_args__ = (
        Index("ix_reviews_counselor_id_client_id_reviewed_at", "counselor_id", "client_id", "reviewed_at"),
        Index("ix_reviews_client_id", "client_id"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    counselor_id: Mapped[person_key]
    reviewed_at: Mapped[moment]
    seen_until: Mapped[moment]
    newest_id: Mapped[UUID | None]
    undone_at: Mapped[datetime | None] = mapped_column(Moment)

    counselor: Mapped[Person] = relationship(foreign_keys="Review.counselor_id")
