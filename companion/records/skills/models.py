"""Practising a skill, what the client pins or hides, and what the care team asks them to practice."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from companion.accounts.models import Person
from companion.core.db import Model, Moment, key, moment, person_key, program_key
from companion.core.sealed import Sealed


class Practice(Model):
    __tablename__ = "practices"
    __table_args__ = (
        UniqueConstraint("client_id", "submission_id"),
        Index("ix_practices_client_id_practiced_at", "client_id", "practiced_at"),
        CheckConstraint("before between 0 and 10", name="before"),
        CheckConstraint("after between 0 and 10", name="after"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    submission_id: Mapped[UUID]
    craving_id: Mapped[UUID | None] = mapped_column(ForeignKey("cravings.id"))
    skill_key: Mapped[str] = mapped_column(String(40))
    skill_version: Mapped[int]
    practiced_at: Mapped[moment]
    before: Mapped[int | None]
    after: Mapped[int | None]
    note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    note = Sealed()


class Choice(StrEnum):
    """A pinned skill is offered first, a hidden one never."""

    PIN = "pin"
    HIDE = "hide"
    NONE = "none"


class SkillChoice(Model):
    """What the client chose for one skill; it beats any score."""

    __tablename__ = "skill_choices"
    __table_args__ = (UniqueConstraint("client_id", "skill_key"),)

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    skill_key: Mapped[str] = mapped_column(String(40))
    choice: Mapped[Choice] = mapped_column(String(8))
    chosen_at: Mapped[moment]


class Pick(Model):
    """The care team asks the client to practice a skill so many times a week, until a day or until ended."""

    __tablename__ = "skill_picks"
    __table_args__ = (
        Index("ix_skill_picks_client_id_picked_at", "client_id", "picked_at"),
        CheckConstraint("times_a_week between 1 and 21", name="times_a_week"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    skill_key: Mapped[str] = mapped_column(String(40))
    times_a_week: Mapped[int]
    until_on: Mapped[date | None]
    picked_by: Mapped[person_key]
    picked_at: Mapped[moment]
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))

    picker: Mapped[Person] = relationship(foreign_keys="Pick.picked_by")
