from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from companion.accounts import queries as people
from companion.accounts.models import Invitation, Person
from companion.audit.models import Disclosure
from companion.core.db import db
from tests.cast import PASSWORD, Cast
from tests.links import BASE, link_in
from tests.visitor import Visitor

NEW = "nine slow wooden boats"


@pytest.fixture
def page(cast: Cast) -> str:
    return f"/caseload/{cast.rosa}/invitation"


def test_the_link_is_shown_one_time_with_a_code_to_scan(cora: Visitor, page: str) -> None:
    made = cora.post(page)
    assert made.status_code == 200
    assert "<svg" in made.text
    assert 'role="img"' in made.text
    path = link_in(made)
    assert made.text.count(path) == 1
    again = cora.get(page)
    assert path not in again.text
    assert "<svg viewBox" not in again.text
    assert "A link is waiting to be used." in again.text
    assert "Wed, Nov 25, 5:00" in again.text


def test_only_a_hash_of_the_link_is_stored(app: Flask, cora: Visitor, page: str, cast: Cast) -> None:
    token = link_in(cora.post(page)).removeprefix("/welcome/")
    with app.app_context():
        invitation = db.session.scalars(select(Invitation)).one()
        assert invitation.token_hash == people.token_hash(token)
        kept = [str(getattr(invitation, column.name)) for column in Invitation.__table__.columns]
        assert not any(token in value for value in kept)
        assert invitation.created_by == cast.cora


def test_the_page_says_how_the_link_stands(cora: Visitor, anyone: Visitor, page: str, frozen: Any) -> None:
    assert "There is no link yet." in cora.get(page).text
    first = link_in(cora.post(page))
    anyone.post(first, new_password=NEW)
    assert "The link was used Wed, Nov 18, 5:00" in cora.get(page).text
    cora.post(page)
    frozen.shift(timedelta(days=8))
    cora.come_in("cora@test.example")
    assert "The last link was not used. It ended Wed, Nov 25, 5:00" in cora.get(page).text


def test_whoever_has_a_password_gets_a_new_link_that_ends_earlier_sign_ins(
    rosa: Visitor, cora: Visitor, anyone: Visitor, page: str
) -> None:
    shown = cora.get(page)
    assert "Make a new link" in shown.text
    assert "It signs them out everywhere" in shown.text
    assert rosa.get("/settings").status_code == 200
    path = link_in(cora.post(page))
    assert rosa.get("/settings").location == "/sign-in"
    assert anyone.post(path, new_password=NEW).location == "/today"
    assert rosa.get("/settings").location == "/sign-in"
    assert rosa.post("/sign-in", email="rosa@test.example", password=PASSWORD).status_code == 422
    assert rosa.post("/sign-in", email="rosa@test.example", password=NEW).status_code == 303


def test_a_newer_link_ends_the_older_one(cora: Visitor, anyone: Visitor, page: str) -> None:
    older, newer = link_in(cora.post(page)), link_in(cora.post(page))
    assert anyone.get(older).status_code == 404
    assert anyone.get(newer).status_code == 200


def test_a_counselor_who_is_not_hers_makes_no_link(app: Flask, wes: Visitor, page: str) -> None:
    assert wes.get(page).status_code == 404
    assert wes.post(page).status_code == 404
    with app.app_context():
        assert db.session.scalars(select(Invitation)).all() == []


def test_opening_the_page_is_noted_as_seen(app: Flask, cora: Visitor, page: str, cast: Cast) -> None:
    cora.get(page)
    with app.app_context():
        seen = db.session.scalars(select(Disclosure).where(Disclosure.client_id == cast.rosa)).one()
        assert (seen.recipient_id, seen.what) == (cast.cora, "counselor.enrolling.show_invitation")


def test_the_code_holds_the_address_and_no_style(app: Flask, cora: Visitor, page: str) -> None:
    made = cora.post(page).text
    drawing = made[made.index("<svg viewBox") : made.index("</svg>", made.index("<svg viewBox"))]
    assert "style" not in drawing
    assert "class" not in drawing
    assert f'value="{BASE}/welcome/' in made


def test_the_name_is_in_no_title(app: Flask, cora: Visitor, page: str, cast: Cast) -> None:
    with app.app_context():
        name = db.session.get_one(Person, cast.rosa).name
    title = cora.get(page).text.partition("<title>")[2].partition("</title>")[0]
    assert name not in title
