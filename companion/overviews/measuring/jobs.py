"""Asking the care team to look where a measure has waited for long."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid5
from zoneinfo import ZoneInfo

from companion.accounts.models import Person
from companion.programs import queries as programs
from companion.programs import stays
from companion.records.assessments import queries as assessments
from companion.records.assessments.queries import Standing
from companion.records.tasks import actions as tasks
from companion.records.tasks import queries as known_tasks
from companion.records.tasks.rules import Kind, Reason


def open_next_overdue(now: datetime) -> bool:
    """Open one task, in a transaction of the caller's. Says whether one was opened."""
    for program in programs.programs():
        for client in stays.present_clients(program.id, now):
            for standing in assessments.overdue_of(client, now):
                if _open(client, standing, now):
                    return True
    return False


def _open(client: Person, standing: Standing, now: datetime) -> bool:
    """One task for each time that it was due, however often it is looked at."""
    subject_id = uuid5(client.id, f"{standing.instrument.key} {standing.next_on}")
    if known_tasks.task_about(client, Kind.MEASURE_OVERDUE, subject_id):
        return False
    today = now.astimezone(ZoneInfo(client.zone)).date()
    kind = Kind.MEASURE_OVERDUE
    tasks.open_task(client, kind=kind, reason=Reason.OVERDUE, due_on=today, subject_id=subject_id, at=now)
    return True
