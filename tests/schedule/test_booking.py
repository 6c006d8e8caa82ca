from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from companion.audit.models import Disclosure
from companion.core.db import db
from companion.records.schedule.models import Appointment
from tests.cast import NOW, Cast
from tests.schedule.plans import book, days_from_now, person, plan_group
from tests.visitor import Visitor


def session_form(cast: Cast, **changes: Any) -> dict[str, Any]:
    return {
        "title": "One-on-one session",
        "facilitator": str(cast.cora),
        "day": "2026-11-19",
        "starts_at": "10:00",
        "minutes": "60",
        "place": "",
        "video_link": "https://video.example/7",
    } | changes


def stored(app: Flask, model: Any) -> list[Any]:
    with app.app_context():
        return list(db.session.scalars(select(model)))


def booking(cast: Cast) -> str:
    return f"/caseload/{cast.rosa}/appointments/new"


def test_a_counselor_books_for_her_client_in_the_programs_time(
    cora: Visitor, rosa: Visitor, omar: Visitor, app: Flask, cast: Cast
) -> None:
    with app.app_context():
        person(cast.rosa).zone = "America/Denver"
        db.session.commit()
    assert "their zone is America/Denver" in cora.get(booking(cast)).text
    answer = cora.post(booking(cast), **session_form(cast))
    assert (answer.status_code, answer.location) == (303, f"/caseload/{cast.rosa}/brief")
    (appointment,) = stored(app, Appointment)
    assert appointment.starts_at == days_from_now(0, hours=17)
    assert "8:00\u202fAM" in rosa.get("/schedule").text
    assert "One-on-one" not in omar.get("/schedule").text
    assert "One-on-one session</bdi>" in cora.get(booking(cast)).text


def test_an_appointment_that_is_sent_twice_is_one_appointment(cora: Visitor, app: Flask, cast: Cast) -> None:
    for _ in range(2):
        answer = cora.post(booking(cast), **session_form(cast, anyway="y"))
        assert answer.status_code == 303
    assert len(stored(app, Appointment)) == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"day": "2026-11-17"}, "Please pick a day from 2026-11-18 to 2029-01-25."),
        ({"day": "2026-11-18", "starts_at": "17:00"}, "Please pick a time that is still to come."),
        ({"day": "0001-01-01"}, "Please pick a day from"),
        ({"day": ""}, "Please pick a day."),
        ({"facilitator": "WES"}, "Please choose one from the list."),
        ({"video_link": ""}, "Please add a place, a video link, or both."),
    ],
)
def test_what_an_appointment_cannot_be_is_said_and_not_stored(
    cora: Visitor, app: Flask, cast: Cast, changes: dict[str, str], said: str
) -> None:
    if changes.get("facilitator"):
        changes = {"facilitator": str(cast.wes)}
    answer = cora.post(booking(cast), **session_form(cast, **changes))
    assert answer.status_code == 422
    assert said in answer.text
    assert stored(app, Appointment) == []


def test_a_counselor_cancels_and_the_client_sees_it(
    cora: Visitor, rosa: Visitor, app: Flask, cast: Cast
) -> None:
    cora.post(booking(cast), **session_form(cast))
    (appointment,) = stored(app, Appointment)
    address = f"/caseload/{cast.rosa}/appointments/{appointment.id}/cancel"
    assert address in cora.get(booking(cast)).text
    assert cora.post(address).location == f"/caseload/{cast.rosa}/brief"
    assert "Cancelled" in rosa.get("/schedule").text
    assert address not in cora.get(booking(cast)).text
    assert [row.cancelled_at for row in stored(app, Appointment)] == [NOW]


def test_what_has_begun_is_not_cancelled_any_more(cora: Visitor, app: Flask, cast: Cast) -> None:
    with app.app_context():
        appointment = book(cast, NOW)
        db.session.commit()
    answer = cora.post(f"/caseload/{cast.rosa}/appointments/{appointment.id}/cancel")
    assert answer.status_code == 409
    assert "can no longer be changed" in answer.text
    assert stored(app, Appointment)[0].cancelled_at is None


def test_a_counselor_who_is_not_hers_finds_nothing(
    wes: Visitor, cora: Visitor, app: Flask, cast: Cast
) -> None:
    cora.post(booking(cast), **session_form(cast))
    (appointment,) = stored(app, Appointment)
    cancel = f"appointments/{appointment.id}/cancel"
    assert wes.get(booking(cast)).status_code == 404
    assert wes.post(booking(cast), **session_form(cast)).status_code == 404
    assert wes.post(f"/caseload/{cast.rosa}/{cancel}").status_code == 404
    assert wes.post(f"/caseload/{cast.omar}/{cancel}").status_code == 404
    assert [row.cancelled_at for row in stored(app, Appointment)] == [None]


def test_a_group_is_not_cancelled_through_one_of_its_clients(cora: Visitor, app: Flask, cast: Cast) -> None:
    with app.app_context():
        plan_group(cast, until_on=date(2026, 11, 19))
        db.session.commit()
    group = stored(app, Appointment)[0]
    assert cora.post(f"/caseload/{cast.rosa}/appointments/{group.id}/cancel").status_code == 404


def test_opening_a_clients_booking_page_is_a_disclosure(cora: Visitor, app: Flask, cast: Cast) -> None:
    cora.get(booking(cast))
    (row,) = stored(app, Disclosure)
    assert (row.client_id, row.recipient_id, row.what) == (
        cast.rosa,
        cast.cora,
        "counselor.booking.new",
    )
