from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select

from companion.core.db import db, new_id
from companion.records.plan.models import PlanKeeping
from tests.cast import PASSWORD
from tests.visitor import Visitor


@pytest.fixture
def planned(rosa: Visitor) -> Visitor:
    for part, words in (("place", "The library"), ("reason", "My kids"), ("script", "No thanks")):
        rosa.post("/plan/new", part=part, words=words, submission_id=str(new_id()))
    rosa.post("/plan/new", part="trigger", topics="people", submission_id=str(new_id()))
    rosa.post("/plan/safety/question", number="1", words="I stop answering\nI do not sleep")
    rosa.post("/plan/week", words="Two meetings")
    rosa.post("/contacts/new", submission_id=str(new_id()), name="Sam & Co", phone="+1 202 555 0142")
    return rosa


def headings(page: str) -> list[str]:
    return re.findall(r"<h2>(.*?)</h2>", page)


def test_both_plans_are_on_the_paper_and_the_name_is_not(planned: Visitor) -> None:
    page = planned.get("/plan/print").text
    sheet = page.partition("<article")[2].partition("</article>")[0]
    assert headings(sheet) == [
        "Signs I notice",
        "Professionals",
        "My people",
        "This week",
        "What sets off a craving",
        "What I can say",
        "Places that are good for me",
        "My reasons",
    ]
    for words in (
        "I do not sleep",
        "Sam &amp; Co · +1 202 555 0142",
        "Call or text 988.",
        "In danger: call 911.",
    ):
        assert words in sheet
    assert "Rosa" not in sheet
    assert "Not every line fits" not in sheet


def test_the_wallet_has_eight_panels(planned: Visitor) -> None:
    page = planned.get("/plan/print?fold=1").text
    panels = page.partition("<article")[2].partition("</article>")[0]
    assert headings(panels) == [
        "Signs I notice",
        "Things I can do",
        "Places and people",
        "People I can ask",
        "Professionals",
        "Making it safer",
        "My people",
        "My reasons",
    ]
    assert "Rosa" not in panels


def test_an_empty_plan_prints_the_numbers_that_are_always_there(rosa: Visitor) -> None:
    assert headings(rosa.get("/plan/print").text) == ["Professionals"]


def test_a_page_says_when_it_cannot_hold_everything(planned: Visitor) -> None:
    for part in ("place", "reason", "script", "sign", "action"):
        for number in range(19):
            words = f"{number} " + "word " * 30
            planned.post("/plan/new", part=part, words=words, submission_id=str(new_id()))
    page = planned.get("/plan/print").text
    assert "sheet--small" in page
    assert "Not every line fits on one page. All of them are in your plan." in page
    assert "Not every line fits" in planned.get("/plan/print?fold=1").text


@pytest.fixture
def locked(planned: Visitor) -> Visitor:
    """With a PIN, on a phone that is theirs alone."""
    chosen = {"kind": "pin", "pin": "2749", "after": "5", "phone": "own", "password": PASSWORD}
    assert planned.post("/settings/lock", **chosen).status_code == 303
    return planned


def test_without_a_pin_nothing_is_kept(app: Flask, planned: Visitor) -> None:
    assert "First choose a PIN" in planned.get("/plan/print").text
    assert planned.post("/plan/keeping", pin="2749").status_code == 422
    with app.app_context():
        assert db.session.scalars(select(PlanKeeping)).all() == []


def test_on_a_phone_that_is_shared_nothing_is_kept(app: Flask, locked: Visitor) -> None:
    shared = {"kind": "pin", "pin": "", "after": "5", "phone": "shared", "password": PASSWORD}
    locked.post("/settings/lock", **shared)
    page = locked.get("/plan/print").text
    assert "other people use this phone" in page and "data-keep-plan" not in page
    assert locked.post("/plan/keeping", pin="2749").status_code == 422


def test_with_the_pin_the_phone_gets_the_plan_to_seal(app: Flask, locked: Visitor) -> None:
    assert locked.post("/plan/keeping", pin="0000").status_code == 422
    answer = locked.post("/plan/keeping", pin="2749")
    blocks = answer.json["blocks"] if answer.json else []
    lines = [line for block in blocks for line in block["lines"]]
    assert {"words": "Two meetings", "call": ""} in lines
    assert any(line["call"] == "tel:+12025550142" for line in lines)
    assert "Keep it again" in locked.get("/plan/print").text
    assert locked.post("/plan/keeping/end").status_code == 303
    with app.app_context():
        assert db.session.scalars(select(PlanKeeping)).one().ended_at is not None


def test_the_pin_is_not_guessed_here_either(locked: Visitor) -> None:
    for _ in range(5):
        locked.post("/plan/keeping", pin="0000")
    assert "Please wait a moment" in locked.post("/plan/keeping", pin="2749").text


def test_nobody_else_prints_it(
    planned: Visitor, cora: Visitor, ben: Visitor, ada: Visitor, anyone: Visitor
) -> None:
    for somebody in (cora, ben, ada):
        for address in ("/plan/print", "/plan/list"):
            assert somebody.get(address).status_code == 404
        assert somebody.post("/plan/keeping").status_code == 404
    assert anyone.get("/plan/print").status_code == 303
