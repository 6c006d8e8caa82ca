from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from companion import demo
from companion.accounts import queries as people
from companion.accounts.models import Person
from companion.core.db import db
from companion.programs.models import Enrolment, Program
from companion.records.attendance.models import Notice
from companion.records.commitments import queries as commitments
from companion.records.commitments.models import Commitment
from companion.records.schedule import queries as schedule
from tests.cast import NOW


def weeks() -> list[str]:
    found = db.session.scalars(select(Commitment))
    return sorted(f"{one.kind} {one.weekdays} {one.starts_at} {one.label}" for one in found)


def test_the_demo_s_weeks_are_filled_and_two_clients_told_something(context: Flask) -> None:
    demo.make(clients=12, weeks=6, now=NOW)
    dana = people.person_by_email("client@demo.example")
    assert dana
    assert [one.kind for one in commitments.commitments_of(dana)] == ["work", "childcare"]
    assert len(weeks()) > 6
    assert db.session.scalars(select(Program)).one().allowed_misses == 4
    notices = db.session.scalars(select(Notice).order_by(Notice.reason)).all()
    assert [(one.kind, one.reason) for one in notices] == [("cannot_come", "childcare"), ("late", "work")]
    for notice in notices:
        client = db.session.get_one(Person, notice.client_id)
        session = schedule.next_appointment_of(client, NOW)
        assert session and session.id == notice.appointment_id


def test_who_left_has_no_week(context: Flask) -> None:
    demo.make(clients=12, weeks=6, now=NOW)
    left = db.session.scalars(select(Enrolment.client_id).where(Enrolment.ended_on.is_not(None))).all()
    assert left
    assert not db.session.scalars(select(Commitment).where(Commitment.client_id.in_(left))).all()


def test_a_clinic_without_clients_is_made_too(context: Flask) -> None:
    demo.make(clients=0, weeks=6, now=NOW)
    assert weeks() == []
