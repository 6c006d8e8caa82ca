"""A last day, and all that ends with it."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from companion.access import leaving
from companion.accounts.models import Person
from companion.core.words import _
from companion.programs.moving import change_hours
from companion.programs.path import actions as path
from companion.programs.path import queries as paths
from companion.programs.path.actions import CannotStep, Step
from companion.records.alerts import queries as alerts
from companion.records.schedule import actions as sessions
from companion.records.schedule import queries as schedule

AHEAD = timedelta(days=366)


def step(
    client: Person, taken: Step, *, minutes: int | None, submission: UUID, by: Person, at: datetime
) -> None:
    """Up or down, with other hours a week from that day on if they change. Raises ``CannotStep``."""
    if paths.step_sent_as(client, submission) is None:
        path.take(client, taken, submission=submission, by=by, at=at)
        if minutes is not None:
            change_hours(client, minutes, on=taken.on, by=by, at=at)


def discharge(client: Person, last: Step, *, submission: UUID, by: Person, at: datetime) -> None:
    """The client's own sessions after the last day are cancelled. Raises ``CannotStep``.

    An alert that is open is answered first: after the last day nobody can.
    """
    if alerts.open_alerts_of([client.id]):
        raise CannotStep(_("A safety alert is still open. Please answer it first: later nobody can see it."))
    leaving.discharge(client, last, submission=submission, by=by, at=at)
    since = leaving.until(client, last.on, at)
    for one in schedule.appointments_of(client, since=since, until=since + AHEAD):
        if one.client_id == client.id:
            sessions.cancel(one, by=by, at=at)


def assess(client: Person, taken: Step, *, submission: UUID, by: Person, at: datetime) -> None:
    """Raises ``CannotStep``."""
    path.take(client, taken, submission=submission, by=by, at=at)
