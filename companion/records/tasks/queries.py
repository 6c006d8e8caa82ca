"""Finding tasks: about the clients of a care team, never anyone else's."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from companion.access import queries as access
from companion.accounts.models import Person
from companion.core.db import db, one_or_404
from companion.records.tasks import rules
from companion.records.tasks.models import Task
from companion.records.tasks.rules import Kind


def open_tasks_for(counselor: Person, now: datetime) -> list[Task]:
    """About the counselor's clients, and about who asks for help: the counselor's own first, then by the day
    on which they are due.
    """
    found = db.session.scalars(_about_clients_of(counselor, now).where(Task.done_at.is_(None)))
    return sorted(found, key=lambda task: (task.owner_id != counselor.id, task.due_on, task.opened_at))


def done_tasks_for(counselor: Person, now: datetime) -> list[Task]:
    """Those about clients done in the last days, the newest first. What was done for who asks for help stands
    with the request.
    """
    recent = (Task.done_at > now - rules.SHOWN_DONE, Task.client_id.is_not(None))
    chosen = _about_clients_of(counselor, now).where(*recent)
    return list(db.session.scalars(chosen.order_by(Task.done_at.desc(), Task.id)))


def count_owned_by(person: Person) -> int:
    """Open ones that wait for this member of staff first."""
    chosen = select(func.count()).where(Task.owner_id == person.id, Task.done_at.is_(None))
    return db.session.scalar(chosen) or 0


def task_of(client: Person, task_id: UUID) -> Task:
    return one_or_404(select(Task).where(Task.client_id == client.id, Task.id == task_id))


def task_about(client: Person, kind: Kind, subject_id: UUID) -> Task | None:
    """The task that was opened for this already, also if it is done."""
    return db.session.scalar(
        select(Task).where(Task.client_id == client.id, Task.kind == kind, Task.subject_id == subject_id)
    )


def team_task_about(program_id: UUID, kind: Kind, subject_id: UUID) -> Task | None:
    """The same, where there is no client yet."""
    return db.session.scalar(
        select(Task).where(
            Task.program_id == program_id,
            Task.client_id.is_(None),
            Task.kind == kind,
            Task.subject_id == subject_id,
        )
    )


def _about_clients_of(counselor: Person, now: datetime) -> Select[Task]:
    ids = [client.id for client in access.clients_of(counselor, now)]
    people = (joinedload(Task.client), joinedload(Task.owner), joinedload(Task.doer))
    is_teams = and_(Task.program_id == counselor.program_id, Task.client_id.is_(None))
    return select(Task).options(*people).where(or_(Task.client_id.in_(ids), is_teams))
