"""The steps of a client's path, each with who and when, and the phases of a track."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from companion.accounts.models import Person
from companion.core.db import Model, Moment, key, moment, person_key, program_key
from companion.core.sealed import Sealed
from companion.programs.models import Program, Track
from companion.programs.path.rules import Kind, Level, Reason


class Phase(Model):
    """A part of a track, as the program names it. One that was taken off the list stays for those steps."""

    __tablename__ = "phases"
    __table_args__ = (Index("ix_phases_track_id_position", "track_id", "position"),)

    id: Mapped[key]
    program_id: Mapped[program_key]
    track_id: Mapped[UUID] = mapped_column(ForeignKey("tracks.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(80))
    retired_at: Mapped[datetime | None] = mapped_column(Moment)


class PathStep(Model):
    """One step. ``place`` is its number on the path: a request for help that came before stands before.

    ``on_day`` is since when it is true, ``at`` when somebody wrote it down. ``note`` is for the client.
    """

    __tablename__ = "path_steps"
    __table_args__ = (
        UniqueConstraint("client_id", "place"),
        UniqueConstraint("client_id", "submission_id"),
        CheckConstraint("(reason is null) = (kind <> 'discharged')", name="reason"),
        CheckConstraint("(undone_at is null) = (undone_by is null)", name="undone"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    submission_id: Mapped[UUID | None]
    place: Mapped[int]
    kind: Mapped[Kind] = mapped_column(String(12))
    on_day: Mapped[date]
    level: Mapped[Level | None] = mapped_column(String(30))
    track_id: Mapped[UUID | None] = mapped_column(ForeignKey("tracks.id"))
    phase_id: Mapped[UUID | None] = mapped_column(ForeignKey("phases.id"))
    reason: Mapped[Reason | None] = mapped_column(String(20))
    by_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    at: Mapped[moment]
    undone_at: Mapped[datetime | None] = mapped_column(Moment)
    undone_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    note = Sealed()

    program: Mapped[Program] = relationship()
    by: Mapped[Person] = relationship(foreign_keys="PathStep.by_id")
    track: Mapped[Track | None] = relationship()
    phase: Mapped[Phase | None] = relationship()
