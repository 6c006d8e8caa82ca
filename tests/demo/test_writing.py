from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from companion import demo
from companion.core.db import db
from companion.records.cravings.models import Craving
from companion.records.waves.models import WaveRating
from companion.records.worksheets.models import Worksheet
from companion.records.worksheets.rules import QUESTIONS, Kind
from tests.cast import NOW


def test_the_demo_client_wrote_something_for_each_skill_that_asks_for_words(context: Flask) -> None:
    demo.make(clients=2, weeks=6, now=NOW)
    sheets = db.session.scalars(select(Worksheet)).all()
    assert {Kind(one.kind) for one in sheets} == set(Kind)
    assert len({one.client_id for one in sheets}) == 1
    assert all(one.made_at <= NOW for one in sheets)
    assert all(one.answers[question] is not None for one in sheets for question in QUESTIONS[Kind(one.kind)])


def test_her_last_wave_ended_with_its_last_number(context: Flask) -> None:
    demo.make(clients=1, weeks=6, now=NOW)
    ratings = db.session.scalars(select(WaveRating).order_by(WaveRating.rated_at)).all()
    assert len({one.craving_id for one in ratings}) == 1
    craving = db.session.get_one(Craving, ratings[0].craving_id)
    assert craving.strength_after == ratings[-1].strength
    assert craving.rated_at and craving.rated_at >= ratings[-1].rated_at
