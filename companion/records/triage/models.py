"""From when on the rules of the caseload look, where a program has its own idea of it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from companion.core.db import Model, key, moment, person_key, program_key
from companion.records.triage.facts import Limits
from companion.records.triage.rules import NAMES, RANGES


class Thresholds(Model):
    """One row a program. ``medicine_question_id`` is which of its check-in questions asks for medicine."""

    __tablename__ = "thresholds"
    __table_args__ = (
        UniqueConstraint("program_id"),
        *(
            CheckConstraint(f"{name} between {least} and {most}", name=name)
            for name, (least, most) in RANGES.items()
        ),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    session_hours: Mapped[int]
    strong_from: Mapped[int]
    rise: Mapped[int]
    missed: Mapped[int]
    silent_days: Mapped[int]
    short_nights: Mapped[int]
    waits_days: Mapped[int]
    medicine_days: Mapped[int]
    medicine_question_id: Mapped[UUID | None] = mapped_column(ForeignKey("check_in_questions.id"))
    changed_by: Mapped[person_key]
    changed_at: Mapped[moment]

    @property
    def limits(self) -> Limits:
        return Limits(**{name: getattr(self, name) for name in NAMES})
