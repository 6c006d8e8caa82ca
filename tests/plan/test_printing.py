from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select

from companion.core.db import db, new_id
from companion.records.plan.models import PlanKeeping
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


def test_the_file_is_there_only_once_the_client_chose_so(app: Flask, planned: Visitor) -> None:
    page = planned.get("/plan/print").text
    assert "Anyone who can open this phone can read that file." in page
    assert "Do not do this on a phone that you share." in page
    assert "/plan/list" not in page
    assert planned.get("/plan/list").status_code == 303
    assert planned.post("/plan/keeping").status_code == 303
    assert 'href="/plan/list" download="list.html"' in planned.get("/plan/print").text
    assert planned.get("/plan/list").status_code == 200
    assert planned.post("/plan/keeping/end").status_code == 303
    assert planned.get("/plan/list").status_code == 303
    assert (
        "A file that is on your phone stays there until you delete it." not in planned.get("/plan/print").text
    )
    with app.app_context():
        assert db.session.scalars(select(PlanKeeping)).one().ended_at is not None


def test_the_file_stands_by_itself_and_is_named_for_nobody(planned: Visitor) -> None:
    planned.post("/plan/keeping")
    answer = planned.get("/plan/list")
    assert answer.headers["Content-Disposition"] == "attachment; filename=list.html"
    assert answer.headers["Cache-Control"] == "no-store"
    page = answer.text
    assert "<title>List</title>" in page
    assert "I do not sleep" in page and "Two meetings" in page
    assert '<a href="tel:+12025550142">Sam &amp; Co · +1 202 555 0142</a>' in page
    assert '<a href="tel:988">' in page
    links = re.findall(r'(?:href|src|action|url)="([^"]*)"', page)
    assert {link.partition(":")[0] for link in links} == {"data", "tel"}
    assert "http" not in page.partition("base64,")[0] + page.partition('">')[2]
    for word in ("Rosa", "Maple House", "Companion", "script", "csrf"):
        assert word not in page


def test_one_choice_is_not_another_clients(planned: Visitor, omar: Visitor) -> None:
    planned.post("/plan/keeping")
    assert omar.get("/plan/list").status_code == 303
    assert "The library" not in omar.get("/plan/print").text


def test_nobody_else_prints_it(
    planned: Visitor, cora: Visitor, ben: Visitor, ada: Visitor, anyone: Visitor
) -> None:
    for somebody in (cora, ben, ada):
        for address in ("/plan/print", "/plan/list"):
            assert somebody.get(address).status_code == 404
        assert somebody.post("/plan/keeping").status_code == 404
    assert anyone.get("/plan/print").status_code == 303
