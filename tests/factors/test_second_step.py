"""Signing in with two steps: a code of an app, or one on paper, each once; and nothing before it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pyotp
import pytest
from flask import Flask
from sqlalchemy import select

from companion.accounts.factors import actions
from companion.accounts.factors.models import CodeApp
from companion.accounts.models import Person
from companion.audit.models import Event
from companion.core import clock
from companion.core.db import db
from tests.accounts.signing import cookie_of, with_cookie
from tests.cast import NOW, PASSWORD, Cast
from tests.visitor import Visitor

STEP, SETUP = "/sign-in/step", "/settings/second-step"


def code_of(app: Flask, person_id: Any) -> str:
    with app.app_context():
        return pyotp.TOTP(db.session.get_one(CodeApp, person_id).secret).at(clock.now())


def have_app(app: Flask, person_id: Any) -> list[str]:
    """The person has an app, and codes on paper."""
    with app.app_context():
        person = db.session.get_one(Person, person_id)
        actions.begin_app(person, at=NOW - timedelta(days=1)).confirmed_at = NOW - timedelta(days=1)
        codes = actions.renew_codes(person, at=NOW)
        db.session.commit()
        return codes


def half_way(app: Flask, name: str) -> Visitor:
    visitor = Visitor(app)
    answer = visitor.post("/sign-in", email=f"{name}@test.example", password=PASSWORD)
    assert (answer.status_code, answer.location) == (303, STEP)
    return visitor


@pytest.fixture
def codes(app: Flask, cast: Cast) -> list[str]:
    have_app(app, cast.rosa)
    return have_app(app, cast.cora)


def test_staff_without_a_second_step_see_nothing_of_a_client(app: Flask, cast: Cast) -> None:
    for name, places in {
        "cora": ("/caseload", f"/caseload/{cast.rosa}/brief", "/inbox", "/groups", "/enquiries", "/privacy"),
        "ada": ("/admin", "/admin/staff", "/admin/reports", "/care-teams"),
    }.items():
        visitor = Visitor(app)
        answer = visitor.post("/sign-in", email=f"{name}@test.example", password=PASSWORD)
        assert answer.location == SETUP
        for place in places:
            answer = visitor.get(place)
            assert (answer.status_code, answer.location) == (303, SETUP), place
        assert "Everyone on staff signs in with two steps" in visitor.get(SETUP).text
    with app.app_context():
        assert db.session.scalars(select(Event).where(Event.action == "brief:read")).all() == []


def test_nobody_else_is_asked_for_one(app: Flask, cast: Cast) -> None:
    for name in ("rosa", "ben"):
        answer = Visitor(app).post("/sign-in", email=f"{name}@test.example", password=PASSWORD)
        assert answer.location not in (STEP, SETUP)


def test_an_app_is_set_up_with_the_password_and_a_code(app: Flask, cast: Cast) -> None:
    cora = Visitor(app)
    cora.post("/sign-in", email="cora@test.example", password=PASSWORD)
    assert cora.post(f"{SETUP}/app", password="not this one at all").status_code == 422
    page = cora.post(f"{SETUP}/app", password=PASSWORD).text
    shown = re.search(r'<code class="code" translate="no">([^<]+)</code>', page)
    assert shown
    secret = shown[1].replace(" ", "")
    assert 'role="img"' in page and "Maple House" not in page
    assert cora.post(f"{SETUP}/app/code", code="000000").status_code == 422
    assert cora.get("/caseload").location == SETUP
    before = cookie_of(cora)
    page = cora.post(f"{SETUP}/app/code", code=pyotp.TOTP(secret).at(NOW)).text
    assert len(re.findall(r'<code class="code">[A-Z2-9-]{19}</code>', page)) == 10
    assert cora.get("/caseload").status_code == 200
    # It is another session from here on.
    assert with_cookie(cora, before).get("/caseload").status_code == 303
    assert half_way(app, "cora").get("/caseload").location == STEP


def test_half_way_nobody_is_signed_in(app: Flask, cast: Cast, codes: list[str]) -> None:
    rosa = half_way(app, "rosa")
    for place in ("/today", "/settings", "/journal", "/"):
        assert rosa.get(place).location == STEP, place
    assert "Rosa" not in rosa.get(STEP).text
    assert rosa.get("/help").status_code == 200


def test_a_code_lets_in_under_a_new_cookie_and_never_twice(app: Flask, cast: Cast, codes: list[str]) -> None:
    first, second, code = half_way(app, "rosa"), half_way(app, "rosa"), code_of(app, cast.rosa)
    before = cookie_of(first)
    answer = first.post(STEP, code=f"{code[:3]} {code[3:]}")
    assert (answer.status_code, answer.location) == (303, "/today")
    assert first.get("/today").status_code == 200
    assert with_cookie(first, before).get("/today").status_code == 303
    assert second.post(STEP, code=code).status_code == 422
    assert second.get("/today").location == STEP


@pytest.mark.parametrize(("seconds", "status"), [(-90, 422), (-30, 303), (30, 303), (90, 422)])
def test_a_clock_may_be_half_a_minute_off(
    app: Flask, cast: Cast, codes: list[str], seconds: int, status: int
) -> None:
    rosa = half_way(app, "rosa")
    with app.app_context():
        code = pyotp.TOTP(db.session.get_one(CodeApp, cast.rosa).secret).at(NOW + timedelta(seconds=seconds))
    assert rosa.post(STEP, code=code).status_code == status


def test_a_code_on_paper_works_once_for_its_owner(app: Flask, cast: Cast, codes: list[str]) -> None:
    assert half_way(app, "rosa").post(STEP, code=codes[0]).status_code == 422
    assert half_way(app, "cora").post(STEP, code=codes[0].lower()).location == "/caseload"
    assert half_way(app, "cora").post(STEP, code=codes[0]).status_code == 422
    assert half_way(app, "cora").post(STEP, code=codes[1]).location == "/caseload"


def test_wrong_codes_make_one_wait_and_the_right_one_does_not_help_then(
    app: Flask, cast: Cast, codes: list[str], frozen: Any
) -> None:
    rosa = half_way(app, "rosa")
    for _ in range(5):
        assert rosa.post(STEP, code="123456").status_code == 422
    assert rosa.post(STEP, code=code_of(app, cast.rosa)).status_code == 429
    assert "Too many tries" in rosa.post(STEP, code=code_of(app, cast.rosa)).text
    frozen.shift(timedelta(minutes=1))
    assert rosa.post(STEP, code=code_of(app, cast.rosa)).status_code == 303


def test_what_was_being_sent_is_there_after_the_step(
    app: Flask, cast: Cast, codes: list[str], frozen: Any
) -> None:
    rosa = half_way(app, "rosa")
    rosa.post(STEP, code=code_of(app, cast.rosa))
    frozen.shift(timedelta(hours=2))
    asked = rosa.post("/journal/new", body="A long day", audience="me", submission_id="")
    kept = re.search(r'name="kept"[^>]* value="([^"]+)"', asked.text)
    assert kept and asked.status_code == 401
    step = rosa.post("/sign-in", email="rosa@test.example", password=PASSWORD, kept=kept[1])
    assert step.status_code == 200 and "What you wrote is kept" in step.text
    answer = rosa.post(STEP, code=code_of(app, cast.rosa), kept=kept[1])
    assert "A long day" in answer.text


def test_a_form_sent_half_way_waits_in_the_step(app: Flask, cast: Cast, codes: list[str]) -> None:
    rosa = half_way(app, "rosa")
    answer = rosa.post("/journal/new", body="A long day", audience="me")
    assert answer.status_code == 401
    assert "What you wrote is kept" in answer.text and "A long day" not in answer.text


def test_what_a_phone_sends_half_way_is_not_taken_for_saved(app: Flask, cast: Cast, codes: list[str]) -> None:
    rosa = half_way(app, "rosa")
    assert rosa.post("/offline/entries").status_code == 401
    assert rosa.get("/today", htmx=True).headers["HX-Redirect"] == STEP


def test_codes_from_everywhere_are_counted_together(app: Flask, cast: Cast, codes: list[str]) -> None:
    status = 422
    for number in range(11):
        rosa = half_way(app, "rosa")
        rosa.client.environ_base["REMOTE_ADDR"] = f"127.0.1.{number}"
        for _ in range(5):
            status = rosa.post(STEP, code="123456").status_code
    assert status == 429


def test_a_device_that_was_asked_to_set_one_up_has_to_use_it(app: Flask, cast: Cast) -> None:
    first, second = Visitor(app), Visitor(app)
    for visitor in (first, second):
        visitor.post("/sign-in", email="cora@test.example", password=PASSWORD)
    page = first.post(f"{SETUP}/app", password=PASSWORD).text
    shown = re.search(r'translate="no">([^<]+)</code>', page)
    assert shown
    first.post(f"{SETUP}/app/code", code=pyotp.TOTP(shown[1].replace(" ", "")).at(NOW))
    assert first.get("/caseload").status_code == 200
    assert second.get(SETUP).location == "/sign-in"


def test_half_way_is_no_device_in_the_list(app: Flask, cast: Cast, codes: list[str]) -> None:
    half_way(app, "rosa")
    rosa = half_way(app, "rosa")
    rosa.post(STEP, code=code_of(app, cast.rosa))
    assert rosa.get("/settings").text.count("<strong>A device</strong>") == 1


def test_the_app_goes_with_the_password_and_the_last_step_of_staff_stays(
    app: Flask, cast: Cast, codes: list[str]
) -> None:
    rosa, cora = half_way(app, "rosa"), half_way(app, "cora")
    rosa.post(STEP, code=code_of(app, cast.rosa))
    cora.post(STEP, code=code_of(app, cast.cora))
    assert rosa.post(f"{SETUP}/app/removal", password="not this one at all").status_code == 422
    assert rosa.post(f"{SETUP}/app/removal", password=PASSWORD).status_code == 303
    assert Visitor(app).post("/sign-in", email="rosa@test.example", password=PASSWORD).location == "/today"
    assert cora.post(f"{SETUP}/app/removal", password=PASSWORD).status_code == 409
    half_way(app, "cora")


def test_new_codes_on_paper_end_the_old_ones(app: Flask, cast: Cast, codes: list[str]) -> None:
    cora = half_way(app, "cora")
    cora.post(STEP, code=codes[0])
    assert "9 codes on paper are left." in cora.get(SETUP).text
    assert cora.post(f"{SETUP}/codes", password=PASSWORD).status_code == 200
    assert half_way(app, "cora").post(STEP, code=codes[1]).status_code == 422


def test_an_app_in_use_is_not_replaced_by_a_new_one(app: Flask, cast: Cast, codes: list[str]) -> None:
    rosa = half_way(app, "rosa")
    rosa.post(STEP, code=code_of(app, cast.rosa))
    assert rosa.post(f"{SETUP}/app", password=PASSWORD).status_code == 303
    half_way(app, "rosa")
