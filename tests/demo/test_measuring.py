from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from companion import demo
from companion.accounts import queries as people
from companion.accounts.models import Person
from companion.core.db import db
from companion.records.assessments import queries
from companion.records.assessments.models import Measure
from companion.records.home import queries as home
from companion.records.home import rules
from companion.records.home.models import HomeCheck
from tests.cast import NOW


@pytest.fixture
def dana(context: Flask) -> Person:
    demo.make(clients=12, weeks=6, now=NOW)
    found = people.person_by_email("client@demo.example")
    assert found
    return found


def test_the_demo_client_has_weeks_of_answers_and_some_to_give(dana: Person) -> None:
    weekly = queries.finished_of(dana, "bam_iop")
    assert [one.numbers for one in reversed(weekly)] == [
        {"use": 0, "risk": 21, "protective": 4},
        {"use": 0, "risk": 16, "protective": 10},
        {"use": 0, "risk": 14, "protective": 17},
        {"use": 0, "risk": 10, "protective": 19},
        {"use": 1, "risk": 16, "protective": 19},
    ]
    assert [one.instrument.slug for one in queries.due_of(dana, NOW)] == ["phq-9"]
    assert home.is_due(dana, NOW)
    assert queries.standings_of(dana, NOW)[1].draft is None


def test_the_others_have_six_weeks_and_nobody_an_answer_that_calls_for_a_person(dana: Person) -> None:
    counted = select(func.count()).where(Measure.instrument_key == "bam_iop").group_by(Measure.client_id)
    counts = db.session.scalars(counted).all()
    assert max(counts) >= 6
    assert len(counts) >= 9
    assert not any(measure.is_urgent for measure in db.session.scalars(select(Measure)))
    assert not any(rules.reasons_in(check.answers) for check in db.session.scalars(select(HomeCheck)))


def test_nothing_lies_ahead(dana: Person) -> None:
    assert db.session.scalar(select(func.max(Measure.finished_at))) <= NOW
    assert db.session.scalar(select(func.max(HomeCheck.answered_at))) <= NOW
