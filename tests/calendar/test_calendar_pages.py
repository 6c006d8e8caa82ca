from __future__ import annotations

import logging
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from companion.core.db import db, new_id
from companion.overviews.calendar import ics
from companion.records.schedule.models import Appointment
from tests.calendar.feeds import address_in, events_in, make_feed, plan_across_the_clock_change
from tests.cast import NOW, Cast
from tests.schedule.plans import book
from tests.visitor import Visitor


@pytest.fixture
def sessions(app: Flask, cast: Cast) -> dict[str, UUID]:
    """Rosa's own session, the group that both clients come to, and one before their stay."""
    with app.app_context():
        plan_across_the_clock_change(cast)
        book(cast, NOW + timedelta(days=2), place="Room 9")
        before = Appointment(
            program_id=cast.program,
            track_id=cast.track,
            facilitator_id=cast.cora,
            title="Long ago",
            starts_at=NOW - timedelta(days=90),
            ends_at=NOW - timedelta(days=90, hours=-1),
            created_by=cast.cora,
            created_at=NOW - timedelta(days=99),
        )
        db.session.add(before)
        db.session.commit()
        found = db.session.scalars(select(Appointment).order_by(Appointment.starts_at)).all()
        own = next(one for one in found if one.client_id)
        group = next(one for one in found if one.series_id)
        return {"own": own.id, "group": group.id, "before": before.id}


def test_one_session_is_a_file_of_its_own(sessions: dict[str, UUID], rosa: Visitor) -> None:
    answer = rosa.get(f"/schedule/{sessions['own']}.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="appointment.ics"'
    assert answer.headers["Cache-Control"] == "no-store"
    (event,) = events_in(answer.data)
    assert event["DTSTART"].dt == NOW + timedelta(days=2)
    assert event["SUMMARY"] == "Appointment"
    assert b"Room 9" not in answer.data


def test_a_file_and_the_feed_name_a_session_alike_and_keep_the_place_alike(
    sessions: dict[str, UUID], rosa: Visitor
) -> None:
    feed = events_in(rosa.get(make_feed(rosa, shows_place="y")).data)
    (event,) = events_in(rosa.get(f"/schedule/{sessions['own']}.ics").data)
    (same,) = [each for each in feed if each["UID"] == event["UID"]]
    assert same.to_ical() == event.to_ical()
    assert event["LOCATION"] == "Room 9"


def test_a_session_is_a_file_for_those_who_come_to_it(
    sessions: dict[str, UUID], rosa: Visitor, omar: Visitor, cora: Visitor, ben: Visitor, anyone: Visitor
) -> None:
    group, own, before = (f"/schedule/{sessions[name]}.ics" for name in ("group", "own", "before"))
    assert [client.get(group).status_code for client in (rosa, omar)] == [200, 200]
    assert [client.get(own).status_code for client in (rosa, omar, cora, ben)] == [200, 404, 404, 404]
    assert [client.get(before).status_code for client in (rosa, omar)] == [404, 404]
    assert rosa.get(f"/schedule/{new_id()}.ics").status_code == 404
    assert anyone.get(own).status_code == 303


def test_the_page_explains_and_tells_the_address_once(cast: Cast, rosa: Visitor) -> None:
    page = rosa.get("/schedule/calendar").text
    for words in ("What others see", "“Appointment”", "Show the place", "Make the address"):
        assert words in page
    assert "checked" not in page
    made = rosa.post("/schedule/calendar")
    path = address_in(made.text)
    assert made.headers["Cache-Control"] == "no-store"
    assert f'href="webcal://127.0.0.1:8000{path}"' in made.text
    again = rosa.get("/schedule/calendar").text
    assert path not in again
    assert "Make a new one (the old one stops working)" in again


def test_the_page_says_what_others_see_with_the_place(cast: Cast, rosa: Visitor) -> None:
    assert "and nothing else" in rosa.post("/schedule/calendar").text
    assert "and nothing else" not in rosa.post("/schedule/calendar", shows_place="y").text
    assert "because you chose to show it" in rosa.get("/schedule/calendar").text


def test_stopping_ends_the_address(cast: Cast, rosa: Visitor, anyone: Visitor) -> None:
    path = make_feed(rosa)
    assert rosa.post("/schedule/calendar/end").status_code == 303
    assert anyone.get(path).status_code == 404
    assert "Make the address" in rosa.get("/schedule/calendar").text
    assert rosa.post("/schedule/calendar/end").status_code == 303


def test_a_place_without_an_address_is_nothing_to_change(cast: Cast, rosa: Visitor) -> None:
    assert rosa.post("/schedule/calendar/place", shows_place="y").status_code == 303
    assert "checked" not in rosa.get("/schedule/calendar").text


def test_another_clients_address_is_left_alone(
    cast: Cast, rosa: Visitor, omar: Visitor, cora: Visitor, anyone: Visitor
) -> None:
    path = make_feed(rosa)
    make_feed(omar)
    omar.post("/schedule/calendar/end")
    assert anyone.get(path).status_code == 200
    for method in (cora.get, cora.post):
        assert method("/schedule/calendar").status_code == 404


def test_the_secret_stands_in_no_log(
    cast: Cast,
    rosa: Visitor,
    anyone: Visitor,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    path = make_feed(rosa)

    def break_down(*arguments: object, **options: object) -> bytes:
        raise ValueError(path)

    monkeypatch.setattr(ics, "written", break_down)
    with caplog.at_level(logging.DEBUG):
        assert anyone.get(path).status_code == 500
    assert "Unhandled ValueError at GET public.calendar.show_feed" in caplog.text
    assert path not in caplog.text
