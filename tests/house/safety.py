"""What is Rosa's when she is not safe, and what waits to be looked at and talked about."""

from __future__ import annotations

from datetime import time
from uuid import uuid4

from companion.accounts.models import Person
from companion.core.db import db
from companion.programs.models import StaffedHours
from companion.records.agenda.models import Topic
from companion.records.alerts import actions as alerts
from companion.records.alerts.models import SafetyAlert
from companion.records.alerts.rules import Act, Source
from companion.records.tasks import actions as tasks
from companion.records.tasks.models import Task
from companion.records.tasks.rules import Kind, Reason
from tests.cast import NOW, Cast


def safety_rows(cast: Cast, words: str) -> list[SafetyAlert | Task | Topic]:
    """An open alert that Cora has written a note to, with its notice; a task, and a topic."""
    rosa, cora = (db.session.get_one(Person, one) for one in (cast.rosa, cast.cora))
    hours = StaffedHours(program_id=cast.program, weekday=2, opens_at=time(8), closes_at=time(18))
    alert = alerts.open_alert(rosa, source=Source.CRAVING, subject_id=uuid4(), at=NOW)
    alerts.act(alert, Act.NOT_REACH, note=words, submission=uuid4(), by=cora, at=NOW)
    due_on = NOW.date()
    task = tasks.open_task(
        rosa, kind=Kind.HOME_CHECK, reason=Reason.NOT_SAFE, due_on=due_on, subject_id=uuid4(), at=NOW
    )
    topic = Topic(program_id=cast.program, client_id=cast.rosa, submission_id=uuid4(), added_at=NOW)
    topic.body = words
    db.session.add_all([hours, topic])
    db.session.flush()
    return [alert, task, topic]
