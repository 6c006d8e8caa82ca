"""Opening tasks, taking them over, and doing them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from companion.access import queries as access
from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.records.tasks import queries
from companion.records.tasks.models import Task
from companion.records.tasks.rules import Kind, Reason


def open_task(
    client: Person, *, kind: Kind, reason: str, due_on: date, subject_id: UUID, at: datetime
) -> Task:
    """One for each kind and subject, however often it is asked for, also after it was done.

    Whoever has worked with the client the longest owns it. Raises ValueError for a reason that is not in
    ``rules.Reason``: what a person wrote has no place here.
    """
    known = Reason(reason)
    earlier = queries.task_about(client, kind, subject_id)
    if earlier:
        return earlier
    task = Task(program_id=client.program_id, client_id=client.id, subject_id=subject_id)
    task.kind, task.reason, task.due_on, task.opened_at = kind, known, due_on, at
    task.owner = next(iter(access.own_counselors_of(client, at)), None)
    db.session.add(task)
    db.session.flush()
    _note("task:opened", task, client, at, kind=kind)
    return task


def open_team_task(
    program_id: UUID, *, kind: Kind, reason: Reason, due_on: date, subject_id: UUID, at: datetime
) -> Task:
    """About somebody who asks for help: every counselor of the program sees it. One for each subject."""
    earlier = queries.team_task_about(program_id, kind, subject_id)
    if earlier:
        return earlier
    task = Task(program_id=program_id, subject_id=subject_id, kind=kind, reason=reason)
    task.due_on, task.opened_at = due_on, at
    db.session.add(task)
    db.session.flush()
    _note("task:opened", task, None, at, kind=kind)
    return task


def finish_team_task(program_id: UUID, kind: Kind, subject_id: UUID, *, by: Person, at: datetime) -> None:
    """What was to be done about it was done, wherever that was written down."""
    task = queries.team_task_about(program_id, kind, subject_id)
    if task:
        finish(task, by=by, at=at)


def take(task: Task, *, by: Person, at: datetime) -> None:
    if task.owner_id != by.id:
        task.owner = by
        _note("task:taken", task, by, at)


def finish(task: Task, *, by: Person, at: datetime) -> None:
    """The first one who says so did it."""
    _wait_for_others(task)
    if task.done_at is None:
        task.done_at, task.doer = at, by
        _note("task:done", task, by, at)


def reopen(task: Task, *, by: Person, at: datetime) -> None:
    _wait_for_others(task)
    if task.done_at:
        task.done_at, task.doer = None, None
        _note("task:reopened", task, by, at)


def _wait_for_others(task: Task) -> None:
    db.session.refresh(task, with_for_update=True)


def _note(action: str, task: Task, by: Person | None, at: datetime, **facts: str) -> None:
    trail.note(
        action,
        program_id=task.program_id,
        at=at,
        by_id=by.id if by else None,
        client_id=task.client_id,
        subject_id=task.id,
        **facts,
    )
