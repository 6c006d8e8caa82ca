"""The administrator says who works with whom; the next page that a counselor opens knows it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from companion.access import queries as access
from companion.accounts.models import Person
from companion.accounts.rules import Role
from companion.audit.models import Event
from companion.core.db import db
from companion.programs import actions as programs
from companion.programs import queries as stays
from companion.records.schedule.models import Appointment
from tests.cast import NOW, Cast, make_person
from tests.visitor import Visitor

NOBODY_LEFT = "Then nobody reads what this client sends."


def change(ada: Visitor, client: object, joins: object = "", leaves: object = "") -> int:
    return ada.post(f"/admin/care-teams/{client}", joins=str(joins), leaves=str(leaves)).status_code


def team(app: Flask, cast: Cast) -> list[str]:
    with app.app_context():
        return [one.name for one in access.care_team_of(db.session.get_one(Person, cast.rosa), NOW)]


def test_a_client_is_handed_over_at_once(
    app: Flask, ada: Visitor, cora: Visitor, wes: Visitor, rosa: Visitor, cast: Cast
) -> None:
    brief = f"/caseload/{cast.rosa}/brief"
    assert (cora.get(brief).status_code, wes.get(brief).status_code) == (200, 404)
    assert change(ada, cast.rosa, joins=cast.wes, leaves=cast.cora) == 303
    assert (cora.get(brief).status_code, wes.get(brief).status_code) == (404, 200)
    assert "Wes Counselor" in rosa.get("/sharing").text
    page = ada.get(f"/admin/care-teams/{cast.rosa}").text
    assert "Cora Counselor</bdi> · Mon, Oct 19" in page
    assert "Wes Counselor</bdi> · since Wed, Nov 18" in page
    with app.app_context():
        about = select(Event.action, Event.subject_id).where(Event.action.startswith("care-team:"))
        events = db.session.execute(about.where(Event.by_id == cast.ada)).all()
        assert ("care-team:joined", cast.wes) in events
        assert ("care-team:left", cast.cora) in events


def test_a_second_counselor_joins_and_the_same_form_sent_again_changes_nothing(
    app: Flask, ada: Visitor, cast: Cast
) -> None:
    assert change(ada, cast.rosa, joins=cast.wes) == 303
    assert change(ada, cast.rosa, joins=cast.wes) == 422
    assert team(app, cast) == ["Cora Counselor", "Wes Counselor"]


def test_one_of_two_leaves(app: Flask, ada: Visitor, cast: Cast) -> None:
    change(ada, cast.rosa, joins=cast.wes)
    assert change(ada, cast.rosa, leaves=cast.cora) == 303
    assert team(app, cast) == ["Wes Counselor"]


def test_the_last_one_leaves_only_when_another_joins(app: Flask, ada: Visitor, cast: Cast) -> None:
    answer = ada.post(f"/admin/care-teams/{cast.rosa}", joins="", leaves=str(cast.cora))
    assert answer.status_code == 422
    assert NOBODY_LEFT in answer.text
    assert team(app, cast) == ["Cora Counselor"]


@pytest.mark.parametrize("who", ["rosa", "ben", "ada", "cora", "", "nobody"])
def test_only_a_counselor_who_is_not_there_yet_joins(app: Flask, ada: Visitor, cast: Cast, who: str) -> None:
    assert change(ada, cast.rosa, joins=getattr(cast, who, who)) == 422
    assert team(app, cast) == ["Cora Counselor"]


def test_of_another_program_and_of_no_client_there_is_no_page(app: Flask, ada: Visitor, cast: Cast) -> None:
    with app.app_context():
        other = programs.create_program(name="Oak", zone="UTC", language="en", at=NOW)
        stranger = make_person(other.id, Role.CLIENT, "Zoe")
        far = make_person(other.id, Role.COUNSELOR, "Far Counselor")
        db.session.commit()
        ids = [stranger.id, cast.cora, cast.ben]
    for who in ids:
        assert ada.get(f"/admin/care-teams/{who}").status_code == 404
        assert change(ada, who, joins=cast.wes) == 404
    assert change(ada, cast.rosa, joins=far.id) == 422
    assert ada.get("/admin/care-teams", query_string={"counselor": str(far.id)}).status_code == 404
    assert ada.get(f"/admin/care-teams/left/{far.id}").status_code == 404


def test_nobody_but_the_administrator_sees_the_list(
    anyone: Visitor, rosa: Visitor, ben: Visitor, cora: Visitor
) -> None:
    assert anyone.get("/admin/care-teams").location == "/sign-in"
    for who in (rosa, ben, cora):
        assert who.get("/admin/care-teams").status_code == 404


def test_the_list_shows_those_without_a_counselor_first(app: Flask, ada: Visitor, cast: Cast) -> None:
    page = ada.get("/admin/care-teams").text
    assert page.index("Omar") < page.index("Rosa")
    ada.post(f"/admin/staff/{cast.cora}/departure")
    page = ada.get("/admin/care-teams").text
    assert page.index("Rosa") < page.index("Omar")
    only = ada.get("/admin/care-teams", query_string={"counselor": str(cast.wes)}).text
    assert "Omar" in only
    assert "Rosa" not in only


def test_who_is_no_longer_in_the_program_is_not_listed(app: Flask, ada: Visitor, cast: Cast) -> None:
    with app.app_context():
        stay = stays.latest_enrolment(cast.rosa)
        assert stay is not None
        stay.ended_on = (NOW - timedelta(days=2)).date()
        db.session.commit()
    assert "Rosa" not in ada.get("/admin/care-teams").text


def test_what_a_counselor_leaves_open_is_listed_before_and_after(
    app: Flask, ada: Visitor, cast: Cast
) -> None:
    with app.app_context():
        booked = {"program_id": cast.program, "facilitator_id": cast.cora, "title": "Session"}
        soon = NOW + timedelta(days=1)
        row = Appointment(**booked, client_id=cast.rosa, starts_at=soon, ends_at=soon + timedelta(hours=1))
        row.created_by, row.created_at = cast.cora, NOW
        db.session.add(row)
        db.session.commit()
    address = f"/admin/care-teams/left/{cast.cora}"
    assert address in ada.get("/admin/staff").text
    page = ada.get(address).text
    assert "This would be open if their access ended now." in page
    assert "Rosa" in page
    assert "1 session with one client. 0 groups." in page
    ada.post(f"/admin/staff/{cast.cora}/departure")
    page = ada.get(address).text
    assert "This is still open." in page
    assert f"/admin/care-teams/{cast.rosa}" in page
    change(ada, cast.rosa, joins=cast.wes)
    assert "None." in ada.get(address).text
