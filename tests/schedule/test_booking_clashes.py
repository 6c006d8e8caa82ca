"""Nobody is booked twice without knowing it: not the counselor, not a room, not the client's own week."""

from __future__ import annotations

from datetime import time
from uuid import uuid4

from flask import Flask

from companion.core.db import db
from companion.records.commitments.models import Commitment
from companion.records.schedule.models import Appointment
from tests.cast import NOW, Cast
from tests.schedule.plans import book, days_from_now, person
from tests.schedule.test_booking import booking, session_form, stored
from tests.visitor import Visitor


def works(app: Flask, cast: Cast) -> None:
    """Rosa works on Thursdays from 9 to 5."""
    with app.app_context():
        whose = {"program_id": cast.program, "client_id": cast.rosa, "submission_id": uuid4()}
        db.session.add(
            Commitment(
                **whose, kind="work", weekdays="3", starts_at=time(9), ends_at=time(17), created_at=NOW
            )
        )
        db.session.commit()


def test_what_fills_the_clients_week_is_said_before_booking(cora: Visitor, app: Flask, cast: Cast) -> None:
    works(app, cast)
    assert "Work: Thu" in cora.get(booking(cast)).text
    answer = cora.post(booking(cast), **session_form(cast, title="Kept title"))
    assert answer.status_code == 422
    assert "This client has something else then:" in answer.text
    assert 'value="Kept title"' in answer.text
    assert stored(app, Appointment) == []
    assert cora.post(booking(cast), **session_form(cast, anyway="y")).status_code == 303
    assert len(stored(app, Appointment)) == 1


def test_after_work_is_free(cora: Visitor, app: Flask, cast: Cast) -> None:
    works(app, cast)
    assert cora.post(booking(cast), **session_form(cast, starts_at="17:00")).status_code == 303


def test_a_taken_counselor_is_said_without_the_other_clients_name(
    cora: Visitor, app: Flask, cast: Cast
) -> None:
    with app.app_context():
        book(cast, days_from_now(0, hours=17), client=person(cast.omar), title="Omar’s session")
        db.session.commit()
    answer = cora.post(booking(cast), **session_form(cast))
    assert answer.status_code == 422
    assert "Someone or a room is busy then" in answer.text
    assert "Omar" not in answer.text


def test_a_session_is_moved_and_she_sees_it(cora: Visitor, rosa: Visitor, app: Flask, cast: Cast) -> None:
    with app.app_context():
        appointment_id = book(cast, days_from_now(1), at=NOW).id
        db.session.commit()
    address = f"/caseload/{cast.rosa}/appointments/{appointment_id}/change"
    assert 'value="17:00"' in cora.get(address).text
    assert address in cora.get(booking(cast)).text
    answer = cora.post(address, **session_form(cast, starts_at="18:30"))
    assert (answer.status_code, answer.location) == (303, f"/caseload/{cast.rosa}/brief")
    assert "6:30\u202fPM – 7:30\u202fPM" in rosa.get("/schedule").text
    assert [row.sequence for row in stored(app, Appointment)] == [1]


def test_she_sees_beside_a_session_what_it_clashes_with(rosa: Visitor, app: Flask, cast: Cast) -> None:
    works(app, cast)
    with app.app_context():
        book(cast, days_from_now(1, hours=-4))
        book(cast, days_from_now(1))
        db.session.commit()
    assert rosa.get("/schedule").text.count("At the same time: Work") == 1


def test_only_the_care_team_moves_a_session(
    wes: Visitor, rosa: Visitor, ada: Visitor, app: Flask, cast: Cast
) -> None:
    with app.app_context():
        appointment_id = book(cast, days_from_now(1)).id
        db.session.commit()
    address = f"/caseload/{cast.rosa}/appointments/{appointment_id}/change"
    assert {visitor.get(address).status_code for visitor in (wes, rosa, ada)} == {404}
    assert wes.post(address, **session_form(cast)).status_code == 404
