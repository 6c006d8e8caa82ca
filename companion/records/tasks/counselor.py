"""One list of what a counselor is asked to look at; each can be done, undone and taken over."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.programs import queries as programs
from companion.records.tasks import actions, queries, rules, wording

routes = Routes("tasks")
LIST = "tasks/_tasks.html"


@routes.show("/tasks", allow=Can.READ_TASKS)
def index() -> ResponseReturnValue:
    return show("tasks/counselor/index.html", LIST, **_listed())


@routes.accept("/caseload/<uuid:client_id>/tasks/<uuid:task_id>/completion", allow=Can.DO_TASKS)
def create_completion(client_id: UUID, task_id: UUID) -> ResponseReturnValue:
    actions.finish(queries.task_of(g.client, task_id), by=g.person, at=clock.now())
    return _to_list(task_id)


@routes.accept("/caseload/<uuid:client_id>/tasks/<uuid:task_id>/completion/undo", allow=Can.DO_TASKS)
def destroy_completion(client_id: UUID, task_id: UUID) -> ResponseReturnValue:
    actions.reopen(queries.task_of(g.client, task_id), by=g.person, at=clock.now())
    return _to_list(task_id)


@routes.accept("/caseload/<uuid:client_id>/tasks/<uuid:task_id>/owner", allow=Can.DO_TASKS)
def update_owner(client_id: UUID, task_id: UUID) -> ResponseReturnValue:
    actions.take(queries.task_of(g.client, task_id), by=g.person, at=clock.now())
    return _to_list(task_id)


def _to_list(changed: UUID) -> ResponseReturnValue:
    return done(LIST, then=url_for(".index"), **_listed(changed))


def _listed(changed: UUID | None = None) -> dict[str, Any]:
    """``changed`` is the task that gets the focus."""
    now = clock.now()
    zone = programs.program(g.person.program_id).zone
    return {
        "tasks": queries.open_tasks_for(g.person),
        "finished": queries.done_tasks_for(g.person, now),
        "today": rules.today_in(zone, now),
        "changed": changed,
        "wording": wording,
    }
