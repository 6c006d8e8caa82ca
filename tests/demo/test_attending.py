from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from companion import demo
from companion.accounts import queries as people
from companion.accounts.models import Person
from companion.core.db import db
from companion.overviews.today import queries as today
from companion.records.attendance import rules
from companion.records.attendance.models import Attendance, Taught
from companion.records.schedule.models import Appointment
from companion.records.skills.shelves import shelf_of
from tests.cast import NOW


@pytest.fixture
def dana(context: Flask) -> Person:
    demo.make(clients=12, weeks=6, now=NOW)
    found = people.person_by_email("client@demo.example")
    assert found
    return found


def test_dana_came_to_two_of_her_last_three_and_has_something_to_practise(dana: Person) -> None:
    chosen = select(Attendance).where(Attendance.client_id == dana.id)
    newest = db.session.scalars(chosen.order_by(Attendance.starts_at.desc()).limit(3)).all()
    assert [row.status for row in newest] == ["here", "late", "excused"]
    lesson = today.lesson_for(dana, shelf_of(dana.program_id), NOW)
    assert lesson is not None
    assert [skill.key for skill in lesson.skills] == [
        row.skill_key
        for row in db.session.scalars(select(Taught).where(Taught.appointment_id == lesson.appointment.id))
    ]


def test_every_session_that_is_over_is_marked_and_none_that_is_to_come(dana: Person) -> None:
    over = select(func.count(Appointment.id)).where(
        Appointment.ends_at <= NOW, Appointment.cancelled_at.is_(None), Appointment.client_id == dana.id
    )
    marked = select(Attendance.appointment_id).where(Attendance.client_id == dana.id)
    count = db.session.scalar(over)
    assert count
    assert count == db.session.scalar(over.where(Appointment.id.in_(marked)))
    latest = db.session.scalar(select(func.max(Attendance.marked_at)))
    assert latest is not None and latest <= NOW


def test_each_mark_says_the_minutes_that_follow_from_it(dana: Person) -> None:
    found = db.session.execute(
        select(Attendance, Appointment).join(Appointment, Appointment.id == Attendance.appointment_id)
    ).all()
    assert {row.status for row, _ in found} == set(rules.Status)
    for row, session in found:
        planned = rules.length(session.starts_at, session.ends_at)
        assert row.minutes == rules.minutes_attended(rules.Status(row.status), planned, row.minutes_missed)
