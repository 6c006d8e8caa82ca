"""A task, read from the trail until it has a table of its own."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped

from companion.audit.models import Event

ACTION = "task:opened"


class FromTrail(DeclarativeBase):
    pass


class Task(FromTrail):
    __table__ = (
        select(Event.id, Event.client_id, Event.subject_id, Event.at.label("opened_at"), Event.facts)
        .where(Event.action == ACTION)
        .subquery()
    )
    __mapper_args__ = {"primary_key": [__table__.c.id]}  # noqa: RUF012  # how SQLAlchemy is told

    id: Mapped[UUID]
    client_id: Mapped[UUID]
    subject_id: Mapped[UUID]
    opened_at: Mapped[datetime]
    facts: Mapped[dict[str, Any]]

    @property
    def kind(self) -> str:
        return str(self.facts["kind"])

    @property
    def reason(self) -> str:
        return str(self.facts["reason"])

    @property
    def due_on(self) -> date:
        return date.fromisoformat(self.facts["due_on"])
