"""The secret address under which a client's own calendar app reads their sessions."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from companion.accounts.models import Person
from companion.core.db import Model, Moment, key, moment, person_key, program_key


class CalendarFeed(Model):
    """Only the token's SHA-256 is kept: the address itself is shown once, when it is made."""

    __tablename__ = "calendar_feeds"
    __table_args__ = (Index("ix_calendar_feeds_client_id_issued_at", "client_id", "issued_at"),)

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    shows_place: Mapped[bool] = mapped_column(default=False)
    issued_at: Mapped[moment]
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)

    client: Mapped[Person] = relationship()
