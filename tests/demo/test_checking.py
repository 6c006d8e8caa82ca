"""The demo's days: weeks of check-ins with gaps, some who used, and one who comes back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from companion import demo
from companion.accounts import queries as people
from companion.accounts.models import Person
from companion.core.db import db
from companion.records.days import queries as days
from companion.records.days import rules
from companion.records.days.models import CheckIn, DayCount, Use
from tests.cast import NOW


def found(email: str) -> Person:
    person = people.person_by_email(f"{email}@demo.example")
    assert person
    return person


@pytest.fixture
def clinic(context: Flask) -> Flask:
    demo.make(clients=12, weeks=10, now=NOW)
    return context


def test_there_are_ten_weeks_with_gaps(clinic: Flask) -> None:
    first, last, count = db.session.execute(
        select(func.min(CheckIn.day), func.max(CheckIn.day), func.count())
    ).one()
    today = rules.day_in("America/New_York", NOW)
    assert timedelta(weeks=9) < today - first <= timedelta(weeks=10)
    assert last == today - timedelta(days=1)
    assert count > 200
    dana = found("client")
    marks = days.marks_of(dana)
    span = (max(marks) - min(marks)).days + 1
    assert 0.6 * span < len(marks) < span, "she fills in most days, and not every one"
    assert {None, *rules.Mood} == set(db.session.scalars(select(CheckIn.mood)))


def test_dana_used_once_and_her_numbers_stand(clinic: Flask) -> None:
    standing = days.standing_of(found("client"), NOW)
    assert standing.check_in is None, "today is there to be done"
    (use,) = standing.uses
    assert use.used_on == standing.day - timedelta(days=4)
    assert use.is_team_told
    assert standing.numbers.in_recovery == 64
    assert standing.numbers.without_use > 15
    assert standing.step is None


def test_one_comes_back_after_twelve_days(clinic: Flask) -> None:
    standing = days.standing_of(found("client-9"), NOW)
    assert standing.is_back
    assert max(standing.marks) == standing.day - timedelta(days=12)
    assert standing.numbers.without_use > 0


def test_who_begins_today_has_nothing_yet(clinic: Flask) -> None:
    standing = days.standing_of(found("client-1"), NOW)
    assert (standing.marks, standing.uses, standing.count) == ({}, [], None)


def test_nothing_lies_ahead(clinic: Flask) -> None:
    assert db.session.scalar(select(func.max(CheckIn.answered_at))) <= NOW
    assert db.session.scalar(select(func.max(Use.told_at))) <= NOW
    assert db.session.scalar(select(func.max(DayCount.changed_at))) <= NOW
