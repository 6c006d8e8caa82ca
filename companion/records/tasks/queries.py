"""Finding tasks: about the clients of a care team, never anyone else's."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from companion.access import queries as access
from companion.accounts.models import Person
from companion.core.db import db, one_or_404
from companion.records.tasks import rules
from companion.records.tasks.models import Task
from companion.records.tasks.rules import Kind


def open_tasks_for(counselor: Person) -> list[Task]:
    """About the counselor's clients: the counselor's own first, then by the day on which they are due."""
    found = db.session.scalars(_about_clients_of(counselor).where(Task.done_at.is_(None)))
    return sorted(found, key=lambda task: (task.owner_id != counselor.id, task.due_on, task.opened_at))


def done_tasks_for(counselor: Person, now: datetime) -> list[Task]:
    """Those done in the last days, the newest first."""
    chosen = _about_clients_of(counselor).where(Task.done_at > now - rules.SHOWN_DONE)
    return list(db.session.scalars(chosen.order_by(Task.done_at.desc(), Task.id)))


def task_of(client: Person, task_id: UUID) -> Task:
    return one_or_404(select(Task).where(Task.client_id == client.id, Task.id == task_id))


def task_about(client: Person, kind: Kind, subject_id: UUID) -> Task | None:
    """The task that was opened for this already, also if it is done."""
    return db.session.scalar(
        select(Task).where(Task.client_id == client.id, Task.kind == kind, Task.subject_id == subject_id)
    )


def _about_clients_of(counselor: Person) -> Select[Task]:
    ids = [client.id for client in access.clients_of(counselor)]
    people = (joinedload(Task.client), joinedload(Task.owner), joinedload(Task.doer))
    return select(Task).options(*people).where(Task.client_id.in_(ids))
