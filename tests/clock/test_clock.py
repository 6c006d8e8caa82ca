from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from companion.access import actions as access
from companion.accounts.rules import Role
from companion.core.db import db, new_id
from companion.programs import actions as programs
from companion.programs import moving
from companion.programs.models import Enrolment, Program, Track
from companion.records.attendance import actions as attendance
from companion.records.attendance import queries as clocks
from companion.records.attendance.models import NoticeKind
from companion.records.attendance.rules import Status
from companion.records.schedule.models import Appointment
from tests.attendance.marks import group, mark
from tests.cast import NOW, Cast, make_person
from tests.schedule.plans import counted, person
from tests.visitor import Visitor

A_DAY = timedelta(days=1)
LONG_SINCE = NOW - timedelta(weeks=3)


def said(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def busy(app: Flask, cast: Cast) -> Cast:
    """This week Rosa came to two groups of three hours; she missed one before."""
    with app.app_context():
        for days in (2, 1):
            mark(cast, group(cast, NOW - days * A_DAY), Status.HERE)
        mark(cast, group(cast, LONG_SINCE), Status.ABSENT)
        db.session.commit()
    return cast


def set_rule(app: Flask, cast: Cast, allowed: int | None) -> None:
    with app.app_context():
        db.session.get_one(Program, cast.program).allowed_misses = allowed
        db.session.commit()


@pytest.mark.parametrize("address", ["/today", "/schedule"])
def test_the_client_reads_where_they_stand(rosa: Visitor, app: Flask, busy: Cast, address: str) -> None:
    set_rule(app, busy, 3)
    page = said(rosa.get(address).text)
    for words in (
        "6 of 9 hours this week",
        "You can miss 2 more sessions",
        "Week 5 of 12",
        "Fewer hours planned from Mon, Jan 11",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("allowed", "words"), [(2, "You can miss 1 more session"), (1, "No misses left."), (0, "No misses left.")]
)
def test_the_words_fit_the_number(rosa: Visitor, app: Flask, busy: Cast, allowed: int, words: str) -> None:
    set_rule(app, busy, allowed)
    assert words in rosa.get("/schedule").text


def test_nothing_is_said_of_misses_where_there_is_no_rule(
    rosa: Visitor, cora: Visitor, app: Flask, busy: Cast
) -> None:
    for page in (rosa.get("/schedule").text, cora.get("/caseload").text):
        assert "hours this week" in page
        assert "miss" not in page.replace("dismiss", "")


def test_half_hours_are_said_as_such_and_no_hours_required_as_none(
    rosa: Visitor, app: Flask, busy: Cast
) -> None:
    with app.app_context():
        mark(busy, group(busy, NOW - 5 * timedelta(hours=1), minutes=90), Status.HERE)
        db.session.commit()
    assert "7.5 of 9 hours this week" in rosa.get("/today").text
    with app.app_context():
        stay = db.session.scalars(select(Enrolment).where(Enrolment.client_id == busy.rosa)).one()
        stay.required_minutes_per_week = 0
        db.session.commit()
    page = rosa.get("/today").text
    assert "7.5 hours this week" in page
    assert "of 0 hours" not in page


def test_the_counselor_reads_it_in_the_brief_and_the_caseload(
    cora: Visitor, wes: Visitor, app: Flask, busy: Cast
) -> None:
    set_rule(app, busy, 3)
    for address in ("/caseload", f"/caseload/{busy.rosa}/brief"):
        page = said(cora.get(address).text)
        assert "6 of 9 hours this week · 2 misses left" in page
    assert "Planned step-down: Mon, Jan 11" in page
    assert "0 of 9 hours this week · 3 misses left" in said(wes.get("/caseload").text)


def test_a_client_without_a_stay_reads_no_clock(rosa: Visitor, app: Flask, cast: Cast) -> None:
    with app.app_context():
        stay = db.session.scalars(select(Enrolment).where(Enrolment.client_id == cast.rosa)).one()
        stay.ended_on = NOW.date() - A_DAY
        db.session.commit()
    for address in ("/today", "/schedule"):
        assert "hours this week" not in rosa.get(address).text


def test_a_change_of_track_keeps_the_weeks_and_the_misses(app: Flask, busy: Cast) -> None:
    set_rule(app, busy, 3)
    with app.app_context():
        track = programs.create_track(busy.program, name="Day", minutes=720, by=person(busy.ada), at=NOW)
        on = date(2026, 11, 23)
        moving.move_to_track(person(busy.rosa), track, on=on, by=person(busy.cora), at=NOW)
        db.session.expire_all()
        before = clocks.clock_of(person(busy.rosa), NOW)
        after = clocks.clock_of(person(busy.rosa), NOW + 6 * A_DAY)
        assert before and after
        assert (before.week, before.required_minutes, before.misses_left) == (5, 540, 2)
        assert (after.week, after.required_minutes, after.misses_left) == (6, 720, 2)


def test_thirty_clients_cost_no_more_queries_than_two(cora: Visitor, app: Flask, busy: Cast) -> None:
    with app.app_context():
        coming = group(busy)
        _take_in(busy, 1, coming)
    with app.app_context(), counted() as two:
        assert cora.get("/caseload").text.count("Comes late") == 1
    with app.app_context():
        _take_in(busy, 28, db.session.merge(coming))
    with app.app_context(), counted() as thirty:
        assert cora.get("/caseload").text.count("Comes late") == 29
    assert len(thirty) == len(two)


def _take_in(cast: Cast, count: int, coming: Appointment) -> None:
    """Clients of Cora's with a mark this week, who come late to the next group."""
    track = db.session.get_one(Track, cast.track)
    earlier = group(cast, NOW - A_DAY)
    for _ in range(count):
        client = make_person(cast.program, Role.CLIENT, f"C{new_id().hex}")
        stay = {"started_on": date(2026, 10, 19), "planned_end_on": date(2027, 1, 11)}
        how = {"required_minutes_per_week": 540, "steps_down_from": "residential"}
        programs.enrol(client, track, **stay, **how, by=person(cast.cora), at=NOW)
        access.assign(client, person(cast.cora), by=person(cast.ada), at=NOW)
        mark(cast, earlier, Status.HERE, client=client)
        attendance.give_notice(
            client, coming, submission=new_id(), kind=NoticeKind.LATE, reason="work", at=NOW
        )
    db.session.commit()
