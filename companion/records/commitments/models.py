"""What fills a client's week besides the program: work, school, childcare, worship."""

from __future__ import annotations

from datetime import datetime, time
from uuid import UUID

from sqlalchemy import Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from companion.core import words
from companion.core.db import Model, Moment, key, moment, person_key, program_key
from companion.core.sealed import Sealed
from companion.records.commitments import wording
from companion.records.commitments.rules import Hours, Kind


class Commitment(Model):
    """Something of every week, in the client's own zone. Ends at or before its start: past midnight.

    ``weekdays`` are those on which it begins, Monday is 0: "0,2". The label is the client's own word for
    it and stays with the client; staff are told the kind.
    """

    __tablename__ = "commitments"
    __table_args__ = (
        UniqueConstraint("client_id", "submission_id"),
        Index("ix_commitments_client_id_created_at", "client_id", "created_at"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    submission_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(20))
    weekdays: Mapped[str] = mapped_column(String(20))
    starts_at: Mapped[time]
    ends_at: Mapped[time]
    created_at: Mapped[moment]
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    label_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    label = Sealed()

    @property
    def hours(self) -> Hours:
        days = [int(day) for day in self.weekdays.split(",")]
        return Hours(days, self.starts_at, self.ends_at)

    @property
    def kind_said(self) -> str:
        """In the reader's language."""
        return str(wording.KINDS[Kind(self.kind)])

    @property
    def days_said(self) -> str:
        return words.weekdays(self.hours.days)
