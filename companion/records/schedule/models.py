"""Series of groups, and the appointments that clients come to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from companion.accounts.models import Person
from companion.core.db import Model, Moment, key, moment, person_key, program_key
from companion.programs.models import Holiday as Holiday
from companion.programs.models import Track
from companion.records.schedule import rules


class Series(Model):
    """A group that meets by a rule, kept in the program's zone: 6 PM stays 6 PM.

    ``rule`` is an RFC 5545 recurrence rule, or empty for a group that meets only once. ``source_key``
    is the SHA-256 of the event's UID where the series was read from a calendar file, ``source_state``
    that of what the file said of it last. ``follows_id`` is the series that this one took over from, with
    another time, place or rule.
    """

    __tablename__ = "series"
    __table_args__ = (
        Index("ix_series_program_id_track_id", "program_id", "track_id"),
        UniqueConstraint("program_id", "source_key"),
        CheckConstraint("until_on >= starts_on", name="ends_after_start"),
        CheckConstraint("minutes between 5 and 720", name="minutes"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    track_id: Mapped[UUID] = mapped_column(ForeignKey("tracks.id"))
    facilitator_id: Mapped[person_key]
    title: Mapped[str] = mapped_column(String(80))
    rule: Mapped[str] = mapped_column(String(300), default="")
    starts_at: Mapped[time]
    minutes: Mapped[int]
    zone: Mapped[str] = mapped_column(String(64))
    starts_on: Mapped[date]
    until_on: Mapped[date]
    place: Mapped[str] = mapped_column(String(120), default="")
    video_link: Mapped[str] = mapped_column(String(300), default="")
    source_key: Mapped[str | None] = mapped_column(String(64))
    source_state: Mapped[str | None] = mapped_column(String(64))
    follows_id: Mapped[UUID | None] = mapped_column(ForeignKey("series.id"))
    created_by: Mapped[person_key]
    created_at: Mapped[moment]

    facilitator: Mapped[Person] = relationship(foreign_keys="Series.facilitator_id")
    track: Mapped[Track] = relationship()

    @property
    def first_at(self) -> datetime:
        """A moment at which the clocks of its zone show the time at which it begins."""
        return rules.at(self.starts_on, self.starts_at, self.zone)


class Appointment(Model):
    """One session: a group of a track, or one client alone with a counselor.

    ``planned_at`` is when its series' rule puts it: it stays when the session is moved, so that the
    same occurrence is found again. ``sequence`` grows with each change.
    """

    __tablename__ = "appointments"
    __table_args__ = (
        Index("ix_appointments_track_id_starts_at", "track_id", "starts_at"),
        Index("ix_appointments_client_id_starts_at", "client_id", "starts_at"),
        Index("ix_appointments_program_id_starts_at", "program_id", "starts_at"),
        Index("ix_appointments_facilitator_id_starts_at", "facilitator_id", "starts_at"),
        UniqueConstraint("series_id", "planned_at"),
        CheckConstraint("(track_id is null) <> (client_id is null)", name="group_or_individual"),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    series_id: Mapped[UUID | None] = mapped_column(ForeignKey("series.id"))
    planned_at: Mapped[datetime | None] = mapped_column(Moment)
    track_id: Mapped[UUID | None] = mapped_column(ForeignKey("tracks.id"))
    client_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    facilitator_id: Mapped[person_key]
    title: Mapped[str] = mapped_column(String(80))
    starts_at: Mapped[moment]
    ends_at: Mapped[moment]
    place: Mapped[str] = mapped_column(String(120), default="")
    video_link: Mapped[str] = mapped_column(String(300), default="")
    sequence: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime | None] = mapped_column(Moment)
    cancelled_at: Mapped[datetime | None] = mapped_column(Moment)
    holiday_id: Mapped[UUID | None] = mapped_column(ForeignKey("holidays.id"))
    created_by: Mapped[person_key]
    created_at: Mapped[moment]

    facilitator: Mapped[Person] = relationship(foreign_keys="Appointment.facilitator_id")
    client: Mapped[Person | None] = relationship(foreign_keys="Appointment.client_id")
    track: Mapped[Track | None] = relationship()
    holiday: Mapped[Holiday | None] = relationship()
    changes: Mapped[list[Change]] = relationship(
        order_by="Change.at, Change.id", back_populates="appointment"
    )

    @property
    def is_group(self) -> bool:
        return self.track_id is not None

    @property
    def touched_at(self) -> datetime:
        """When it was planned or last changed."""
        return self.changed_at or self.created_at

    def meets_from(self, first: Appointment) -> bool:
        """Whether the series puts it where it puts the first one, or after it."""
        return (self.planned_at or self.starts_at) >= (first.planned_at or first.starts_at)

    def as_occurrence(self) -> rules.Occurrence:
        return rules.Occurrence(
            planned_at=self.planned_at or self.starts_at,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            title=self.title,
            place=self.place,
            video_link=self.video_link,
            is_cancelled=self.cancelled_at is not None,
        )

    def is_on_same_clock(self, zone: str, other: str) -> bool:
        return rules.show_the_same(self.starts_at, zone, other)


class Change(Model):
    """What an appointment was before somebody changed it, cancelled it or took the cancelling back."""

    __tablename__ = "appointment_changes"
    __table_args__ = (Index("ix_appointment_changes_appointment_id_at", "appointment_id", "at"),)

    id: Mapped[key]
    program_id: Mapped[program_key]
    appointment_id: Mapped[UUID] = mapped_column(ForeignKey("appointments.id"))
    at: Mapped[moment]
    by_id: Mapped[person_key]
    title: Mapped[str] = mapped_column(String(80))
    starts_at: Mapped[moment]
    ends_at: Mapped[moment]
    place: Mapped[str] = mapped_column(String(120))
    video_link: Mapped[str] = mapped_column(String(300))
    facilitator_id: Mapped[person_key]
    was_cancelled: Mapped[bool]

    appointment: Mapped[Appointment] = relationship(back_populates="changes")
    by: Mapped[Person] = relationship(foreign_keys="Change.by_id")
    facilitator: Mapped[Person] = relationship(foreign_keys="Change.facilitator_id")


class Seen(Model):
    """Until when the client has seen what changed in their schedule."""

    __tablename__ = "schedule_seen"

    client_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    program_id: Mapped[program_key]
    seen_until: Mapped[moment]


def by_day(appointments: Iterable[Appointment], zone: str) -> dict[date, list[Appointment]]:
    """The appointments under the day on which they begin in that zone, in the order given."""
    days: dict[date, list[Appointment]] = {}
    for appointment in appointments:
        days.setdefault(rules.day_in(zone, appointment.starts_at), []).append(appointment)
    return days
