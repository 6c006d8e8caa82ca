"""What a client said about home. No page of a supporter reads it, whatever the client shares."""

from __future__ import annotations

import json
from uuid import UUID

from sqlalchemy import Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from companion.core.db import Model, key, moment, person_key, program_key
from companion.core.sealed import Sealed
from companion.records.home import rules


class HomeCheck(Model):
    __tablename__ = "home_checks"
    __table_args__ = (
        UniqueConstraint("client_id", "submission_id"),
        Index("ix_home_checks_client_id_answered_at", "client_id", "answered_at"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    submission_id: Mapped[UUID]
    answered_at: Mapped[moment]
    content_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    content = Sealed()

    @property
    def answers(self) -> dict[str, str]:
        """By question; one that was left open is not in it."""
        found: dict[str, str] = json.loads(self.content)
        return found

    @property
    def is_urgent(self) -> bool:
        return rules.is_urgent(self.answers)
