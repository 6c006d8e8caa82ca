"""What a counselor considered about the level of care of somebody who asks for help."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from companion.accounts.models import Person
from companion.core.db import Model, Moment, key, moment, person_key, program_key
from companion.core.sealed import Sealed
from companion.records.levels.rules import Answer, Dimension


class LevelCheck(Model):
    """Each is kept; the newest counts. ``talked_at`` is when a clinician was asked about a higher level."""

    __tablename__ = "level_checks"
    __table_args__ = (
        UniqueConstraint("enquiry_id", "submission_id"),
        Index("ix_level_checks_enquiry_id_made_at", "enquiry_id", "made_at"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    enquiry_id: Mapped[UUID] = mapped_column(ForeignKey("enquiries.id"))
    submission_id: Mapped[UUID]
    made_by: Mapped[person_key]
    made_at: Mapped[moment]
    talked_at: Mapped[datetime | None] = mapped_column(Moment)
    content_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    content = Sealed(owner="enquiry_id")
    note = Sealed(owner="enquiry_id")

    maker: Mapped[Person] = relationship(foreign_keys="LevelCheck.made_by")

    def write(self, answers: Mapping[Dimension, Answer]) -> None:
        self.content = json.dumps(answers)

    @property
    def answers(self) -> dict[Dimension, Answer]:
        found = json.loads(self.content or "{}")
        return {Dimension(name): Answer(answer) for name, answer in found.items()}
