"""Helplines and other places: what anyone finds, and what an administrator changes."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from companion.core.db import db
from companion.programs import actions as programs
from companion.programs.models import Program
from companion.records.directory import actions, rules
from companion.records.helplines.rules import KNOWN
from tests.cast import NOW, Cast
from tests.helping.test_help import links, written
from tests.house.front_door import PLACE
from tests.library.test_cost import asked_of
from tests.visitor import Visitor

OFF = [one for one in KNOWN if not one.is_shown]


def list_places(app: Flask, cast: Cast, *changes: dict[str, str]) -> None:
    with app.app_context():
        program = db.session.get_one(Program, cast.program)
        for change in changes:
            values = {**PLACE, **change}
            identity = rules.identity(values["name1"], values["street1"], values["zip"])
            actions.bring(program, None, identity, values, at=NOW)
        db.session.commit()


def save(ada: Visitor, line: str = "", **form: str) -> Any:
    return ada.post(f"/admin/helplines/edit?line={line}", **form)


def test_a_number_that_nobody_checked_stays_off(anyone: Visitor, cast: Cast) -> None:
    assert OFF
    page = anyone.get("/find-treatment").text
    assert "1-800-662-4357" in page
    assert "The program has not checked this number itself." in page
    for one in OFF:
        assert one.phone.removeprefix("+") not in page or not one.phone
    assert "741741" not in page
    assert "https://findtreatment.gov/" in page


def test_an_unchecked_line_is_shown_only_once_it_was_checked(ada: Visitor, anyone: Visitor) -> None:
    about = {"phone": "", "text_to": "741741", "is_shown": "y"}
    refused = save(ada, "crisis_text", **about)
    assert refused.status_code == 422
    assert "Please check this number first" in refused.text
    assert save(ada, "crisis_text", **about, is_checked="y").status_code == 303
    page = anyone.get("/find-treatment").text
    assert "Text HOME to 741741" in page
    assert "Last checked Wed, Nov 18, 2026" in page
    assert "741741" not in anyone.get("/help").text


def test_help_now_reads_the_same_list(app: Flask, ada: Visitor, anyone: Visitor, cast: Cast) -> None:
    assert "tel:+18006624357" in links(anyone.get("/help").text)
    save(ada, "samhsa", phone="+1-800-662-4357", is_shown="y")
    assert "tel:+18006624357" not in links(anyone.get("/help").text)
    save(
        ada,
        "",
        name_en="County line",
        name_es="Línea",
        phone="555 010 0150",
        is_shown="y",
        is_on_help_now="y",
    )
    assert "Call County line" in anyone.get("/help").text
    for crisis in ("tel:988", "sms:988", "tel:911"):
        assert crisis in links(anyone.get("/help").text), "no setting takes these off"


def test_help_now_asks_once_for_the_list_and_writes_nothing(
    app: Flask, rosa: Visitor, anyone: Visitor
) -> None:
    for visitor in (rosa, anyone):
        visitor.get("/help")
        with asked_of(app) as found:
            visitor.get("/help")
        assert sum("FROM helplines" in one for one in found) == 1
        with written(app) as statements:
            visitor.get("/help")
        assert statements == []


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"name_en": "", "name_es": "x", "phone": "555 0100"}, "Please write the name in English."),
        ({"name_en": "x", "name_es": "x"}, "Please write a phone number, or a number for texts."),
        ({"name_en": "x", "name_es": "x", "phone": "ask"}, "Please write a phone number like"),
    ],
)
def test_a_line_with_a_mistake_is_not_kept(ada: Visitor, form: dict[str, str], said: str) -> None:
    answer = save(ada, "", **form)
    assert answer.status_code == 422
    assert said in answer.text


@pytest.mark.parametrize("line", ["nonsense", "7c9e6679-7425-40de-944b-e07fc1f90ae7"])
def test_a_line_that_is_not_there_is_not_found(ada: Visitor, line: str) -> None:
    assert ada.get(f"/admin/helplines/edit?line={line}").status_code == 404
    assert save(ada, line, phone="555 0100").status_code == 404


def test_places_are_found_by_state_city_and_service(app: Flask, cast: Cast, anyone: Visitor) -> None:
    empty = anyone.get("/find-treatment").text
    assert "Places that this program knows" not in empty
    list_places(
        app,
        cast,
        {},
        {"name1": "Elm Clinic", "city": "Albany", "zip": "12207", "services": " SA OIT ", "phone": ""},
        {"name1": "Far House", "state": "CA", "city": "Fresno", "zip": "93650"},
    )
    everywhere = anyone.get("/find-treatment?state=NY").text
    assert "Oak Residence" in everywhere and "Elm Clinic" in everywhere and "Far House" not in everywhere
    in_albany = anyone.get("/find-treatment?state=NY&city=Albany").text
    assert "Elm Clinic" in in_albany and "Oak Residence" not in in_albany
    with_homes = anyone.get("/find-treatment?state=NY&service=RES").text
    assert "Oak Residence" in with_homes and "Elm Clinic" not in with_homes
    assert "tel:5550100102" in with_homes
    assert "https://www.openstreetmap.org/search?query=34+Oak+Avenue%2C+Buffalo%2C+NY+14201" in with_homes
    assert "No place here fits." in anyone.get("/find-treatment?state=NY&city=Nowhere").text
    for odd in ("state=%00", "state=XX", "state=NY&page=-3", "state=NY&page=99999999999999999999", "page=x"):
        assert anyone.get(f"/find-treatment?{odd}").status_code == 200


def test_a_long_list_comes_in_pages(app: Flask, cast: Cast, anyone: Visitor) -> None:
    list_places(app, cast, *({"name1": f"House {number:02}"} for number in range(rules.PAGE + 1)))
    first = anyone.get("/find-treatment?state=NY").text
    assert first.count("House ") // first.count("House 00") >= rules.PAGE
    assert "House 25" not in first
    assert "page=1" in first
    assert "House 25" in anyone.get("/find-treatment?state=NY&page=1").text


def test_a_state_is_taken_off_the_list(app: Flask, cast: Cast, ada: Visitor, anyone: Visitor) -> None:
    list_places(app, cast, {}, {"name1": "Far House", "state": "CA"})
    assert "1 place" in ada.get("/admin/directory").text
    ada.post("/admin/directory/removal", state="NY")
    assert "Oak Residence" not in anyone.get("/find-treatment?state=NY").text
    assert "Far House" in anyone.get("/find-treatment?state=CA").text


def test_another_programs_list_is_not_shown(app: Flask, cast: Cast, rosa: Visitor, anyone: Visitor) -> None:
    list_places(app, cast, {})
    with app.app_context():
        other = programs.create_program(name="Oak House", zone="UTC", language="en", at=NOW)
        other.slug = "oak-house"
        db.session.commit()
    assert "Oak Residence" in rosa.get("/find-treatment?state=NY").text
    for address in ("/find-treatment?state=NY", "/find-treatment?at=oak-house&state=NY"):
        assert "Oak Residence" not in anyone.get(address).text


def test_the_kinds_of_care_are_told_in_plain_words(anyone: Visitor) -> None:
    page = anyone.get("/levels-of-care").text
    assert "9 to 19 hours a week" in page
    for words in ("verdict", "ASAM", "unsuitable"):
        assert words not in page


def test_the_first_pages_lead_there(anyone: Visitor, cast: Cast) -> None:
    for address in ("/", "/sign-in"):
        page = anyone.get(address).text
        for link in ("/get-help", "/levels-of-care", "/find-treatment"):
            assert f'href="{link}"' in page
