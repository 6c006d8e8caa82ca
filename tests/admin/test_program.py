from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from companion.access.permissions import ALLOWED, Can, Relation
from companion.audit.models import Event
from companion.core.db import db
from companion.overviews.admin import wording
from companion.programs import actions as programs
from companion.programs import queries
from companion.programs.models import Program
from tests.cast import NOW, Cast
from tests.visitor import Visitor

CLIENTS = re.compile(r"\b(Rosa|Omar|Ben)\b")
ALL = {
    "name": "Maple House",
    "zone": "America/New_York",
    "language": "en",
    "phone": "+1 555 010 0100",
    "hours": "Mon–Fri, 8 to 6",
    "shows_overdose_box": "y",
    "shows_use_safety": "y",
    "notice_hours": "24",
    "allowed_misses": "",
    "misses_weeks": "",
    "sharing_delay_hours": "24",
    "sharing_most_days": "365",
    "shows_notes": "y",
    "message_days": "1",
    "answer_days": "1",
    "enquiry_days": "90",
    "retention_years": "7",
}


def changes(app: Flask) -> list[list[str]]:
    with app.app_context():
        found = db.session.scalars(select(Event).where(Event.action == "program:changed"))
        return [event.facts["fields"] for event in found]


def test_the_first_page_counts_and_names_no_client(ada: Visitor) -> None:
    page = ada.get("/admin").text
    for what, count in (("Staff", 3), ("Tracks", 1), ("Clients enrolled now", 2)):
        assert f"<dt>{what}</dt><dd>{count}</dd>" in page
    assert not CLIENTS.search(page)


def test_no_page_of_the_administrator_names_a_client(ada: Visitor, cast: Cast) -> None:
    addresses = ["/admin/settings", "/admin/permissions", "/admin/tracks", "/admin/tracks/new"]
    addresses += [f"/admin/tracks/{cast.track}/edit", "/admin/staff", "/admin/staff/new"]
    for address in addresses:
        page = ada.get(address)
        assert page.status_code == 200
        assert not CLIENTS.search(page.text)


def test_a_client_whose_stay_ended_or_is_to_come_is_not_counted(app: Flask, cast: Cast) -> None:
    with app.app_context():
        stay = queries.latest_enrolment(cast.rosa)
        assert stay is not None
        assert queries.count_enrolled(cast.program, stay.started_on) == 2
        assert queries.count_enrolled(cast.program, stay.started_on.replace(day=18)) == 0
        stay.ended_on = NOW.date()
        db.session.flush()
        assert queries.count_enrolled(cast.program, NOW.date()) == 2
        stay.ended_on = NOW.date() - timedelta(days=1)
        db.session.flush()
        assert queries.count_enrolled(cast.program, NOW.date()) == 1
        assert queries.count_enrolled(cast.cora, NOW.date()) == 0


def test_what_follows_use_is_the_program_s_to_set(app: Flask, ada: Visitor, cast: Cast) -> None:
    page = ada.get("/admin").text
    assert "Tolerance, not alone, naloxone. The client chooses who reads it." in page
    changed = {**ALL, "is_use_told": "y"}
    changed.pop("shows_use_safety")
    assert ada.post("/admin/settings", **changed).location == "/admin"
    assert "No safety lines. The care team reads it." in ada.get("/admin").text
    assert changes(app) == [["shows_use_safety", "is_use_told"]]


def test_settings_are_changed_and_the_trail_says_which(app: Flask, ada: Visitor, cast: Cast) -> None:
    changed = {**ALL, "name": "Casa Arce 🌳", "zone": "America/Puerto_Rico", "phone": "", "language": "es"}
    changed.pop("shows_overdose_box")
    assert ada.post("/admin/settings", **changed).location == "/admin"
    with app.app_context():
        program = db.session.get_one(Program, cast.program)
        assert (program.name, program.zone, program.language) == ("Casa Arce 🌳", "America/Puerto_Rico", "es")
        assert (program.phone, program.shows_overdose_box) == ("", False)
    assert changes(app) == [["name", "zone", "language", "phone", "shows_overdose_box"]]


def test_saving_without_a_change_leaves_no_trail(app: Flask, ada: Visitor) -> None:
    assert ada.post("/admin/settings", **ALL).status_code == 303
    assert changes(app) == []


def test_the_form_shows_what_is_set(ada: Visitor) -> None:
    page = ada.get("/admin/settings").text
    for words in ("Maple House", "+1 555 010 0100", "Mon–Fri, 8 to 6", "checked"):
        assert words in page


BAD = [
    ("name", ""),
    ("name", "n" * 121),
    ("zone", "Mars/Olympus"),
    ("zone", ""),
    ("language", "fr"),
    ("phone", "call me"),
    ("phone", "5" * 41),
    ("hours", "h" * 121),
    ("hours", "8 to\x006"),
    ("notice_hours", ""),
    ("notice_hours", "337"),
    ("notice_hours", "-1"),
    ("allowed_misses", "101"),
    ("allowed_misses", "two"),
    ("allowed_misses", "٤"),
    ("misses_weeks", "0"),
    ("sharing_delay_hours", "0"),
    ("sharing_delay_hours", ""),
    ("sharing_most_days", "731"),
    ("misses_weeks", "0000105"),
]


@pytest.mark.parametrize(("field", "value"), BAD)
def test_what_does_not_fit_is_refused_and_kept(app: Flask, ada: Visitor, field: str, value: str) -> None:
    answer = ada.post("/admin/settings", **{**ALL, "name": "Oak House", field: value})
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert field == "name" or "Oak House" in answer.text
    assert changes(app) == []


def test_the_rules_about_misses_are_data_and_may_be_none(app: Flask, ada: Visitor, cast: Cast) -> None:
    assert "No rule" in ada.get("/admin").text
    rule = {"notice_hours": "48", "allowed_misses": "0", "misses_weeks": "4"}
    assert ada.post("/admin/settings", **{**ALL, **rule}).status_code == 303
    page = ada.get("/admin").text
    assert "48 hours before" in page
    assert "0, over the last 4 weeks" in page
    assert ada.post("/admin/settings", **{**ALL, **rule, "misses_weeks": ""}).status_code == 303
    assert "0, over the whole stay" in ada.get("/admin").text
    assert ada.post("/admin/settings", **ALL).status_code == 303
    with app.app_context():
        program = db.session.get_one(Program, cast.program)
        assert (program.notice_hours, program.allowed_misses, program.misses_weeks) == (24, None, None)
    names = ["notice_hours", "allowed_misses", "misses_weeks"]
    assert changes(app) == [names, ["misses_weeks"], ["notice_hours", "allowed_misses"]]


def test_a_wrong_zone_is_explained_and_kept(ada: Visitor) -> None:
    answer = ada.post("/admin/settings", **{**ALL, "zone": "Mars/Olympus"})
    assert "There is no such time zone. Please pick one from the list." in answer.text
    assert '<option selected value="Mars/Olympus">' in answer.text


def test_only_the_administrator_comes_here(
    rosa: Visitor, cora: Visitor, ben: Visitor, anyone: Visitor
) -> None:
    for visitor in (rosa, cora, ben):
        for address in ("/admin", "/admin/settings", "/admin/tracks", "/admin/staff", "/admin/permissions"):
            assert visitor.get(address).status_code == 404
    assert anyone.get("/admin").location == "/sign-in"


def test_every_permission_and_relation_has_words_and_the_table_s_answer() -> None:
    assert set(wording.PERMISSIONS) == set(Can)
    assert set(wording.RELATIONS) == set(Relation)
    for can, row in zip(wording.PERMISSIONS, wording.table(), strict=True):
        assert row.answers == [can in ALLOWED[relation] for relation in wording.RELATIONS]


def test_the_page_says_yes_as_often_as_the_table(ada: Visitor) -> None:
    page = ada.get("/admin/permissions").text
    assert page.count("<td>Yes</td>") == sum(len(may) for may in ALLOWED.values())
    assert "Read all of their own journal" in page


def test_what_is_promised_to_who_asks_for_help_is_the_programs_to_set(
    app: Flask, ada: Visitor, cast: Cast
) -> None:
    about = {"answer_days": "2", "enquiry_days": "30", "is_help_free": "y", "slug": "maple-house"}
    assert ada.post("/admin/settings", **{**ALL, **about}).status_code == 303
    assert set(changes(app)[0]) == set(about)
    assert "Answered within 2 business days, said to be free and confidential" in ada.get("/admin").text
    for wrong in ({"answer_days": "0"}, {"answer_days": "11"}, {"enquiry_days": ""}, {"slug": "Maple House"}):
        assert ada.post("/admin/settings", **{**ALL, **wrong}).status_code == 422
    with app.app_context():
        other = programs.create_program(name="Oak House", zone="UTC", language="en", at=NOW)
        other.slug = "oak-house"
        db.session.commit()
    taken = ada.post("/admin/settings", **{**ALL, "slug": "oak-house"})
    assert taken.status_code == 422
    assert "Another program has this public name." in taken.text
