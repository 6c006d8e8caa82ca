"""A link by email instead of a password: once, soon, here, and for clients and supporters only."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from companion.accounts import locks
from companion.accounts.models import Person
from companion.core.db import db
from companion.outbox.models import Message
from tests.cast import NOW, PASSWORD, Cast
from tests.factors.test_second_step import STEP, have_app
from tests.visitor import Visitor

ASK = "/sign-in/link"


@pytest.fixture(autouse=True)
def with_mail(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "HAS_MAIL", True)


def mails(app: Flask) -> list[str]:
    with app.app_context():
        return [one.body for one in db.session.scalars(select(Message).order_by(Message.queued_at))]


def link_of(app: Flask, visitor: Visitor, email: str = "rosa@test.example") -> str:
    assert visitor.post(ASK, email=email).location == f"{ASK}/sent"
    found = re.search(r"http://127.0.0.1:8000(/sign-in/link/[\w-]{43})$", mails(app)[-1])
    assert found
    return found[1]


@pytest.mark.parametrize(("name", "home"), [("rosa", "/today"), ("ben", "/supporting")])
def test_it_signs_in_once_by_a_button(app: Flask, cast: Cast, anyone: Visitor, name: str, home: str) -> None:
    link = link_of(app, anyone, f"{name}@test.example")
    for _ in range(2):
        assert anyone.get(link).status_code == 200
    assert anyone.get(home).location == "/sign-in"
    assert anyone.post(link).location == home
    assert anyone.get("/settings").status_code == 200
    assert [anyone.get(link).status_code, anyone.post(link).status_code] == [410, 410]


def test_a_stolen_mailbox_alone_opens_nothing(app: Flask, cast: Cast, anyone: Visitor) -> None:
    link, thief = link_of(app, anyone), Visitor(app)
    assert [thief.get(link).status_code, thief.post(link).status_code] == [410, 410]
    thief.client.set_cookie("browser", "another word")
    assert thief.post(link).status_code == 410
    assert anyone.post(link).status_code == 303


def test_it_is_over_after_fifteen_minutes(app: Flask, cast: Cast, anyone: Visitor, frozen: Any) -> None:
    link = link_of(app, anyone)
    frozen.shift(timedelta(minutes=14, seconds=59))
    assert anyone.get(link).status_code == 200
    frozen.shift(timedelta(seconds=1))
    assert anyone.post(link).status_code == 410


def test_every_email_gets_the_same_answer(app: Flask, cast: Cast, anyone: Visitor) -> None:
    answers = []
    for email in ("rosa@test.example", "nobody@test.example", "cora@test.example", "ada@test.example"):
        answer = anyone.post(ASK, email=email)
        answers.append((answer.status_code, answer.location, answer.text))
    assert len(set(answers)) == 1
    # Staff sign in with two steps, and who is not known gets nothing.
    assert len(mails(app)) == 1


def test_who_left_and_who_never_came_get_none(app: Flask, cast: Cast, anyone: Visitor) -> None:
    for change in ({"left_at": NOW}, {"left_at": None, "password_hash": None}):
        with app.app_context():
            db.session.execute(update(Person).where(Person.id == cast.rosa).values(**change))
            db.session.commit()
        anyone.post(ASK, email="rosa@test.example")
    assert mails(app) == []


def test_a_link_of_who_left_meanwhile_opens_nothing(app: Flask, cast: Cast, anyone: Visitor) -> None:
    link = link_of(app, anyone)
    with app.app_context():
        db.session.execute(update(Person).where(Person.id == cast.rosa).values(left_at=NOW))
        db.session.commit()
    assert anyone.post(link).status_code == 410


def test_who_has_a_second_step_still_does_it(app: Flask, cast: Cast, anyone: Visitor) -> None:
    have_app(app, cast.rosa)
    assert anyone.post(link_of(app, anyone)).location == STEP
    assert anyone.get("/today").location == STEP


def locked(app: Flask, cast: Cast) -> None:
    with app.app_context():
        rosa = db.session.get_one(Person, cast.rosa)
        locks.set_lock(rosa, pin="2749", after_minutes=15, shows_people=False, at=NOW)
        db.session.commit()


def test_it_is_no_way_around_a_lock(app: Flask, cast: Cast, anyone: Visitor) -> None:
    locked(app, cast)
    anyone.post(link_of(app, anyone))
    assert anyone.get("/today").location == "/lock"
    assert anyone.post("/lock/end", pin="2749").location == "/today"
    assert anyone.get("/today").status_code == 200


def test_a_new_link_gives_no_new_tries_at_the_pin(
    app: Flask, cast: Cast, anyone: Visitor, frozen: Any
) -> None:
    locked(app, cast)
    for _ in range(4):
        anyone.post(link_of(app, anyone))
        for _ in range(3):
            anyone.post("/lock/end", pin="9999")
            frozen.shift(timedelta(minutes=1))
        anyone = Visitor(app)
    anyone.post(link_of(app, anyone))
    anyone.post("/lock/end", pin="2749")
    assert anyone.get("/today").status_code == 303
    assert Visitor(app).post("/sign-in", email="rosa@test.example", password=PASSWORD).status_code == 303


def test_nobody_is_sent_more_than_five_in_an_hour(
    app: Flask, cast: Cast, anyone: Visitor, frozen: Any
) -> None:
    for _ in range(7):
        anyone.post(ASK, email="rosa@test.example")
    assert len(mails(app)) == 5
    frozen.shift(timedelta(hours=1))
    anyone.post(ASK, email="rosa@test.example")
    assert len(mails(app)) == 6


def test_the_words_say_nothing_of_what_it_is_for(app: Flask, cast: Cast, anyone: Visitor) -> None:
    link_of(app, anyone)
    assert not re.search("maple|recovery|client|counselor|rosa", mails(app)[0], re.IGNORECASE)


def test_without_a_mail_server_it_says_so(
    app: Flask, cast: Cast, anyone: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "HAS_MAIL", False)
    assert "cannot send emails yet" in anyone.get(ASK).text
    assert anyone.post(ASK, email="rosa@test.example").status_code == 422
    assert mails(app) == []


def test_what_is_no_email_is_said(app: Flask, cast: Cast, anyone: Visitor) -> None:
    answer = anyone.post(ASK, email="rosa")
    assert answer.status_code == 422 and "name@example.org" in answer.text
