"""A day in the client's own words: the check-in, use that they tell of, and since when they count."""

from __future__ import annotations

import json
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from companion.core.db import Model, Moment, key, moment, person_key, program_key, same_as
from companion.core.sealed import Sealed
from companion.records.days.rules import Step, Used
from companion.records.days.wording import STEPS


class CheckIn(Model):
    """One a day, the day being the client's. What was skipped is empty, which is not zero.

    ``said_at`` is when the client said it, ``answered_at`` when it arrived: later, if it waited on a phone.
    ``answers`` holds the answers to the program's own questions, as JSON by the question's id.
    """

    __tablename__ = "check_ins"
    __table_args__ = (
        UniqueConstraint("client_id", "day"),
        Index("ix_check_ins_client_id_answered_at", "client_id", "answered_at"),
        CheckConstraint("mood between 0 and 4", name="mood"),
        CheckConstraint("strongest between 0 and 10", name="strongest"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    submission_id: Mapped[UUID]
    day: Mapped[date]
    mood: Mapped[int | None]
    sleep: Mapped[str | None] = mapped_column(String(8))
    strongest: Mapped[int | None]
    used: Mapped[Used] = mapped_column(String(4))
    answered_at: Mapped[moment]
    said_at: Mapped[datetime] = mapped_column(Moment, default=same_as("answered_at"))
    answers_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    answers = Sealed()
    note = Sealed()

    @property
    def asked(self) -> dict[str, str]:
        """The answers to the program's own questions, by the question's id."""
        found: dict[str, str] = json.loads(self.answers) if self.answers else {}
        return found


class Question(Model):
    """A yes-or-no question of the program's own, at most two at a time, in both languages."""

    __tablename__ = "check_in_questions"
    __table_args__ = (Index("ix_check_in_questions_program_id", "program_id"),)

    id: Mapped[key]
    program_id: Mapped[program_key]
    english: Mapped[str] = mapped_column(String(120))
    spanish: Mapped[str] = mapped_column(String(120))
    created_by: Mapped[person_key]
    created_at: Mapped[moment]
    retired_at: Mapped[datetime | None] = mapped_column(Moment)

    def said_in(self, language: str) -> str:
        return self.spanish if language == "es" else self.english


class Use(Model):
    """The client told that they used on a day. Nothing is reset by it, and it can be taken back.

    One stands for a day. ``team_told_at`` is since when the care team may read it, if it may;
    ``around`` are the chips of what was going on, with commas between; ``step`` is the one small step
    that they chose.
    """

    __tablename__ = "uses"
    __table_args__ = (
        UniqueConstraint("client_id", "submission_id", "used_on"),
        Index("ix_uses_client_id_used_on", "client_id", "used_on"),
        Index("ix_uses_client_id_team_told_at", "client_id", "team_told_at"),
        Index(
            "ix_uses_one_a_day",
            "client_id",
            "used_on",
            unique=True,
            sqlite_where=text("removed_at IS NULL"),
            postgresql_where=text("removed_at IS NULL"),
        ),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    submission_id: Mapped[UUID]
    used_on: Mapped[date]
    told_at: Mapped[moment]
    team_told_at: Mapped[datetime | None] = mapped_column(Moment)
    step: Mapped[str | None] = mapped_column(String(20))
    step_done_at: Mapped[datetime | None] = mapped_column(Moment)
    removed_at: Mapped[datetime | None] = mapped_column(Moment)
    around_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    around = Sealed()

    @property
    def is_team_told(self) -> bool:
        return self.team_told_at is not None

    @property
    def has_open_step(self) -> bool:
        return self.step is not None and self.step_done_at is None

    @property
    def step_said(self) -> str:
        return str(STEPS[Step(self.step)]) if self.step else ""

    @property
    def around_keys(self) -> list[str]:
        return self.around.split(",") if self.around else []


class DayCount(Model):
    """Since when the client counts, and which numbers they want to see on their first page."""

    __tablename__ = "day_counts"
    __table_args__ = (UniqueConstraint("client_id"),)

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    began_on: Mapped[date | None]
    shows_recovery: Mapped[bool] = mapped_column(default=True)
    shows_without_use: Mapped[bool] = mapped_column(default=True)
    shows_run: Mapped[bool] = mapped_column(default=False)
    changed_at: Mapped[moment]

    @property
    def is_shown(self) -> bool:
        """Whether the client wants to see either total."""
        return self.shows_recovery or self.shows_without_use
