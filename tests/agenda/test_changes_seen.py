"""What changed in a client's schedule stays marked until the client says that they have seen it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from companion.core.db import db
from companion.programs import queries as programs
from companion.records.schedule import actions, plans, recurrence
from companion.records.schedule.models import Appointment, Seen
from tests.cast import NOW, ZONE, Cast
from tests.schedule.plans import THURSDAY, WEDNESDAY, book, counted, days_from_now, person, plan_group
from tests.visitor import Visitor


@pytest.fixture
def seen(app: Flask, cast: Cast, rosa: Visitor) -> Iterator[Visitor]:
    """Rosa has seen her groups: Wednesdays and Thursdays at 6 PM."""
    with app.app_context():
        plan_group(cast, rule=recurrence.weekly([WEDNESDAY, THURSDAY]), until_on=date(2026, 12, 10))
        db.session.commit()
    see(rosa)
    return rosa


def see(rosa: Visitor) -> None:
    (until,) = re.findall(r'name="until"[^>]*value="([^"]+)"', rosa.get("/schedule").text)
    assert rosa.post("/schedule/seen", until=until).location == "/schedule"


def change(app: Flask, cast: Cast, days: int, **values: Any) -> None:
    """Cora changes the session that is so many days away; without values she cancels it."""
    with app.app_context():
        group = db.session.scalars(
            select(Appointment).where(Appointment.starts_at == days_from_now(days, hours=1))
        ).one()
        if values:
            actions.change(group, values, by=person(cast.cora), at=NOW + timedelta(minutes=1))
        else:
            actions.cancel(group, by=person(cast.cora), at=NOW + timedelta(minutes=1))
        db.session.commit()


def chips(page: str) -> list[str]:
    return re.findall(r'class="chip[^"]*">([^<]+)<', page)


def test_what_was_seen_is_not_marked(seen: Visitor) -> None:
    page = seen.get("/schedule").text
    assert chips(page) == []
    assert "I have seen them" not in page


def test_a_moved_session_says_what_it_was_until_it_was_seen(seen: Visitor, app: Flask, cast: Cast) -> None:
    later = {"starts_at": days_from_now(1, hours=2), "ends_at": days_from_now(1, hours=5)}
    change(app, cast, 1, **later)
    for _ in range(2):
        page = seen.get("/schedule").text
        assert chips(page) == ["Changed"]
        assert "It was Thu, Nov 19, 6:00\u202fPM." in page
        assert "1 change" in page
    with time_machine.travel(NOW + timedelta(minutes=2), tick=False):
        see(seen)
        assert chips(seen.get("/schedule").text) == []


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"place": "Room 9"}, "The place changed. It was Room 2, 12 Main Street."),
        ({"title": "Family night"}, "It has a new name."),
        ({"ends_at": days_from_now(1, hours=5)}, "It was 6:00\u202fPM – 9:00\u202fPM."),
    ],
)
def test_each_kind_of_change_is_said(
    seen: Visitor, app: Flask, cast: Cast, values: dict[str, Any], said: str
) -> None:
    change(app, cast, 1, **values)
    assert said in seen.get("/schedule").text


def test_a_cancelled_and_an_added_session_are_marked(seen: Visitor, app: Flask, cast: Cast) -> None:
    change(app, cast, 1)
    with app.app_context():
        book(cast, days_from_now(2), at=NOW + timedelta(minutes=1))
        db.session.commit()
    page = seen.get("/schedule").text
    assert chips(page) == ["Cancelled", "New"]
    assert "2 changes" in page


def test_a_cancelled_session_far_ahead_goes_once_it_was_seen(seen: Visitor, app: Flask, cast: Cast) -> None:
    change(app, cast, 15)
    assert chips(seen.get("/schedule").text) == ["Cancelled"]
    with time_machine.travel(NOW + timedelta(minutes=2), tick=False):
        see(seen)
        page = seen.get("/schedule").text
    assert chips(page) == []
    assert "Thu, Dec 3" not in page


def test_a_change_made_while_she_was_reading_stays_marked(seen: Visitor, app: Flask, cast: Cast) -> None:
    change(app, cast, 1, place="Room 9")
    page = seen.get("/schedule").text
    with app.app_context():
        book(cast, days_from_now(2), at=NOW + timedelta(minutes=5))
        db.session.commit()
    (until,) = re.findall(r'name="until"[^>]*value="([^"]+)"', page)
    with time_machine.travel(NOW + timedelta(minutes=6), tick=False):
        seen.post("/schedule/seen", until=until)
        assert chips(seen.get("/schedule").text) == ["New"]


@pytest.mark.parametrize("until", ["", "soon", "2026-11-18", "9999-12-31T00:00:00+00:00", "x" * 5000])
def test_seeing_needs_a_moment_and_never_reaches_ahead(
    seen: Visitor, app: Flask, cast: Cast, until: str
) -> None:
    assert seen.post("/schedule/seen", until=until).status_code == 303
    with app.app_context():
        assert db.session.scalars(select(Seen)).one().seen_until <= NOW


def test_each_client_sees_for_themself(seen: Visitor, omar: Visitor, app: Flask, cast: Cast) -> None:
    change(app, cast, 1)
    with time_machine.travel(NOW + timedelta(minutes=2), tick=False):
        see(seen)
    assert "Cancelled" in chips(omar.get("/schedule").text)
    assert "change" in omar.get("/schedule").text


def test_a_holiday_is_named_on_the_day(seen: Visitor, app: Flask, cast: Cast) -> None:
    with app.app_context():
        about = {"zone": ZONE, "by": person(cast.ada), "at": NOW + timedelta(minutes=1)}
        actions.add_holiday(cast.program, date(2026, 11, 26), "Thanksgiving", **about)
        db.session.commit()
    page = seen.get("/schedule").text
    assert "Thanksgiving" in page
    assert chips(page) == ["Cancelled"]


def test_a_long_history_costs_no_more_questions(rosa: Visitor, app: Flask, cast: Cast) -> None:
    """10 sessions, and then 10,000 behind them."""
    with app.app_context():
        series = plan_group(cast, until_on=date(2026, 12, 8))
        db.session.commit()
        assert len(plans.appointments_in(series)) == 10
    see(rosa)
    with app.app_context(), counted() as few:
        first = rosa.get("/schedule").text
    with app.app_context():
        planning_of_years(cast)
    with app.app_context(), counted() as many:
        second = rosa.get("/schedule").text
    assert len(few) == len(many)
    assert first.count("<li id=") == second.count("<li id=") > 0


def planning_of_years(cast: Cast) -> None:
    by, start = person(cast.cora), NOW - timedelta(days=3650)
    about = {"facilitator_id": by.id, "title": "Before", "created_by": by.id, "created_at": start}
    rows = [
        Appointment(
            program_id=cast.program,
            track_id=cast.track,
            starts_at=start + timedelta(hours=8 * number),
            ends_at=start + timedelta(hours=8 * number + 2),
            **about,
        )
        for number in range(10_000)
    ]
    db.session.add_all(rows)
    db.session.commit()


def test_a_week_across_the_clock_change_shows_her_hours_in_another_zone(app: Flask, cast: Cast) -> None:
    """6 PM in New York is 4 PM in Phoenix before the change of March 14, 2027, and 3 PM after it."""
    with app.app_context():
        person(cast.rosa).zone = "America/Phoenix"
        stay_longer(cast)
        plan_group(cast, starts_on=date(2027, 3, 8), until_on=date(2027, 3, 18))
        db.session.commit()
    with time_machine.travel(NOW.replace(year=2027, month=3, day=8), tick=False):
        page = Visitor(app, "rosa@test.example").get("/schedule").text
    assert page.count("4:00\u202fPM – 7:00\u202fPM") == 3
    assert page.count("3:00\u202fPM – 6:00\u202fPM") == 3
    assert page.count("6:00\u202fPM.") == 6


def stay_longer(cast: Cast) -> None:
    enrolment = programs.latest_enrolment(cast.rosa)
    assert enrolment
    enrolment.planned_end_on = date(2027, 4, 1)
