"""The server decides who is signed in, for how long, and on which devices."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from companion.accounts import rules
from companion.accounts.models import Person, SignInSession
from companion.accounts.rules import Role
from companion.app import create_app
from companion.core.db import db
from tests.accounts.signing import cookie_of, is_signed_in, sign_in, token_in, with_cookie
from tests.cast import NOW, PASSWORD, Cast
from tests.conftest import settings_for
from tests.visitor import Visitor

LIMITS = {
    "rosa": (timedelta(hours=1), timedelta(hours=24)),
    "ben": (timedelta(hours=1), timedelta(hours=24)),
    "cora": (timedelta(minutes=15), timedelta(hours=12)),
    "ada": (timedelta(minutes=15), timedelta(hours=12)),
}
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("role", list(Role))
def test_a_session_ends_by_the_role_of_its_person(role: Role) -> None:
    idle, overall = rules.session_limits(role)
    start = NOW - overall
    assert rules.is_session_over(role, start, NOW, NOW)
    assert not rules.is_session_over(role, start + SECOND, NOW, NOW)
    assert rules.is_session_over(role, NOW, NOW - idle, NOW)
    assert not rules.is_session_over(role, NOW, NOW - idle + SECOND, NOW)


@pytest.mark.parametrize("name", LIMITS)
def test_who_does_nothing_for_long_enough_is_signed_out(
    app: Flask, cast: Cast, frozen: Any, name: str
) -> None:
    idle, _ = LIMITS[name]
    visitor = Visitor(app, f"{name}@test.example")
    frozen.shift(idle - SECOND)
    assert is_signed_in(visitor)
    frozen.shift(idle)
    assert not is_signed_in(visitor)


@pytest.mark.parametrize("name", LIMITS)
def test_who_is_busy_all_day_is_signed_out_at_its_end(app: Flask, cast: Cast, frozen: Any, name: str) -> None:
    idle, overall = LIMITS[name]
    visitor = Visitor(app, f"{name}@test.example")
    end = datetime.now(NOW.tzinfo) + overall
    while datetime.now(NOW.tzinfo) + idle < end:
        frozen.shift(idle - SECOND)
        assert is_signed_in(visitor)
    frozen.move_to(end)
    assert not is_signed_in(visitor)


def test_a_device_whose_clock_is_of_no_use_cannot_stay_longer(rosa: Visitor, frozen: Any) -> None:
    """The cookie says nothing about time: an old copy of it is worth as little as the server says."""
    old = rosa.client.get_cookie("companion")
    assert old
    frozen.shift(timedelta(hours=2))
    assert not is_signed_in(with_cookie(rosa, old.value))


def test_each_sign_in_gets_an_id_of_its_own(app: Flask, cast: Cast, anyone: Visitor) -> None:
    anyone.get("/sign-in")
    planted, token = cookie_of(anyone), anyone.token()
    first = sign_in(anyone)
    assert anyone.post("/sign-out", csrf_token=token).status_code == 400, "nor is a form token from then"
    assert first != planted
    assert not is_signed_in(with_cookie(anyone, planted)), "an id from before the sign-in is worth nothing"
    anyone.client.set_cookie("companion", first)
    assert sign_in(anyone) != first
    with app.app_context():
        hashes = db.session.scalars(select(SignInSession.token_hash)).all()
    assert len(set(hashes)) == 2


def test_the_cookie_holds_no_id_of_the_person_and_no_word(app: Flask, cast: Cast, rosa: Visitor) -> None:
    held = app.session_interface.get_signing_serializer(app).loads(cookie_of(rosa))  # type: ignore[attr-defined]  # Flask's own interface has one
    assert set(held) <= {"_fresh", "_id", "_permanent", "_user_id", "csrf_token"}
    assert str(cast.rosa) not in str(held)
    assert cast.rosa.hex not in str(held)
    with app.app_context():
        stored = db.session.scalars(select(SignInSession.token_hash)).one()
    assert held["_user_id"].encode() not in stored


def test_no_script_and_no_other_site_gets_the_cookie(cast: Cast, anyone: Visitor) -> None:
    answer = anyone.post("/sign-in", email="rosa@test.example", password=PASSWORD)
    for cookie in answer.headers.getlist("Set-Cookie"):
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert "Path=/" in cookie
        assert "Domain" not in cookie


def test_over_https_the_cookie_never_travels_open(app: Flask, cast: Cast, database_url: str) -> None:
    secure = create_app(replace(settings_for(database_url), base_url="https://localhost"))
    client = secure.test_client()
    page = client.get("/sign-in", base_url="https://localhost").text
    form = {"csrf_token": token_in(page), "email": "rosa@test.example", "password": PASSWORD}
    headers = {"Referer": "https://localhost/sign-in"}
    answer = client.post("/sign-in", data=form, base_url="https://localhost", headers=headers)
    assert answer.status_code == 303
    cookies = answer.headers.getlist("Set-Cookie")
    assert any(cookie.startswith("__Host-companion=") for cookie in cookies)
    assert all("Secure" in cookie for cookie in cookies)
    with secure.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("way_out", ["/sign-out", "/leave"])
def test_a_copy_of_the_cookie_is_worth_nothing_after_the_way_out(rosa: Visitor, way_out: str) -> None:
    copied = cookie_of(rosa)
    answer = rosa.get(way_out) if way_out == "/leave" else rosa.post(way_out)
    assert answer.status_code == 303
    assert not is_signed_in(rosa)
    assert not is_signed_in(with_cookie(rosa, copied))


def test_a_link_cannot_sign_anybody_out_of_the_way_in(rosa: Visitor) -> None:
    assert rosa.get("/sign-out").status_code == 405
    assert is_signed_in(rosa)


def test_a_person_sees_their_devices_and_ends_one(app: Flask, cast: Cast, rosa: Visitor) -> None:
    phone = Visitor(app)
    phone.client.environ_base["HTTP_USER_AGENT"] = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Safari/604.1"
    sign_in(phone)
    page = rosa.get("/settings").text
    assert "iPhone, Safari" in page
    ends = re.findall(r"/settings/sessions/[0-9a-f-]{36}/end", page)
    assert len(ends) == 1
    assert rosa.post(ends[0]).status_code == 303
    assert not is_signed_in(phone)
    assert is_signed_in(rosa)
    assert "iPhone" not in rosa.get("/settings").text


def test_a_session_of_somebody_else_is_not_there(
    app: Flask, cast: Cast, rosa: Visitor, omar: Visitor
) -> None:
    address = f"/settings/sessions/{session_of(app, cast.rosa)}/end"
    assert omar.post(address).status_code == 404
    assert omar.post(f"/settings/sessions/{cast.track}/end").status_code == 404
    assert is_signed_in(rosa)
    assert "iPhone" not in omar.get("/settings").text


def test_signing_out_everywhere_else_leaves_this_device(
    app: Flask, cast: Cast, rosa: Visitor, omar: Visitor
) -> None:
    others = [Visitor(app, "rosa@test.example") for _ in range(2)]
    assert rosa.post("/settings/sessions/end-others").status_code == 303
    assert [is_signed_in(other) for other in others] == [False, False]
    assert is_signed_in(rosa)
    assert is_signed_in(omar)


def test_signing_out_everywhere_means_here_too(app: Flask, cast: Cast, rosa: Visitor, omar: Visitor) -> None:
    other = Visitor(app, "rosa@test.example")
    assert rosa.post("/settings/sessions/end-all").location == "/"
    assert [is_signed_in(one) for one in (rosa, other, omar)] == [False, False, True]


@pytest.mark.parametrize("role", ["client", "staff"])
def test_who_left_is_signed_out_at_once(
    app: Flask, cast: Cast, rosa: Visitor, cora: Visitor, role: str
) -> None:
    visitor, person_id = (rosa, cast.rosa) if role == "client" else (cora, cast.cora)
    with app.app_context():
        db.session.get_one(Person, person_id).left_at = NOW
        db.session.commit()
    assert not is_signed_in(visitor)


def session_of(app: Flask, person_id: UUID) -> UUID:
    with app.app_context():
        return db.session.scalars(select(SignInSession.id).where(SignInSession.person_id == person_id)).one()
