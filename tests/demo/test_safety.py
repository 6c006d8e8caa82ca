from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from companion import demo
from companion.accounts import queries as people
from companion.core.db import db
from companion.outbox.models import Message
from companion.programs import queries as programs
from companion.programs.models import Program
from companion.records.agenda import queries as agenda
from companion.records.alerts import queries as alerts
from companion.records.alerts.models import SafetyAlert
from companion.records.tasks import queries as tasks
from tests.cast import NOW


def test_the_demo_shows_one_open_alert_and_one_closed_tasks_and_topics(context: Flask) -> None:
    demo.make(clients=12, weeks=6, now=NOW)
    dana, maya = (people.person_by_email(f"{name}@demo.example") for name in ("client", "counselor"))
    assert dana and maya
    found = {alert.state: alert for alert in db.session.scalars(select(SafetyAlert))}
    assert set(found) == {"seen", "closed"}
    assert [alert.id for alert in alerts.alerts_of(dana)] == [found["closed"].id]
    assert all(act.at <= NOW for alert in found.values() for act in alert.acts)
    # The last two are about who asks for help: the whole team's.
    assert [task.owner_id for task in tasks.open_tasks_for(maya, NOW)] == [maya.id] * 3 + [None] * 2
    assert len(tasks.done_tasks_for(maya, NOW)) == 1
    assert len(agenda.topics_of(dana, NOW)) == 2
    assert programs.next_staffed(db.session.scalars(select(Program)).one().id, NOW).is_now


@pytest.mark.parametrize("clients", [0, 1, 3])
def test_a_smaller_clinic_has_fewer_stories(context: Flask, clients: int) -> None:
    demo.make(clients=clients, weeks=1, now=NOW)
    assert db.session.scalar(select(func.count()).select_from(SafetyAlert)) == min(clients, 1)


def test_no_mail_goes_to_the_demo_s_made_up_addresses(context: Flask) -> None:
    demo.make(clients=12, weeks=1, now=NOW)
    assert db.session.scalars(select(Message)).all() == []
