"""The password again, before what matters: for five minutes, on this device, and no faster than a sign-in."""

from __future__ import annotations

from datetime import timedelta

import time_machine
from flask import Flask
from sqlalchemy import select

from companion.access.consents.models import Consent
from companion.accounts import rules
from companion.core.db import db
from tests.accounts.signing import cookie_of, is_signed_in, with_cookie
from tests.cast import NOW, Cast
from tests.consents.giving import ask
from tests.visitor import Visitor

AGAIN = 'name="password"'


def review(visitor: Visitor, email: str) -> str:
    form = {"name": "May", "relation": "Aunt", "email": email, "is_adult": "y", "purpose": "support"}
    answer = visitor.post("/sharing/new", submission_id="0" * 32, days="90", **form)
    assert answer.status_code == 200
    return answer.text


def consents_there_are(app: Flask) -> int:
    with app.app_context():
        return len(db.session.scalars(select(Consent)).all())


def test_a_password_counts_for_five_minutes() -> None:
    assert not rules.is_confirmed(None, NOW)
    assert rules.is_confirmed(NOW, NOW + timedelta(minutes=4, seconds=59))
    assert not rules.is_confirmed(NOW, NOW + timedelta(minutes=5))
    assert not rules.is_confirmed(NOW, NOW - timedelta(seconds=1))


def test_signing_in_does_not_count_and_the_password_is_asked_for(app: Flask, rosa: Visitor) -> None:
    assert AGAIN in review(rosa, "may@test.example")
    assert ask(rosa, password="").status_code == 422
    assert consents_there_are(app) == 0


def test_it_is_not_asked_again_for_a_while_and_then_it_is(
    app: Flask, rosa: Visitor, frozen: time_machine.Traveller
) -> None:
    assert ask(rosa).status_code == 200
    assert AGAIN not in review(rosa, "two@test.example")
    assert ask(rosa, "two@test.example", password="").status_code == 200
    frozen.move_to(NOW + timedelta(minutes=6))
    assert AGAIN in review(rosa, "three@test.example")
    assert ask(rosa, "three@test.example", password="").status_code == 422
    assert consents_there_are(app) == 2


def test_it_goes_on_under_a_new_cookie_and_a_refused_one_under_the_old(rosa: Visitor) -> None:
    before = cookie_of(rosa)
    ask(rosa, password="not this one at all")
    assert is_signed_in(with_cookie(rosa, before))
    ask(rosa)
    assert is_signed_in(rosa)
    assert not is_signed_in(with_cookie(rosa, before))


def test_another_device_is_asked_by_itself(app: Flask, rosa: Visitor) -> None:
    assert ask(rosa).status_code == 200
    other = Visitor(app, "rosa@test.example")
    assert ask(other, "two@test.example", password="").status_code == 422


def test_wrong_ones_are_refused_kept_and_slow_down_like_a_sign_in(
    app: Flask, rosa: Visitor, cast: Cast
) -> None:
    for _ in range(rules.FREE_TRIES):
        refused = ask(rosa, password="not this one at all")
        assert refused.status_code == 422
        assert "This is not your password now." in refused.text
        assert 'value="Aunt May"' in refused.text
    for _ in range(2):
        refused = ask(rosa, password="not this one at all")
    assert refused.status_code == 429
    assert ask(rosa).status_code == 429
    assert consents_there_are(app) == 0
    away = Visitor(app).post("/sign-in", email="rosa@test.example", password="seven quiet green lamps")
    assert away.status_code == 429
