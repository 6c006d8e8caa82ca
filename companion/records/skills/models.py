"""Practising a skill, what the client pins or hides, what the care team asks for, and a program's words."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from companion.accounts.models import Person
from companion.core.db import Model, Moment, key, moment, person_key, program_key, same_as
from companion.core.sealed import Sealed
from companion.records.skills.library import slug_of


class Practice(Model):
    """``received_at`` is later than ``practiced_at`` for one that waited on a phone."""

    __tablename__ = "practices"
    __table_args__ = (
        UniqueConstraint("client_id", "submission_id"),
        Index("ix_practices_client_id_practiced_at", "client_id", "practiced_at"),
        Index("ix_practices_client_id_received_at", "client_id", "received_at"),
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
    received_at: Mapped[datetime] = mapped_column(Moment, default=same_as("practiced_at"))
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
    skill_version: Mapped[int | None]
    times_a_week: Mapped[int]
    until_on: Mapped[date | None]
    picked_by: Mapped[person_key]
    picked_at: Mapped[moment]
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))

    picker: Mapped[Person] = relationship(foreign_keys="Pick.picked_by")


class SkillVersion(Model):
    """What a program changed about one skill: its words, or whether it is offered. Rows are only ever added.

    ``content`` has the shape of a content file of the library, less what never changes. It is None where
    only ``is_retired`` changed: then the words stay as they were, and a skill that the program never
    rewrote still improves with the app. The newest row with words is what clients read now; ``number``
    is the version that practice of those words names. ``submission_id`` is of the form that added a skill.
    The text is the program's, of nobody, and not sealed.
    """

    __tablename__ = "skill_versions"
    __table_args__ = (
        UniqueConstraint("program_id", "skill_key", "number"),
        UniqueConstraint("program_id", "submission_id"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    submission_id: Mapped[UUID | None]
    skill_key: Mapped[str] = mapped_column(String(40))
    number: Mapped[int]
    content: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    is_retired: Mapped[bool] = mapped_column(default=False)
    made_by: Mapped[person_key]
    made_at: Mapped[moment]

    maker: Mapped[Person] = relationship()

    @property
    def slug(self) -> str:
        return slug_of(self.skill_key)
