"""A closed account: out at once everywhere, the record stays, and a new link is the way back."""

from __future__ import annotations

import re
from datetime import date
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from companion.access.models import Support
from companion.accounts.models import Person, SignInSession
from companion.audit.models import Event
from companion.core.db import Base, db
from companion.programs.models import Enrolment
from companion.records.tasks.models import Task
from tests.cast import PASSWORD, Cast
from tests.visitor import Visitor

CLOSE = "/settings/close"


@pytest.fixture
def closed(rosa: Visitor) -> str:
    rosa.post("/journal/new", submission_id=str(uuid4()), audience="me", body="Rain")
    answer = rosa.post(CLOSE, password=PASSWORD)
    assert answer.status_code == 200 and answer.headers["Entry-Owner"] == "gone"
    return answer.text


def test_before_it_says_what_happens_and_what_stays(rosa: Visitor) -> None:
    page = rosa.get(CLOSE).text
    assert "signed out on every phone" in page and "has to keep it for 7 years" in page
    assert 'href="/export"' in page and CLOSE in rosa.get("/settings").text


def test_after_the_stay_it_names_the_day(app: Flask, cast: Cast, rosa: Visitor) -> None:
    with app.app_context():
        db.session.execute(update(Enrolment).values(ended_on=date(2026, 11, 10)))
        db.session.commit()
    assert "until Thu, Nov 10, 2033" in rosa.get(CLOSE).text


def test_the_password_is_asked_for_first(app: Flask, cast: Cast, rosa: Visitor) -> None:
    with app.app_context():
        db.session.execute(update(SignInSession).values(confirmed_at=None))
        db.session.commit()
    assert "Your password again" in rosa.post(CLOSE).text
    assert rosa.get("/today").status_code == 200
    assert rosa.post(CLOSE, password="not this one at all").status_code == 422
    with app.app_context():
        assert db.session.get_one(Person, cast.rosa).is_active


def test_every_phone_is_out_and_nobody_can_sign_in(
    app: Flask, cast: Cast, rosa: Visitor, closed: str
) -> None:
    assert "Your account is closed" in closed and 'href="/help"' in closed
    assert rosa.get("/today").location == "/sign-in"
    answer = Visitor(app).post("/sign-in", email="rosa@test.example", password=PASSWORD)
    assert answer.status_code == 422 and "do not match" in answer.text
    with app.app_context():
        assert db.session.scalar(select(func.count()).where(SignInSession.ended_at.is_(None))) == 0
        assert db.session.scalars(select(Event.action).where(Event.action == "person:left")).one()


def test_support_ends_and_the_team_is_told_once(
    app: Flask, cast: Cast, cora: Visitor, ben: Visitor, rosa: Visitor
) -> None:
    rosa.post(CLOSE, password=PASSWORD)
    with app.app_context():
        assert db.session.scalars(select(Support.ended_at)).one() is not None
        assert db.session.scalars(select(Task.reason)).one() == "closed"
    assert "Closed their account." in cora.get("/tasks").text
    assert ben.get(f"/support/{cast.rosa}").status_code == 404
    assert cora.get(f"/caseload/{cast.rosa}/brief").status_code == 200, "the record is kept"


def test_nothing_of_the_record_is_gone(app: Flask, cast: Cast, rosa: Visitor) -> None:
    def sizes() -> dict[str, int]:
        with app.app_context():
            tables = [one for one in Base.metadata.sorted_tables if "client_id" in one.columns]
            return {one.name: db.session.scalar(select(func.count()).select_from(one)) or 0 for one in tables}

    before = sizes()
    rosa.post(CLOSE, password=PASSWORD)
    assert all(sizes()[name] >= size for name, size in before.items())


def test_a_new_link_is_the_way_back(app: Flask, cast: Cast, cora: Visitor, closed: str) -> None:
    page = cora.post(f"/caseload/{cast.rosa}/invitation", password=PASSWORD).text
    found = re.search(r"/welcome/[\w-]+", page)
    assert found
    back = Visitor(app)
    back.post(found[0], new_password=PASSWORD, name="Rosa", email="rosa@test.example", is_shared="no")
    with app.app_context():
        assert db.session.get_one(Person, cast.rosa).is_active
    assert "Rain" in back.get("/journal").text
