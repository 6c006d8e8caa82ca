"""Who came for how long, what the group covered, and who said before that they come late or not."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from companion.accounts.models import Person
from companion.core.db import Model, Moment, key, moment, person_key, program_key
from companion.records.attendance import wording
from companion.records.attendance.rules import Status


class Attendance(Model):
    """One client at one appointment. A correction keeps what it replaced as a version.

    ``minutes`` is the time attended. ``counts_on`` is the program's day whose week it counts for: the
    appointment's own, or that of the missed one that it makes up. ``starts_at`` and ``led_by`` are the
    appointment's, kept here so that "last met" needs no other table.
    """

    __tablename__ = "attendances"
    __table_args__ = (
        UniqueConstraint("appointment_id", "client_id"),
        Index("ix_attendances_client_id_starts_at", "client_id", "starts_at"),
        Index("ix_attendances_client_id_counts_on", "client_id", "counts_on"),
        CheckConstraint("minutes between 0 and 720", name="minutes"),
        CheckConstraint("minutes_missed between 0 and 720", name="minutes_missed"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    appointment_id: Mapped[UUID] = mapped_column(ForeignKey("appointments.id"))
    status: Mapped[Status] = mapped_column(String(12))
    minutes: Mapped[int]
    minutes_missed: Mapped[int] = mapped_column(default=0)
    makes_up_id: Mapped[UUID | None] = mapped_column(ForeignKey("appointments.id"))
    counts_on: Mapped[date]
    starts_at: Mapped[moment]
    led_by: Mapped[person_key]
    marked_by: Mapped[person_key]
    marked_at: Mapped[moment]

    client: Mapped[Person] = relationship(foreign_keys="Attendance.client_id")


class Taught(Model):
    """A skill that the group covered. Those who came find it on their start page."""

    __tablename__ = "taught"
    __table_args__ = (UniqueConstraint("appointment_id", "skill_key"),)

    id: Mapped[key]
    program_id: Mapped[program_key]
    appointment_id: Mapped[UUID] = mapped_column(ForeignKey("appointments.id"))
    skill_key: Mapped[str] = mapped_column(String(40))
    skill_version: Mapped[int | None]
    taught_by: Mapped[person_key]
    taught_at: Mapped[moment]


class NoticeKind(StrEnum):
    LATE = "late"
    CANNOT_COME = "cannot_come"


class Notice(Model):
    """A client said before a session that they come late, or cannot come, and why."""

    __tablename__ = "notices"
    __table_args__ = (
        UniqueConstraint("client_id", "submission_id"),
        Index("ix_notices_client_id_told_at", "client_id", "told_at"),
        Index("ix_notices_appointment_id", "appointment_id"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    submission_id: Mapped[UUID]
    appointment_id: Mapped[UUID] = mapped_column(ForeignKey("appointments.id"))
    kind: Mapped[NoticeKind] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(String(20))
    told_at: Mapped[moment]
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)

    @property
    def heard(self) -> str:
        """In the words of those who wait for the client."""
        return wording.heard(self.kind == NoticeKind.LATE, self.reason)
