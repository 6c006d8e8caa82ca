"""A list of other places: previewed, used once, and every bad line named."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from companion.core.db import db
from companion.core.settings import ROOT
from companion.overviews.importing import directories
from companion.overviews.importing.directories import Wrong
from companion.records.directory.models import ReferralPlace
from tests.visitor import Visitor

HEAD = "name1,name2,street1,city,state,zip,phone,website,service codes"
OAK = "Oak Residence,,34 Oak Avenue,Buffalo,NY,14201,555-010-0102,example.org,SA RES"
ELM = "Elm Clinic,Evening,2 Elm St,Albany,ny,12207-1234,,,OIT * SP"


def bring(ada: Visitor, *lines: str) -> Any:
    text = "\n".join([HEAD, *lines]).encode()
    form = {"csrf_token": ada.token(), "directory": (BytesIO(text), "places.csv")}
    return ada.client.post("/admin/import/directory", data=form, content_type="multipart/form-data")


def use(ada: Visitor, *lines: str) -> str:
    """Look at it, use it, and give back what the preview said."""
    preview = bring(ada, *lines)
    assert preview.status_code == 303
    page = ada.get(preview.location).text
    if "Use this file" in page:
        ada.post(f"{preview.location}/application")
    return str(page)


def places(app: Flask) -> list[ReferralPlace]:
    with app.app_context():
        return list(db.session.scalars(select(ReferralPlace).order_by(ReferralPlace.name1)))


def test_it_shows_first_and_changes_nothing(app: Flask, ada: Visitor) -> None:
    page = ada.get(bring(ada, OAK, ELM).location).text
    assert "Oak Residence" in page
    assert "Will be added" in page
    assert places(app) == []


def test_the_same_file_again_changes_nothing(app: Flask, ada: Visitor) -> None:
    use(ada, OAK, ELM)
    first = places(app)
    assert [(one.name1, one.state, one.services, one.website) for one in first] == [
        ("Elm Clinic", "NY", " OIT SP ", ""),
        ("Oak Residence", "NY", " SA RES ", "https://example.org"),
    ]
    page = use(ada, OAK, ELM)
    assert "Nothing would change." in page
    assert [one.id for one in places(app)] == [one.id for one in first]


def test_what_changed_is_changed_and_what_is_gone_stays(app: Flask, ada: Visitor) -> None:
    use(ada, OAK, ELM)
    page = use(ada, OAK.replace("555-010-0102", "555-010-0199"))
    assert "Changed: phone." in page
    assert [one.phone for one in places(app)] == ["", "555-010-0199"]


def test_bad_lines_are_named_and_the_others_used(app: Flask, ada: Visitor) -> None:
    page = use(ada, OAK, ",,,Buffalo,NY,,,,", "Ash House,,,Buffalo,Ontario,,,,", ELM)
    assert "Line 3" in page and "It has no name (name1)." in page
    assert "Line 4" in page and "Its state is not one of the two letters" in page
    assert [one.name1 for one in places(app)] == ["Elm Clinic", "Oak Residence"]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        (OAK, None),
        (OAK.replace("Buffalo", ""), Wrong.NO_CITY),
        (OAK.replace("14201", "1420"), Wrong.BAD_ZIP),
        (OAK.replace("555-010-0102", "see website"), Wrong.BAD_PHONE),
        (OAK.replace("example.org", "javascript:alert(1)"), Wrong.BAD_WEBSITE),
        (OAK.replace("example.org", "javascript://x.y/%0aalert(1)"), Wrong.BAD_WEBSITE),
        (OAK.replace("Oak Residence", "x" * 161), Wrong.TOO_LONG),
    ],
)
def test_a_row_says_what_is_wrong_with_it(line: str, wrong: Wrong | None) -> None:
    assert [row.wrong for row in directories.read(f"{HEAD}\n{line}")] == [wrong]


def test_the_same_place_twice_is_taken_once(app: Flask, ada: Visitor) -> None:
    assert "A row above is the same place." in use(ada, OAK, OAK.replace("34 Oak Avenue", "34 OAK AVENUE"))
    assert len(places(app)) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [("name1,city\nOak,Buffalo", "There is no column “state”."), (HEAD, "There is no place below")],
)
def test_a_file_that_is_no_list_is_refused(ada: Visitor, text: str, said: str) -> None:
    form = {"csrf_token": ada.token(), "directory": (BytesIO(text.encode()), "places.csv")}
    answer = ada.client.post("/admin/import/directory", data=form, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert said in answer.text


def test_services_can_have_a_column_each() -> None:
    (row,) = directories.read("name1,city,state,OIT,SP,RES\nOak,Buffalo,NY,1,,1")
    assert row.values["services"] == " OIT RES "


def test_the_example_file_can_be_used(app: Flask, ada: Visitor) -> None:
    lines = (ROOT / "static" / "directory-example.csv").read_text().splitlines()
    assert len(lines) == 3
    use(ada, *lines[1:])
    assert [one.name1 for one in places(app)] == ["Example House", "Example Residence"]
    assert re.search(r'href="/static/directory-example.csv[^"]*"', ada.get("/admin/import").text)
