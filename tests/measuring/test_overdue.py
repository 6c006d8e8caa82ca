"""A measure that has waited for a week makes one task, and no second one for the same wait."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from companion import working
from companion.core.db import db
from companion.overviews.measuring.jobs import open_next_overdue
from companion.programs.models import Enrolment
from companion.records.assessments import rules
from companion.records.tasks.models import Task
from companion.records.tasks.rules import Kind, Reason
from tests.cast import NOW, Cast
from tests.measuring.taking import TYPICAL, answer_all
from tests.visitor import Visitor

A_WEEK = timedelta(weeks=1)
DUE = date(2026, 11, 18)


@pytest.mark.parametrize(("days", "late"), [(0, False), (6, False), (7, True), (30, True)])
def test_a_week_after_it_was_due_is_late(days: int, late: bool) -> None:
    assert rules.is_overdue(DUE, DUE + timedelta(days=days)) is late
    assert not rules.is_overdue(None, DUE)


def tasks_of(app: Flask, cast: Cast, now: datetime) -> list[Task]:
    with app.app_context():
        while open_next_overdue(now):
            db.session.commit()
        return list(db.session.scalars(select(Task).where(Task.client_id == cast.rosa)))


def test_each_wait_is_one_task_however_often_it_is_looked_at(app: Flask, cast: Cast) -> None:
    found = tasks_of(app, cast, NOW)
    assert len(found) == 3, "three are asked for since her first day, a month ago"
    assert {(one.kind, one.reason, one.due_on, one.owner_id) for one in found} == {
        (Kind.MEASURE_OVERDUE, Reason.OVERDUE, NOW.date(), cast.cora)
    }
    assert len(tasks_of(app, cast, NOW + A_WEEK)) == 3


def test_an_answer_starts_a_new_wait(app: Flask, cast: Cast, rosa: Visitor) -> None:
    answer_all(rosa, "bam-iop", TYPICAL)
    assert len(tasks_of(app, cast, NOW)) == 2
    assert len(tasks_of(app, cast, NOW + A_WEEK + timedelta(days=6))) == 2
    assert len(tasks_of(app, cast, NOW + 2 * A_WEEK)) == 3


def test_nobody_is_asked_about_who_has_left(app: Flask, cast: Cast) -> None:
    with app.app_context():
        for stay in db.session.scalars(select(Enrolment)):
            stay.ended_on = date(2026, 11, 17)
        db.session.commit()
    assert tasks_of(app, cast, NOW) == []


def test_the_worker_looks_for_it(app: Flask, cast: Cast) -> None:
    with app.app_context():
        working.turn(None, is_looking=False)
        assert db.session.scalars(select(Task)).all() == []
        working.turn(None)
        assert db.session.scalars(select(Task).where(Task.client_id == cast.rosa)).all()
