from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from companion import demo
from companion.accounts import queries as people
from companion.core.db import db
from companion.outbox.models import Message
from companion.records.enquiries import queries
from companion.records.enquiries.rules import Outcome
from tests.cast import NOW


def test_four_ask_the_demo_clinic_for_help_and_one_is_held(context: Flask) -> None:
    demo.make(clients=12, weeks=6, now=NOW)
    counselor = people.person_by_email("counselor@demo.example")
    assert counselor
    waiting = queries.open_enquiries(counselor)
    assert [(one.language, one.claimer == counselor) for one in waiting] == [("es", True), ("en", False)]
    assert len(queries.held_enquiries(counselor)) == 1
    assert [one.outcome for one in queries.closed_enquiries(counselor)] == [Outcome.REFERRED]
    assert all(one.answer_by for one in waiting)
    assert db.session.scalars(select(Message)).all() == [], "no mail goes to addresses of the demo"
