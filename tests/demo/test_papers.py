from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from companion import demo
from companion.core.db import db
from companion.overviews.letters import queries as overview
from companion.records.letters.models import Letter
from companion.records.letters.rules import State
from tests.cast import NOW


def test_one_letter_is_signed_and_one_waits(context: Flask) -> None:
    demo.make(clients=2, weeks=6, now=NOW)
    signed, waiting = db.session.scalars(select(Letter).order_by(Letter.asked_at)).all()
    assert (signed.state, waiting.state) == (State.SIGNED, State.WAITING)
    facts = overview.facts_of(signed.client, signed)
    assert facts.days
    assert all(signed.first_on <= day <= signed.last_on for day, _ in facts.days)
    assert overview.facts_of(waiting.client, waiting).days


def test_where_nobody_came_yet_nothing_is_signed(context: Flask) -> None:
    demo.make(clients=1, weeks=0, now=NOW)
    assert {letter.state for letter in db.session.scalars(select(Letter))} == {State.WAITING}
