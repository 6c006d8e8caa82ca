"""What a care team is asked to look at."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from companion.accounts.models import Person
from companion.core.db import Model, Moment, key, moment, program_key
from companion.records.tasks.rules import Kind, Reason


class Task(Model):
    """``subject_id`` is the entry to look at. Anyone on the care team may do it, the owner first.

    About somebody who asks for help there is no client yet: then it is for every counselor of the program.
    """

    __tablename__ = "tasks"
    __table_args__ = (
        UniqueConstraint("client_id", "kind", "subject_id"),
        Index("ix_tasks_client_id_done_at", "client_id", "done_at"),
        Index("ix_tasks_program_id_done_at", "program_id", "done_at"),
        Index(
            "uq_tasks_kind_subject_id",
            "kind",
            "subject_id",
            unique=True,
            sqlite_where=text("client_id is null"),
            postgresql_where=text("client_id is null"),
        ),
        CheckConstraint("(done_at is null) = (done_by is null)", name="done"),
        CheckConstraint("(client_id is null) = (kind in ('enquiry', 'level'))", name="client"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    subject_id: Mapped[UUID]
    kind: Mapped[Kind] = mapped_column(String(20))
    reason: Mapped[Reason] = mapped_column(String(20))
    due_on: Mapped[date]
    opened_at: Mapped[moment]
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    done_at: Mapped[datetime | None] = mapped_column(Moment)
    done_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))

    client: Mapped[Person | None] = relationship(foreign_keys="Task.client_id")
    owner: Mapped[Person | None] = relationship(foreign_keys="Task.owner_id")
    doer: Mapped[Person | None] = relationship(foreign_keys="Task.done_by")
