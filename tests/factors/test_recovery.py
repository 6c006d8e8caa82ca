"""A lost password or phone: a new link in person, and what was before ends."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select, update

from companion.accounts.factors import queries
from companion.accounts.models import Lock, Passkey, Person, SignInSession
from companion.core.db import db
from companion.outbox.models import Message
from tests.accounts.signing import is_signed_in
from tests.cast import NOW, PASSWORD, Cast
from tests.factors.test_passkeys import with_key
from tests.factors.test_second_step import STEP, code_of, half_way, have_app
from tests.visitor import Visitor

NEW = "nine yellow paper boats"


def link_in(page: str) -> str:
    found = re.search(r"/welcome/[\w-]+", page)
    assert found
    return found[0]


def told(app: Flask) -> list[Message]:
    with app.app_context():
        return list(db.session.scalars(select(Message)))


def not_sure(app: Flask) -> None:
    """It was some time ago that anybody gave their password again."""
    with app.app_context():
        db.session.execute(update(SignInSession).values(confirmed_at=None))
        db.session.commit()


def test_a_new_link_in_person_ends_what_was_before(app: Flask, cast: Cast, cora: Visitor) -> None:
    rosa = Visitor(app, "rosa@test.example")
    with_key(rosa)
    have_app(app, cast.rosa)
    with app.app_context():
        lock = Lock(person_id=cast.rosa, program_id=cast.program, after_minutes=5, set_at=NOW)
        db.session.add(lock)
        db.session.commit()
    page = cora.post(f"/caseload/{cast.rosa}/invitation")
    assert not is_signed_in(rosa)
    half_way(app, "rosa")
    anyone = Visitor(app)
    assert anyone.post(link_in(page.text), new_password=NEW).location == "/today"
    with app.app_context():
        person = db.session.get_one(Person, cast.rosa)
        assert queries.app_of(person) is None and queries.codes_left(person) == 0
        assert person.lock is None and db.session.scalars(select(Passkey)).all() == []
    assert Visitor(app).post("/sign-in", email="rosa@test.example", password=PASSWORD).status_code == 422


def test_the_client_is_told_in_words_that_say_nothing(app: Flask, cast: Cast, cora: Visitor) -> None:
    cora.post(f"/caseload/{cast.rosa}/invitation")
    (message,) = told(app)
    with app.app_context():
        assert (message.recipient_id, message.subject) == (cast.rosa, "Your account")
        assert "please call" in message.body
        assert not re.search("maple|recovery|client|counselor|http", message.body, re.IGNORECASE)


def test_a_first_link_tells_nobody(app: Flask, cast: Cast, cora: Visitor) -> None:
    with app.app_context():
        db.session.get_one(Person, cast.rosa).password_hash = None
        db.session.commit()
    not_sure(app)
    assert "/welcome/" in cora.post(f"/caseload/{cast.rosa}/invitation").text
    assert told(app) == []


def test_staff_who_lost_their_phone_set_up_a_new_second_step(app: Flask, cast: Cast, ada: Visitor) -> None:
    have_app(app, cast.cora)
    page = ada.post(f"/admin/staff/{cast.cora}/invitation")
    answer = Visitor(app).post(link_in(page.text), new_password=NEW)
    assert answer.location == "/settings/second-step"


CHANGES = [
    "/admin/staff/{cora}/invitation",
    "/admin/staff/{cora}/departure",
    "/admin/staff/{cora}/duties/lead",
    "/admin/staff/{ada}/duties/lead/end",
    "/admin/staff/new",
]


@pytest.mark.parametrize("address", CHANGES)
def test_who_changes_staff_gives_the_password_again(
    app: Flask, cast: Cast, ada: Visitor, address: str
) -> None:
    not_sure(app)
    place = address.format(cora=cast.cora, ada=cast.ada)
    form = {"name": "Nell", "role": "counselor", "email": "nell@test.example", "submission_id": "0" * 32}
    asked = ada.post(place, **form)
    assert (
        asked.status_code == 422
        and "Your password again" in asked.text
        and "There is a problem" not in asked.text
    )
    assert 'name="name" value="Nell"' in asked.text
    assert ada.post(place, **form, password="not this one at all").status_code == 422
    with app.app_context():
        assert db.session.scalars(select(Person).where(Person.left_at.is_not(None))).all() == []
    assert ada.post(place, **form, password=PASSWORD).status_code in (200, 303)
    assert ada.post(place, **form).status_code in (200, 303, 422)


def test_a_counselor_gives_the_password_before_a_clients_new_link(
    app: Flask, cast: Cast, cora: Visitor
) -> None:
    not_sure(app)
    place = f"/caseload/{cast.rosa}/invitation"
    asked = cora.post(place)
    assert asked.status_code == 422 and "/welcome/" not in asked.text
    assert "/welcome/" in cora.post(place, password=PASSWORD).text


def test_the_step_is_asked_for_until_the_link_is_used(app: Flask, cast: Cast, cora: Visitor) -> None:
    have_app(app, cast.rosa)
    cora.post(f"/caseload/{cast.rosa}/invitation")
    rosa = half_way(app, "rosa")
    assert rosa.post(STEP, code=code_of(app, cast.rosa)).location == "/today"
