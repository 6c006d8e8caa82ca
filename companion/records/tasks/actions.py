"""Opening a task for the care team."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from companion.accounts.models import Person
from companion.audit.models import Event
from companion.core.db import db
from companion.records.tasks.models import ACTION, Task
from companion.records.tasks.rules import Kind


def open_task(
    client: Person, *, kind: Kind, reason: str, due_on: date, subject_id: UUID, at: datetime
) -> Task:
    """One task of a kind for one subject, however often it is opened."""
    chosen = select(Task).where(Task.client_id == client.id, Task.subject_id == subject_id)
    found = [task for task in db.session.scalars(chosen) if task.kind == kind]
    if not found:
        event = Event(action=ACTION, program_id=client.program_id, at=at, by_id=client.id)
        event.client_id, event.subject_id = client.id, subject_id
        event.facts = {"kind": kind.value, "reason": reason, "due_on": due_on.isoformat()}
        db.session.add(event)
        db.session.flush()
        found = list(db.session.scalars(chosen))
    return found[0]
