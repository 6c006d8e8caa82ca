"""Weekly group series, and the appointments that clients come to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from companion.accounts.models import Person
from companion.core.db import Model, Moment, key, moment, person_key, program_key
from companion.programs.models import Track
from companion.records.schedule import rules


class Series(Model):
    """A group that meets every week. Its rule is kept in the program's zone: 6 PM stays 6 PM."""

    __tablename__ = "series"
    __table_args__ = (
        Index("ix_series_program_id_track_id", "program_id", "track_id"),
        CheckConstraint("until_on >= starts_on", name="ends_after_start"),
        CheckConstraint("minutes between 5 and 720", name="minutes"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    track_id: Mapped[UUID] = mapped_column(ForeignKey("tracks.id"))
    facilitator_id: Mapped[person_key]
    title: Mapped[str] = mapped_column(String(80))
    weekdays: Mapped[str] = mapped_column(String(20))
    starts_at: Mapped[time]
    minutes: Mapped[int]
    zone: Mapped[str] = mapped_column(String(64))
    starts_on: Mapped[date]
    until_on: Mapped[date]
    place: Mapped[str] = mapped_column(String(120), default="")
    video_link: Mapped[str] = mapped_column(String(300), default="")
    created_by: Mapped[person_key]
    created_at: Mapped[moment]

    facilitator: Mapped[Person] = relationship(foreign_keys="Series.facilitator_id")
    track: Mapped[Track] = relationship()

    @property
    def days(self) -> list[int]:
        """The weekdays it meets on, Monday is 0."""
        return [int(day) for day in self.weekdays.split(",")]

    @property
    def first_at(self) -> datetime:
        """A moment at which the clocks of its zone show the time at which it begins."""
        return rules.at(self.starts_on, self.starts_at, self.zone)


class Appointment(Model):
    """One session: a group of a track, or one client alone with a counselor."""

    __tablename__ = "appointments"
    __table_args__ = (
        Index("ix_appointments_track_id_starts_at", "track_id", "starts_at"),
        Index("ix_appointments_client_id_starts_at", "client_id", "starts_at"),
        Index("ix_appointments_program_id_starts_at", "program_id", "starts_at"),
        CheckConstraint("(track_id is null) <> (client_id is null)", name="group_or_individual"),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    series_id: Mapped[UUID | None] = mapped_column(ForeignKey("series.id"), index=True)
    track_id: Mapped[UUID | None] = mapped_column(ForeignKey("tracks.id"))
    client_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    facilitator_id: Mapped[person_key]
    title: Mapped[str] = mapped_column(String(80))
    starts_at: Mapped[moment]
    ends_at: Mapped[moment]
    place: Mapped[str] = mapped_column(String(120), default="")
    video_link: Mapped[str] = mapped_column(String(300), default="")
    cancelled_at: Mapped[datetime | None] = mapped_column(Moment)
    created_by: Mapped[person_key]
    created_at: Mapped[moment]

    facilitator: Mapped[Person] = relationship(foreign_keys="Appointment.facilitator_id")
    client: Mapped[Person | None] = relationship(foreign_keys="Appointment.client_id")
    track: Mapped[Track | None] = relationship()

    @property
    def is_group(self) -> bool:
        return self.track_id is not None

    def is_on_same_clock(self, zone: str, other: str) -> bool:
        return rules.show_the_same(self.starts_at, zone, other)


def by_day(appointments: Iterable[Appointment], zone: str) -> dict[date, list[Appointment]]:
    """The appointments under the day on which they begin in that zone, in the order given."""
    days: dict[date, list[Appointment]] = {}
    for appointment in appointments:
        days.setdefault(rules.day_in(zone, appointment.starts_at), []).append(appointment)
    return days
