"""A client's recovery plan and safety plan, and what the care team says about them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from companion.accounts.models import Person
from companion.core.db import Model, Moment, key, moment, person_key, program_key
from companion.core.sealed import Sealed
from companion.records.plan import rules
from companion.records.plan.rules import Part, Risk, Step


class PlanLine(Model):
    """One line of one part. Either ``topic`` names something from a list, or ``words`` are the client's own.

    A topic is a trigger or a sign of the rules, or a skill's key. ``risk`` is the kind that the client chose
    for a trigger in own words. ``position`` orders the part, 0 first; a removed line keeps its place.
    """

    __tablename__ = "plan_lines"
    __table_args__ = (
        UniqueConstraint("client_id", "submission_id"),
        Index("ix_plan_lines_client_id_part_position", "client_id", "part", "position"),
        Index("ix_plan_lines_client_id_changed_at", "client_id", "changed_at"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    submission_id: Mapped[UUID]
    part: Mapped[Part] = mapped_column(String(10))
    position: Mapped[int]
    made_at: Mapped[moment]
    changed_at: Mapped[moment]
    removed_at: Mapped[datetime | None] = mapped_column(Moment)
    topic_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    words_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    risk_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)

    topic = Sealed()
    words = Sealed()
    risk = Sealed()

    @property
    def kind_of_risk(self) -> Risk | None:
        return rules.risk(self.topic, self.risk)


class SafetyAnswer(Model):
    """What stands under one heading of the safety plan; each line of ``words`` is one thing."""

    __tablename__ = "safety_answers"
    __table_args__ = (UniqueConstraint("client_id", "step"),)

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    step: Mapped[Step] = mapped_column(String(16))
    changed_at: Mapped[moment]
    words_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    words = Sealed()

    @property
    def lines(self) -> list[str]:
        return rules.lines_in(self.words)


class WeekGoal(Model):
    """One step for one week. ``week_on`` is the Monday of the ISO week where the client is."""

    __tablename__ = "week_goals"
    __table_args__ = (UniqueConstraint("client_id", "week_on"),)

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    week_on: Mapped[date]
    changed_at: Mapped[moment]
    words_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    words = Sealed()


class PlanComment(Model):
    """What somebody of the care team wrote to the client. ``about`` is one of the subjects of the rules."""

    __tablename__ = "plan_comments"
    __table_args__ = (
        UniqueConstraint("client_id", "submission_id"),
        Index("ix_plan_comments_client_id_made_at", "client_id", "made_at"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    submission_id: Mapped[UUID]
    author_id: Mapped[person_key]
    about: Mapped[str] = mapped_column(String(10))
    made_at: Mapped[moment]
    removed_at: Mapped[datetime | None] = mapped_column(Moment)
    words_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    words = Sealed()

    author: Mapped[Person] = relationship(foreign_keys="PlanComment.author_id")


class PlanKeeping(Model):
    """The client chose to keep the plan on their phone, until they no longer did."""

    __tablename__ = "plan_keepings"
    __table_args__ = (Index("ix_plan_keepings_client_id_chosen_at", "client_id", "chosen_at"),)

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    chosen_at: Mapped[moment]
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
