"""An administrator changes the thresholds, the trail keeps before and after, and everyone can read them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from companion.accounts.models import Person
from companion.audit.models import Event
from companion.core.db import db
from companion.records.days import questions
from companion.records.triage import queries
from companion.records.triage.facts import Limits
from tests.cast import NOW, Cast
from tests.visitor import Visitor


def form(**changes: str) -> dict[str, Any]:
    usual = {
        "session_hours": "2",
        "strong_from": "8",
        "rise": "3",
        "missed": "1",
        "silent_days": "3",
        "short_nights": "2",
        "waits_days": "1",
        "medicine_days": "2",
        "medicine_question": "none",
    }
    return usual | changes


def events(app: Flask) -> list[dict[str, Any]]:
    with app.app_context():
        found = db.session.scalars(select(Event).where(Event.action == "thresholds:changed"))
        return [event.facts for event in found]


def ask_for_medicine(app: Flask, cast: Cast) -> str:
    with app.app_context():
        ada = db.session.get_one(Person, cast.ada)
        asked = questions.add(cast.program, english="Medicine?", spanish="¿Medicina?", by=ada, at=NOW)
        db.session.commit()
        return str(asked.id)


def test_an_administrator_changes_one_and_the_trail_says_what_was_and_what_is(
    app: Flask, ada: Visitor, cast: Cast
) -> None:
    question = ask_for_medicine(app, cast)
    assert "Medicine?" in ada.get("/admin/caseload-rules").text
    answer = ada.post("/admin/caseload-rules", **form(strong_from="6", medicine_question=question))
    assert answer.location == "/admin"
    ((facts),) = events(app)
    assert (facts["before"]["strong_from"], facts["after"]["strong_from"]) == (8, 6)
    assert (facts["before"]["medicine_question_id"], facts["after"]["medicine_question_id"]) == (
        None,
        question,
    )
    page = ada.get("/admin/caseload-rules").text
    assert re.search('<input [^>]*name="strong_from"[^>]* value="6"', page)


def test_saving_the_same_changes_nothing(app: Flask, ada: Visitor, cast: Cast) -> None:
    ada.post("/admin/caseload-rules", **form())
    assert events(app) == []
    ada.post("/admin/caseload-rules", **form(rise="4"))
    ada.post("/admin/caseload-rules", **form(rise="4"))
    assert len(events(app)) == 1
    with app.app_context():
        assert queries.rules_of(cast.program).limits == Limits(rise=4)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("strong_from", "11", "Please use a number from 1 to 10."),
        ("strong_from", "0", "Please use a number from 1 to 10."),
        ("session_hours", "25", "Please use a number from 1 to 24."),
        ("silent_days", "", "Please fill this in."),
        ("short_nights", "two", "Please use a number from 1 to 7."),
        ("medicine_question", "01a1f0ac-8300-70fe-a883-7ce354634e84", "Please choose one from the list."),
    ],
)
def test_a_wrong_value_is_explained_and_what_was_typed_stays(
    app: Flask, ada: Visitor, name: str, value: str, says: str
) -> None:
    answer = ada.post("/admin/caseload-rules", **form(missed="4") | {name: value})
    assert answer.status_code == 422
    assert says in answer.text
    assert 'value="4"' in answer.text
    assert events(app) == []


def test_a_question_of_another_kind_of_program_can_not_be_chosen(
    app: Flask, ada: Visitor, cora: Visitor
) -> None:
    assert cora.get("/admin/caseload-rules").status_code == 404
    assert ada.get("/caseload/rules").status_code == 404


def test_staff_and_clients_read_the_numbers_that_are_set(
    app: Flask, ada: Visitor, cora: Visitor, rosa: Visitor, cast: Cast
) -> None:
    question = ask_for_medicine(app, cast)
    assert "A craving of 8 or more." in cora.get("/caseload/rules").text
    assert "Medicine?" not in rosa.get("/settings/rules").text
    ada.post("/admin/caseload-rules", **form(strong_from="6", medicine_question=question))
    staff, own = cora.get("/caseload/rules").text, rosa.get("/settings/rules").text
    assert "A craving of 6 or more." in staff and "Medicine?" in staff
    assert "/how-skills-are-chosen" in staff
    assert "A craving was 6 or more." in own and "Medicine?" in own
    assert "/settings/rules" in rosa.get("/settings").text
    assert "/settings/rules" not in cora.get("/settings").text
    assert rosa.get("/caseload/rules").status_code == 404


def test_a_question_that_was_retired_stays_the_one_that_is_meant(
    app: Flask, ada: Visitor, cast: Cast
) -> None:
    question = ask_for_medicine(app, cast)
    ada.post("/admin/caseload-rules", **form(medicine_question=question))
    assert ada.post(f"/admin/questions/{question}/retirement").status_code == 303
    assert ada.post("/admin/caseload-rules", **form(medicine_question=question, rise="2")).status_code == 303
