"""Closing an account. The record stays as long as it has to, and the way back is a new link."""

from __future__ import annotations

from datetime import datetime

from companion.access import actions as access
from companion.access import queries as supports
from companion.accounts import actions as accounts
from companion.accounts.models import Person
from companion.core.db import new_id
from companion.programs.path import queries as paths
from companion.records.calendars import actions as calendars
from companion.records.tasks import actions as tasks
from companion.records.tasks.rules import Kind, Reason


def close(client: Person, *, at: datetime) -> None:
    """At once: nobody who supports sees anything, no address works, nothing is sent, the team knows."""
    for support in supports.supports_of(client):
        access.end_support(support, by=client, at=at)
    calendars.revoke(client, at=at)
    if supports.own_counselors_of(client, at):
        today = paths.today_for(client, at)
        tasks.open_task(
            client, kind=Kind.ACCOUNT, reason=Reason.CLOSED, due_on=today, subject_id=new_id(), at=at
        )
    accounts.leave(client, by=client, at=at)
