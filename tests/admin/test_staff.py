from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from companion.access import queries as access
from companion.accounts import queries as people
from companion.accounts.models import Person
from companion.accounts.rules import Role
from companion.audit.models import Event
from companion.core.db import db
from companion.overviews.staffing import actions
from tests.cast import NOW, PASSWORD, Cast, make_person
from tests.links import link_in
from tests.visitor import Visitor, let_in

NEW = "nine slow wooden boats"


def add(visitor: Visitor, **changed: str) -> TestResponse:
    usual = {
        "submission_id": str(uuid4()),
        "name": "Kim Novak",
        "email": "kim@test.example",
        "role": "counselor",
    }
    return visitor.post("/admin/staff/new", **usual | changed)


@pytest.mark.parametrize(("role", "home"), [("counselor", "/caseload"), ("admin", "/admin")])
def test_staff_are_added_and_come_in_by_a_link(
    app: Flask, ada: Visitor, anyone: Visitor, cast: Cast, role: str, home: str
) -> None:
    path = link_in(add(ada, role=role))
    with app.app_context():
        kim = people.person_by_email("kim@test.example")
        assert kim is not None
        assert (kim.name, kim.role, kim.program_id) == ("Kim Novak", role, cast.program)
    assert "Has not used the link yet." in ada.get("/admin/staff").text
    assert "kim@test.example" in anyone.get(path).text
    assert anyone.post(path, new_password=NEW).location == "/settings/second-step"
    let_in(app)
    assert anyone.get(home).status_code == 200
    assert "Has not used the link yet." not in ada.get("/admin/staff").text
    with app.app_context():
        events = db.session.scalars(select(Event).where(Event.action == "staff:invited")).all()
        assert [event.facts for event in events] == [{"role": role}]


def test_the_same_form_sent_twice_is_one_person(app: Flask, ada: Visitor, anyone: Visitor) -> None:
    submission = str(uuid4())
    first, second = (link_in(add(ada, submission_id=submission)) for _ in range(2))
    assert anyone.get(first).status_code == 404
    assert anyone.get(second).status_code == 200


def test_somebody_else_s_id_as_the_form_s_id_is_not_found(ada: Visitor, cast: Cast) -> None:
    assert add(ada, submission_id=str(cast.rosa)).status_code == 404


BAD = [
    ("submission_id", ""),
    ("name", ""),
    ("name", "n" * 81),
    ("email", "kim"),
    ("email", "kim@test.example\x00"),
    ("email", "cora@test.example"),
    ("email", "ROSA@test.example"),
    ("email", "kim@demo.example"),
    ("role", ""),
    ("role", "client"),
    ("role", "supporter"),
]


@pytest.mark.parametrize(("field", "value"), BAD)
def test_what_does_not_fit_is_refused_and_nothing_is_stored(
    app: Flask, ada: Visitor, cast: Cast, field: str, value: str
) -> None:
    answer = add(ada, **{field: value})
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert field == "name" or 'value="Kim Novak"' in answer.text
    with app.app_context():
        assert len(people.staff_of(cast.program)) == 3


def test_a_refused_email_does_not_say_why(ada: Visitor) -> None:
    for email in ("cora@test.example", "kim@demo.example"):
        assert "We can’t use this email here. Try another one." in add(ada, email=email).text


def test_a_new_link_lets_staff_choose_a_new_password(
    app: Flask, ada: Visitor, cora: Visitor, anyone: Visitor, cast: Cast
) -> None:
    path = link_in(ada.post(f"/admin/staff/{cast.cora}/invitation"))
    assert cora.get("/caseload").location == "/sign-in"
    assert anyone.post(path, new_password=NEW).location == "/settings/second-step"
    assert cora.get("/caseload").location == "/sign-in"


def test_departure_ends_everything_at_once(
    app: Flask, ada: Visitor, cora: Visitor, anyone: Visitor, cast: Cast
) -> None:
    assert cora.get("/caseload").status_code == 200
    path = link_in(ada.post(f"/admin/staff/{cast.cora}/invitation"))
    assert ada.post(f"/admin/staff/{cast.cora}/departure").location == "/admin/staff"
    assert cora.get("/caseload").location == "/sign-in"
    assert anyone.post("/sign-in", email="cora@test.example", password=PASSWORD).status_code == 422
    assert anyone.get(path).status_code == 404
    with app.app_context():
        assert access.clients_of(db.session.get_one(Person, cast.cora), NOW) == []
        ended = db.session.scalars(select(Event.client_id).where(Event.action == "care-team:left"))
        assert list(ended) == [cast.rosa]
    page = ada.get("/admin/staff").text
    assert "Access ended Wed, Nov 18" in page
    assert f"/admin/staff/{cast.cora}/" not in page
    assert ada.post(f"/admin/staff/{cast.cora}/departure").status_code == 303


def test_no_link_is_made_for_someone_who_has_left(ada: Visitor, cast: Cast) -> None:
    ada.post(f"/admin/staff/{cast.wes}/departure")
    answer = ada.post(f"/admin/staff/{cast.wes}/invitation")
    assert answer.status_code == 409
    assert "This person’s access has ended." in answer.text


def test_nobody_ends_their_own_access(ada: Visitor, cast: Cast) -> None:
    assert f"/admin/staff/{cast.ada}/departure" not in ada.get("/admin/staff").text
    answer = ada.post(f"/admin/staff/{cast.ada}/departure")
    assert answer.status_code == 409
    assert "You cannot end your own access." in answer.text
    assert ada.get("/admin").status_code == 200


def test_one_administrator_who_can_sign_in_is_always_left(context: Flask, cast: Cast) -> None:
    ada, cora = (db.session.get_one(Person, who) for who in (cast.ada, cast.cora))
    second = make_person(cast.program, Role.ADMIN, "Eve Admin")
    second.password_hash = None
    with pytest.raises(actions.CannotLeave):
        actions.end_access(ada, by=cora, at=NOW)
    second.password_hash = ada.password_hash
    actions.end_access(ada, by=second, at=NOW)
    assert ada.left_at == NOW
    with pytest.raises(actions.CannotLeave):
        actions.end_access(second, by=ada, at=NOW)


@pytest.mark.parametrize("verb", ["invitation", "departure"])
def test_clients_and_supporters_are_no_staff(app: Flask, ada: Visitor, cast: Cast, verb: str) -> None:
    for who in (cast.rosa, cast.ben, UUID(int=7)):
        assert ada.post(f"/admin/staff/{who}/{verb}").status_code == 404
