from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from companion.accounts import actions as accounts
from companion.accounts import queries as people
from companion.accounts import rules
from companion.accounts.models import Person
from companion.accounts.rules import Role
from companion.core.db import db
from companion.programs import queries as programs
from tests.cast import NOW, PASSWORD, ZONE, Cast
from tests.visitor import Visitor

GOOD = "nine slow wooden boats"


@pytest.fixture
def nia(app: Flask, cast: Cast) -> UUID:
    """A client who was enrolled and has never been here."""
    with app.app_context():
        person = accounts.add_person(
            cast.program,
            role=Role.CLIENT,
            name="Nia Marigold",
            language="en",
            zone=ZONE,
            at=NOW,
        )
        db.session.commit()
        return person.id


@pytest.fixture
def path(app: Flask, nia: UUID) -> str:
    return link_for(app, nia)


def link_for(app: Flask, person_id: UUID) -> str:
    with app.app_context():
        token = accounts.invite(db.session.get_one(Person, person_id), by=None, at=NOW)
        db.session.commit()
        return f"/welcome/{token}"


def words_of(page: TestResponse, address: str) -> str:
    """The page but for its own address and its form token."""
    return re.sub(r'"X-CSRFToken": "[^"]+"', "", page.text.replace(address, ""))


def test_a_client_chooses_an_email_and_a_password_and_comes_to_today(
    app: Flask, anyone: Visitor, path: str, nia: UUID
) -> None:
    assert "Nia Marigold" in anyone.get(path).text
    answer = anyone.post(path, email=" Nia@Test.example", new_password=GOOD)
    assert (answer.status_code, answer.location) == (303, "/today")
    assert anyone.get("/settings").status_code == 200
    with app.app_context():
        person = db.session.get_one(Person, nia)
        assert person.email == "nia@test.example"
        assert person.password_hash is not None
        assert GOOD not in person.password_hash
    assert Visitor(app).post("/sign-in", email="nia@test.example", password=GOOD).location == "/today"


def test_a_link_that_is_used_expired_or_replaced_reads_like_one_that_never_was(
    app: Flask, anyone: Visitor, path: str, nia: UUID, frozen: Any
) -> None:
    never = anyone.get("/welcome/never-was")
    used = Visitor(app)
    used.post(path, email="nia@test.example", new_password=GOOD)
    used.post("/sign-out")
    replaced, newer = link_for(app, nia), link_for(app, nia)
    pages = [
        anyone.get(path),
        anyone.get(replaced),
        anyone.post(path, email="x@y.example", new_password=GOOD),
    ]
    frozen.shift(timedelta(days=7))
    pages.append(anyone.get(newer))
    addresses = [path, replaced, path, newer]
    assert never.status_code == 404
    for page, address in zip(pages, addresses, strict=True):
        assert page.status_code == 404
        assert words_of(page, address) == words_of(never, "/welcome/never-was")


def test_a_link_works_until_the_last_second_of_seven_days(anyone: Visitor, path: str, frozen: Any) -> None:
    frozen.shift(timedelta(days=7) - timedelta(seconds=1))
    assert anyone.get(path).status_code == 200
    frozen.shift(timedelta(seconds=1))
    assert anyone.get(path).status_code == 404


WEAK = [
    ("short", "at least 15 characters"),
    ("x" * 257, "at most 256 characters"),
    ("dissatisfaction", "easy to guess"),
    ("aaaaaaaaaaaaaaaaaa", "easy to guess"),
    ("abcabcabcabcabcabc", "easy to guess"),
    ("nia marigold is here", "easy to guess"),
    ("lanternfish and more", "easy to guess"),
    ("", "Please fill this in."),
]


@pytest.mark.parametrize(("password", "words"), WEAK)
def test_a_weak_password_is_refused_and_the_email_kept(
    app: Flask, anyone: Visitor, path: str, nia: UUID, password: str, words: str
) -> None:
    answer = anyone.post(path, email="lanternfish@test.example", new_password=password)
    assert answer.status_code == 422
    assert words in answer.text
    assert 'value="lanternfish@test.example"' in answer.text
    assert not password or f'"{password}"' not in answer.text
    with app.app_context():
        person = db.session.get_one(Person, nia)
        assert person.password_hash is person.email_key is None
    assert anyone.get(path).status_code == 200


def test_all_256_characters_of_a_long_password_count(app: Flask, anyone: Visitor, path: str) -> None:
    long = "".join(f"{number:03} " for number in range(64))
    assert len(long) == rules.PASSWORD_MOST
    assert anyone.post(path, email="nia@test.example", new_password=long).status_code == 303
    other = Visitor(app)
    assert other.post("/sign-in", email="nia@test.example", password=long[:-1] + "!").status_code == 422
    assert other.post("/sign-in", email="nia@test.example", password=long).status_code == 303


@pytest.mark.parametrize("email", ["rosa@test.example", "ADA@test.example ", "someone@demo.example"])
def test_an_email_that_is_taken_or_the_demo_s_is_refused_without_saying_why(
    app: Flask, anyone: Visitor, path: str, nia: UUID, email: str
) -> None:
    answer = anyone.post(path, email=email, new_password=GOOD)
    assert answer.status_code == 422
    assert "We can’t use this email here. Try another one." in answer.text
    with app.app_context():
        person = db.session.get_one(Person, nia)
        assert person.password_hash is person.email_key is None
    assert Visitor(app).post("/sign-in", email="rosa@test.example", password=PASSWORD).status_code == 303


def test_a_demo_clinic_takes_demo_emails(app: Flask, anyone: Visitor, path: str, cast: Cast) -> None:
    with app.app_context():
        programs.program(cast.program).is_demo = True
        db.session.commit()
    assert anyone.post(path, email="nia@demo.example", new_password=GOOD).status_code == 303


@pytest.mark.parametrize(
    "email", ["", "nobody", "a b@c.example", "a@b@c", "n\x00@x.example", "a" * 250 + "@x.example"]
)
def test_what_is_no_email_is_refused(anyone: Visitor, path: str, email: str) -> None:
    assert anyone.post(path, email=email, new_password=GOOD).status_code == 422


def test_whoever_has_left_cannot_use_an_old_link(app: Flask, anyone: Visitor, cast: Cast) -> None:
    path = link_for(app, cast.wes)
    with app.app_context():
        ada, wes = (db.session.get_one(Person, who) for who in (cast.ada, cast.wes))
        accounts.leave(wes, by=ada, at=NOW)
        db.session.commit()
        assert people.open_invitations_of(wes, NOW) == []
    assert anyone.get(path).status_code == 404
