"""Signing in with what the phone keeps: both steps at once, without typing."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from companion.accounts.factors.models import Challenge
from companion.accounts.models import Passkey, Person
from companion.core.db import db
from tests.cast import NOW, PASSWORD, Cast
from tests.factors.soft_key import PRESENT, SoftKey
from tests.visitor import Visitor

SIGN_IN, STEP = "/sign-in/passkey", "/sign-in/step"


def with_key(visitor: Visitor) -> SoftKey:
    """A passkey of who is signed in."""
    key = SoftKey()
    page = visitor.post("/settings/passkeys/new", name="My phone", password=PASSWORD).text
    options = re.search(r'data-make-passkey="([^"]+)"', page)
    assert options
    made = key.made(html.unescape(options[1]))
    assert visitor.post("/settings/passkeys", name="My phone", credential=made).status_code == 303
    return key


def challenge(visitor: Visitor, place: str = SIGN_IN) -> str:
    return visitor.post(f"{place}/challenge").get_data(as_text=True)


@pytest.mark.parametrize(("name", "home"), [("rosa", "/today"), ("cora", "/caseload"), ("ada", "/admin")])
def test_a_passkey_signs_in_without_typing(app: Flask, cast: Cast, name: str, home: str) -> None:
    key, anyone = with_key(Visitor(app, f"{name}@test.example")), Visitor(app)
    answer = anyone.post(SIGN_IN, credential=key.used(challenge(anyone)))
    assert (answer.status_code, answer.location) == (303, home)
    assert anyone.get(home).status_code == 200


def test_staff_set_up_their_second_step_with_one(app: Flask, cast: Cast) -> None:
    cora = Visitor(app)
    cora.post("/sign-in", email="cora@test.example", password=PASSWORD)
    assert cora.get("/caseload").status_code == 303
    key = with_key(cora)
    assert cora.get("/caseload").status_code == 200
    later = Visitor(app)
    assert later.post("/sign-in", email="cora@test.example", password=PASSWORD).location == STEP
    assert later.post(f"{STEP}/passkey", credential=key.used(challenge(later, STEP))).location == "/caseload"


def test_what_was_signed_is_good_once_and_for_five_minutes(app: Flask, cast: Cast, frozen: Any) -> None:
    key, anyone = with_key(Visitor(app, "rosa@test.example")), Visitor(app)
    used = key.used(challenge(anyone))
    assert anyone.post(SIGN_IN, credential=used).status_code == 303
    assert Visitor(app).post(SIGN_IN, credential=used).status_code == 409
    late = key.used(challenge(anyone))
    frozen.shift(timedelta(minutes=5))
    assert Visitor(app).post(SIGN_IN, credential=late).status_code == 409
    challenge(anyone)
    with app.app_context():
        assert len(db.session.scalars(select(Challenge)).all()) == 1


def test_an_answer_that_is_not_right_lets_nobody_in(app: Flask, cast: Cast) -> None:
    key, anyone = with_key(Visitor(app, "rosa@test.example")), Visitor(app)
    stranger = SoftKey()
    stranger.id = key.id
    answers = {
        "another key": stranger.used(challenge(anyone)),
        "unknown": SoftKey().used(challenge(anyone)),
        "another site": key.used(challenge(anyone), origin="https://elsewhere.example"),
        "not asked for a finger": key.used(challenge(anyone), flags=PRESENT),
        "of nobody's making": key.used('{"challenge": "AAAA"}'),
        "no answer": "",
        "nonsense": '{"id": [1]}',
    }
    for what, credential in answers.items():
        answer = anyone.post(SIGN_IN, credential=credential)
        assert answer.status_code == 409, what
        assert anyone.get("/today").status_code == 303, what


def test_who_left_does_not_come_in(app: Flask, cast: Cast) -> None:
    key, anyone = with_key(Visitor(app, "rosa@test.example")), Visitor(app)
    with app.app_context():
        db.session.execute(update(Person).where(Person.id == cast.rosa).values(left_at=NOW))
        db.session.commit()
    assert anyone.post(SIGN_IN, credential=key.used(challenge(anyone))).status_code == 409


def test_anothers_passkey_is_no_second_step(app: Flask, cast: Cast) -> None:
    with_key(Visitor(app, "cora@test.example"))
    other = with_key(Visitor(app, "ada@test.example"))
    cora = Visitor(app)
    cora.post("/sign-in", email="cora@test.example", password=PASSWORD)
    answer = cora.post(f"{STEP}/passkey", credential=other.used(challenge(cora, STEP)))
    assert answer.status_code == 422
    assert cora.get("/caseload").location == STEP


def test_the_last_passkey_of_staff_stays(app: Flask, cast: Cast) -> None:
    cora = Visitor(app, "cora@test.example")
    with_key(cora)
    with app.app_context():
        passkey_id = db.session.scalars(select(Passkey.id)).one()
    answer = cora.post(f"/settings/passkeys/{passkey_id}/removal")
    assert answer.status_code == 409 and "Set up the app first" in answer.text
    rosa = Visitor(app, "rosa@test.example")
    with_key(rosa)
    with app.app_context():
        passkey_id = db.session.scalars(select(Passkey.id).where(Passkey.person_id == cast.rosa)).one()
    assert rosa.post(f"/settings/passkeys/{passkey_id}/removal").status_code == 303
