from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from companion import demo
from companion.access.models import Cover
from companion.accounts import queries as people
from companion.core.db import db
from companion.records.messages import queries
from tests.cast import NOW


def test_the_demo_client_waits_for_an_answer_to_her_last_message(context: Flask) -> None:
    demo.make(clients=12, weeks=6, now=NOW)
    dana = people.person_by_email("client@demo.example")
    assert dana
    newest, answer, first = queries.thread_of(dana)
    assert newest.is_from_client and first.is_from_client and not answer.is_from_client
    assert first.read_at and not newest.read_at
    assert queries.waiting_of([dana.id])[dana.id].since == newest.sent_at


def test_a_colleague_stands_in_next_week_and_not_today(context: Flask) -> None:
    demo.make(clients=12, weeks=6, now=NOW)
    cover = db.session.scalars(select(Cover)).one()
    assert cover.first_on > NOW.date()
    assert cover.counselor_id != cover.colleague_id
