"""The program's week for staff; one session or all later ones changed; nobody booked twice unaware."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from companion.core.db import db
from companion.programs import actions as programs
from companion.records.schedule import recurrence
from companion.records.schedule.models import Appointment, Holiday, Series
from tests.cast import NOW, Cast
from tests.schedule.plans import THURSDAY, book, days_from_now, person, plan_group
from tests.schedule.test_planning import group_form, stored
from tests.visitor import Visitor


@pytest.fixture
def group(app: Flask, cast: Cast) -> Appointment:
    """Thursday's session of the evening group."""
    with app.app_context():
        plan_group(cast, until_on=date(2026, 12, 10))
        book(cast, days_from_now(1, hours=-4), title="Alone with Rosa", place="Room 4")
        db.session.commit()
        return session_on(app, days_from_now(1, hours=1))


def session_on(app: Flask, starts_at: Any) -> Appointment:
    with app.app_context():
        return db.session.scalars(select(Appointment).where(Appointment.starts_at == starts_at)).one()


def change_form(cast: Cast, **changes: Any) -> dict[str, Any]:
    return {
        "title": "Evening group",
        "facilitator": str(cast.cora),
        "day": "2026-11-19",
        "starts_at": "19:00",
        "minutes": "120",
        "place": "Room 2, 12 Main Street",
        "video_link": "",
    } | changes


def test_the_week_is_shown_by_track_and_by_room(
    cora: Visitor, app: Flask, cast: Cast, group: Appointment
) -> None:
    with app.app_context():
        day = programs.create_track(cast.program, name="Day", minutes=540, by=person(cast.ada), at=NOW)
        plan_group(cast, track=day, title="Morning group", place="Room 5", until_on=date(2026, 12, 10))
        db.session.commit()
        track = day.id
    assert cora.get("/groups").text.count("Evening group</a>") == 3
    only_day = cora.get(f"/groups?week=2026-11-24&track={track}").text
    assert only_day.count("Morning group</a>") == 3
    assert "Evening group" not in only_day
    in_room = cora.get("/groups", query_string={"room": "Room 4"}).text
    assert "Alone with Rosa" in in_room
    assert "Evening group" not in in_room


@pytest.mark.parametrize("week", ["", "soon", "2026-02-30", "0001-01-01", "9999-12-31", "x" * 3000])
def test_a_week_that_is_none_is_this_week(cora: Visitor, group: Appointment, week: str) -> None:
    assert "Mon, Nov 16 to" in cora.get(f"/groups?week={week}").text


def test_one_session_is_moved_and_the_others_stay(
    cora: Visitor, rosa: Visitor, app: Flask, cast: Cast, group: Appointment
) -> None:
    address = f"/groups/{group.id}/change"
    assert 'value="18:00"' in cora.get(address).text
    answer = cora.post(address, **change_form(cast))
    assert (answer.status_code, answer.location) == (303, "/groups?week=2026-11-19")
    page = rosa.get("/schedule").text
    assert page.count("7:00\u202fPM – 9:00\u202fPM") == 1
    assert "until Cora Counselor changed it" in cora.get(address).text


def test_bad_input_is_said_and_kept(cora: Visitor, app: Flask, cast: Cast, group: Appointment) -> None:
    answer = cora.post(f"/groups/{group.id}/change", **change_form(cast, title="Kept", minutes="1"))
    assert answer.status_code == 422
    assert "Please use a number from 5 to 720." in answer.text
    assert "Kept" in answer.text
    assert session_on(app, group.starts_at).title == "Evening group"


def test_a_session_is_cancelled_and_takes_place_after_all(
    cora: Visitor, app: Flask, group: Appointment
) -> None:
    cora.post(f"/groups/{group.id}/cancellation")
    assert session_on(app, group.starts_at).cancelled_at == NOW
    assert "It takes place after all" in cora.get(f"/groups/{group.id}/change").text
    cora.post(f"/groups/{group.id}/restoration")
    assert session_on(app, group.starts_at).cancelled_at is None


def test_this_and_later_ones_change_from_the_form(
    cora: Visitor, app: Flask, cast: Cast, group: Appointment
) -> None:
    address = f"/groups/{group.id}/later"
    form = group_form(cast, starts_at="17:30", starts_on="2026-11-19", until_on="2026-12-10", anyway="y")
    del form["track"]
    assert 'value="2026-11-19"' in cora.get(address).text
    assert cora.post(address, **form).status_code == 303
    times = [row.starts_at.minute for row in stored(app, Appointment) if row.track_id]
    assert times.count(0) == 2
    assert times.count(30) == 10
    old, new = sorted(stored(app, Series), key=lambda row: row.starts_on)
    assert new.follows_id == old.id


def test_a_taken_facilitator_and_a_taken_room_are_said_before_saving(
    cora: Visitor, app: Flask, cast: Cast, group: Appointment
) -> None:
    for who, place in (("cora", "Room 9"), ("wes", "Room 2, 12 Main Street")):
        form = group_form(cast, title="New one", facilitator=str(getattr(cast, who)), place=place)
        answer = cora.post("/groups/series/new", **form)
        assert answer.status_code == 422
        assert "Someone or a room is busy then" in answer.text
        assert "Evening group" in answer.text
        assert 'value="New one"' in answer.text
    assert len(stored(app, Series)) == 1
    assert cora.post("/groups/series/new", **form, anyway="y").status_code == 303
    assert len(stored(app, Series)) == 2


def test_a_free_hour_is_saved_at_once_and_a_session_is_not_in_its_own_way(
    cora: Visitor, cast: Cast, group: Appointment
) -> None:
    assert cora.post(f"/groups/{group.id}/change", **change_form(cast)).status_code == 303
    free = group_form(cast, weekdays=["4"], starts_at="08:00")
    assert cora.post("/groups/series/new", **free).status_code == 303


def test_an_individual_session_in_the_way_names_nobody(
    cora: Visitor, wes: Visitor, app: Flask, cast: Cast, group: Appointment
) -> None:
    form = change_form(cast, starts_at="13:00", facilitator=str(cast.cora))
    answer = wes.post(f"/groups/{group.id}/change", **form)
    assert "a session with one client" in answer.text
    assert "Rosa" not in answer.text


@pytest.mark.parametrize(
    ("changes", "days"),
    [
        ({"every": "2w", "weekdays": ["2"]}, ["18", "02"]),
        ({"every": "1m", "week": "-1", "weekdays": ["3"], "until_on": "2026-12-31"}, ["26", "31"]),
        ({"until_on": "", "count": "3"}, ["18", "19", "23"]),
        ({"left_out": "2026-11-19, 2026-11-25"}, ["18", "23", "26", "30", "02"]),
    ],
)
def test_groups_repeat_as_the_form_says(
    cora: Visitor, app: Flask, cast: Cast, changes: dict[str, Any], days: list[str]
) -> None:
    assert cora.post("/groups/series/new", **group_form(cast, **changes)).status_code == 303
    assert [f"{row.starts_at:%d}" for row in stored(app, Appointment)] == days


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"until_on": ""}, "Please say either until when, or how many times."),
        ({"count": "3"}, "Please say either until when, or how many times."),
        ({"until_on": "", "count": "0"}, "Please say either until when"),
        ({"until_on": "", "count": "401"}, "Please use a number from 1 to 400."),
        ({"until_on": "", "count": "²"}, "Please write a whole number."),
        ({"left_out": "tomorrow"}, "Please write days like 2026-12-24, with commas between."),
        ({"every": "9y"}, "Please choose one from the list."),
        ({"every": "1m", "week": "7"}, "Please choose one from the list."),
    ],
)
def test_a_rule_that_cannot_be_is_said(
    cora: Visitor, app: Flask, cast: Cast, changes: dict[str, Any], said: str
) -> None:
    answer = cora.post("/groups/series/new", **group_form(cast, **changes))
    assert answer.status_code == 422
    assert said in answer.text
    assert stored(app, Series) == []


def test_a_holiday_is_added_shown_and_taken_back(
    cora: Visitor, app: Flask, cast: Cast, group: Appointment
) -> None:
    assert cora.post("/groups/holidays", day="2026-11-19", name="A day off").status_code == 303
    assert "A day off" in cora.get("/groups").text
    assert session_on(app, group.starts_at).cancelled_at == NOW
    (holiday,) = stored(app, Holiday)
    cora.post(f"/groups/holidays/{holiday.id}/removal")
    assert session_on(app, group.starts_at).cancelled_at is None
    answer = cora.post("/groups/holidays", day="2026-11-17", name="Kept name")
    assert answer.status_code == 422
    assert "Kept name" in answer.text


def test_the_list_says_how_often_a_group_meets(cora: Visitor, app: Flask, cast: Cast) -> None:
    with app.app_context():
        plan_group(cast, title="A", rule=recurrence.weekly([THURSDAY], interval=2))
        plan_group(cast, title="B", rule=recurrence.monthly(-1, [THURSDAY]))
        plan_group(cast, title="C", rule="FREQ=DAILY;INTERVAL=3")
        db.session.commit()
    page = cora.get("/groups/series").text
    for words in ("Every 2 weeks: Thu", "Every month: The last Thu", "By the rule of its calendar"):
        assert words in page
