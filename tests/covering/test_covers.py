"""A colleague for days off sees what the counselor sees, on those days and on no other."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from companion.access import actions
from companion.access import queries as access
from companion.access.models import Cover
from companion.accounts.models import Person
from companion.audit.models import Disclosure, Event
from companion.core.db import db
from tests.cast import NOW, ZONE, Cast
from tests.messages.test_thread import WORDS, said, write
from tests.visitor import Visitor

TODAY = date(2026, 11, 18)


def name_wes(cora: Visitor, cast: Cast, first: date = TODAY, last: date = TODAY) -> None:
    form = {"colleague": str(cast.wes), "first_on": first.isoformat(), "last_on": last.isoformat()}
    assert cora.post("/cover", **form).status_code == 303


def test_who_stands_in_sees_the_caseload_the_brief_and_the_inbox(
    app: Flask, cora: Visitor, wes: Visitor, rosa: Visitor, cast: Cast
) -> None:
    write(rosa, "/messages")
    brief = f"/caseload/{cast.rosa}/brief"
    assert wes.get(brief).status_code == 404
    name_wes(cora, cast)
    assert wes.get(brief).status_code == 200
    assert "Rosa" in wes.get("/caseload").text
    assert "Rosa" in wes.get("/inbox").text
    assert WORDS in wes.get(f"/caseload/{cast.rosa}/messages").text
    assert "Omar" not in cora.get("/caseload").text, "it is not the other way round"
    with app.app_context():
        readers = db.session.scalars(select(Disclosure.recipient_id)).all()
        assert set(readers) == {cast.wes}


def test_the_client_sees_who_stands_in(cora: Visitor, rosa: Visitor, cast: Cast) -> None:
    assert "stands in" not in rosa.get("/messages").text
    name_wes(cora, cast)
    page = said(rosa.get("/messages").text)
    assert "Wes Counselor stands in for Cora Counselor until Wed, Nov 18, and can read this." in page


def test_it_begins_and_ends_at_midnight_of_the_program(
    cora: Visitor, wes: Visitor, cast: Cast, frozen: time_machine.Traveller
) -> None:
    name_wes(cora, cast, TODAY + timedelta(days=1), TODAY + timedelta(days=2))
    brief = f"/caseload/{cast.rosa}/brief"
    first = datetime(2026, 11, 19, tzinfo=ZoneInfo(ZONE))
    for at, status in (
        (first - timedelta(seconds=1), 404),
        (first, 200),
        (first + timedelta(days=2, seconds=-1), 200),
        (first + timedelta(days=2), 404),
    ):
        frozen.move_to(at)
        wes.come_in("wes@test.example")
        assert wes.get(brief).status_code == status, at


def test_ending_it_takes_effect_on_the_next_request(
    app: Flask, cora: Visitor, wes: Visitor, cast: Cast
) -> None:
    name_wes(cora, cast)
    with app.app_context():
        cover = db.session.scalars(select(Cover)).one().id
    assert wes.post(f"/cover/{cover}/end").status_code == 404
    cora.post(f"/cover/{cover}/end")
    assert wes.get(f"/caseload/{cast.rosa}/brief").status_code == 404
    with app.app_context():
        noted = db.session.scalars(select(Event.action).where(Event.action.startswith("cover:"))).all()
        assert noted == ["cover:named", "cover:ended"]


def test_the_same_days_named_twice_are_one_cover(app: Flask, cora: Visitor, cast: Cast) -> None:
    for _ in range(2):
        name_wes(cora, cast)
    with app.app_context():
        assert db.session.scalars(select(Cover)).one().colleague_id == cast.wes


def test_who_stands_in_is_told_of_alerts_too(app: Flask, cora: Visitor, cast: Cast) -> None:
    name_wes(cora, cast)
    with app.app_context():
        rosa = db.session.get_one(Person, cast.rosa)
        assert [one.id for one in access.care_team_of(rosa, NOW)] == [cast.cora, cast.wes]
        assert [one.id for one in access.own_counselors_of(rosa, NOW)] == [cast.cora]
        assert [one.id for one in access.care_team_of(rosa, NOW + timedelta(days=1))] == [cast.cora]


@pytest.mark.parametrize(
    "form",
    [
        {"colleague": ""},
        {"colleague": "not an id"},
        {"first_on": "2026-11-17"},
        {"first_on": "2028-01-01", "last_on": "2028-01-02"},
        {"last_on": "2026-11-17"},
        {"last_on": "2027-11-17"},
        {"first_on": "soon"},
        {"last_on": ""},
    ],
)
def test_days_that_cannot_be_are_refused(app: Flask, cora: Visitor, cast: Cast, form: dict[str, str]) -> None:
    good = {"colleague": str(cast.wes), "first_on": "2026-11-18", "last_on": "2026-11-20"}
    answer = cora.post("/cover", **{**good, **form})
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    with app.app_context():
        assert db.session.scalars(select(Cover)).all() == []


def test_nobody_names_themselves_or_a_client(cora: Visitor, cast: Cast) -> None:
    for person in (cast.cora, cast.rosa, cast.ada):
        form = {"colleague": str(person), "first_on": "2026-11-18", "last_on": "2026-11-20"}
        assert cora.post("/cover", **form).status_code == 422


@pytest.mark.parametrize("who", ["wes", "cora"])
def test_a_cover_ends_with_the_work_of_either(
    app: Flask, cora: Visitor, wes: Visitor, cast: Cast, who: str
) -> None:
    name_wes(cora, cast)
    with app.app_context():
        leaving, ada = (db.session.get_one(Person, one) for one in (getattr(cast, who), cast.ada))
        actions.end_assignments(leaving, by=ada, at=NOW)
        db.session.commit()
        rosa = db.session.get_one(Person, cast.rosa)
        assert cast.wes not in [one.id for one in access.care_team_of(rosa, NOW)]
    assert wes.get(f"/caseload/{cast.rosa}/brief").status_code == 404
