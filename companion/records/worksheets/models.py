"""What a client writes while doing a skill: a way to say no, a thought looked at, a reason.

These are the client's alone: no page of the staff or of a supporter shows them.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from companion.core.db import Model, Moment, key, moment, person_key, program_key
from companion.core.sealed import Sealed
from companion.records.worksheets import rules
from companion.records.worksheets.rules import Kind


class Worksheet(Model):
    """``content`` is JSON: the answers by the names of the questions. ``position`` orders a kind, 0 first."""

    __tablename__ = "worksheets"
    __table_args__ = (
        UniqueConstraint("client_id", "submission_id"),
        Index("ix_worksheets_client_id_kind_made_at", "client_id", "kind", "made_at"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    submission_id: Mapped[UUID]
    kind: Mapped[Kind] = mapped_column(String(12))
    position: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[moment]
    removed_at: Mapped[datetime | None] = mapped_column(Moment)
    content_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    content = Sealed()

    @property
    def answers(self) -> dict[str, Any]:
        return rules.answered(Kind(self.kind), json.loads(self.content or "{}"))

    @answers.setter
    def answers(self, answers: dict[str, Any]) -> None:
        self.content = json.dumps(rules.answered(Kind(self.kind), answers), ensure_ascii=False)
