from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select

from companion.core.db import db, new_id
from companion.records.plan.models import SafetyAnswer
from tests.visitor import Visitor

QUESTIONS = [
    "Which signs do you notice?",
    "What can you do on your own?",
    "Where can you go, and who is good to be around?",
    "Who can you ask for help?",
    "Which professionals can you call?",
    "What would make the place where you are safer?",
]


def answer(visitor: Visitor, number: int, words: str, **form: str) -> str:
    sent = visitor.post("/plan/safety/question", number=str(number), words=words, **form)
    assert sent.status_code == 303
    return str(sent.location)


def stored(app: Flask) -> dict[str, str]:
    with app.app_context():
        return {row.step: row.words for row in db.session.scalars(select(SafetyAnswer))}


def test_it_begins_with_what_it_is_for_and_a_way_to_call(rosa: Visitor) -> None:
    page = rosa.get("/plan/safety").text
    assert "It works best when you write it together with your counselor." in page
    assert "Your care team can read it. Your supporters do not see it." in page
    assert page.index("tel:988") < page.index("/plan/safety/question?number=1")


def test_six_questions_follow_each_other_and_end_with_all_answers(app: Flask, rosa: Visitor) -> None:
    address = "/plan/safety/question?number=1"
    for number, question in enumerate(QUESTIONS, 1):
        page = rosa.get(address).text
        assert f"<h1>{question}</h1>" in page
        assert f"{number} of 6" in page
        assert "Your care team can read it." in page
        assert "Continue" in page
        assert f"number={number - 1}" in page or number == 1
        address = answer(rosa, number, f"First of {number}\n\n Second of {number}")
    assert address == "/plan/safety"
    page = rosa.get(address).text
    for title in (
        "Signs I notice",
        "Things I can do",
        "Places and people",
        "People I can ask",
        "Making it safer",
    ):
        assert title in page
    assert re.findall(r'<li dir="auto">(.*?)</li>', page) == [
        f"{which} of {number}" for number in range(1, 7) for which in ("First", "Second")
    ]
    assert len(stored(app)) == 6


def test_a_change_goes_back_to_all_answers(rosa: Visitor) -> None:
    answer(rosa, 2, "Walk")
    page = rosa.get("/plan/safety").text
    assert "number=2&amp;check=1" in page
    question = rosa.get("/plan/safety/question?number=2&check=1").text
    assert "Walk</textarea>" in question
    assert 'name="check" type="hidden" value="1"' in question
    assert answer(rosa, 2, "Run", check="1") == "/plan/safety"


def test_a_question_can_be_skipped(app: Flask, rosa: Visitor) -> None:
    assert answer(rosa, 1, "") == "/plan/safety/question?number=2"
    assert stored(app) == {}


def test_earlier_words_are_kept_and_can_be_used_again(app: Flask, rosa: Visitor) -> None:
    answer(rosa, 6, "Lock it up")
    answer(rosa, 6, "")
    earlier = rosa.get("/plan/safety/question?number=6").text.partition('id="versions"')[2]
    sent = dict(re.findall(r'type="hidden" name="(words|number|check)" value="([^"]*)"', earlier))
    assert rosa.post("/plan/safety/question", **sent).location == "/plan/safety"
    assert stored(app) == {"safer": "Lock it up"}


@pytest.mark.parametrize("words", ["w" * 501, "a\x00b"])
def test_what_cannot_be_saved_comes_back_as_it_was(app: Flask, rosa: Visitor, words: str) -> None:
    sent = rosa.post("/plan/safety/question", number="3", words=words)
    assert sent.status_code == 422
    assert "There is a problem" in sent.text
    assert words in sent.text
    assert "3 of 6" in sent.text
    assert stored(app) == {}


@pytest.mark.parametrize("number", ["0", "7", "-1", "one", "٣", "9" * 30])
def test_a_question_that_does_not_exist_is_not_found(rosa: Visitor, number: str) -> None:
    assert rosa.get(f"/plan/safety/question?number={number}").status_code == 404
    assert rosa.post("/plan/safety/question", number=number, words="A").status_code == 404


def test_the_reasons_of_the_plan_stand_below_the_answers(rosa: Visitor) -> None:
    rosa.post("/plan/new", part="reason", words="My kids", submission_id=str(new_id()))
    assert "My kids" in rosa.get("/plan/safety").text


def test_help_now_leads_to_it_only_for_a_client(rosa: Visitor, ben: Visitor, anyone: Visitor) -> None:
    assert 'href="/plan/safety"' in rosa.get("/help").text
    assert "/plan" not in ben.get("/help").text
    assert "/plan" not in anyone.get("/help").text


def test_one_client_never_reads_or_changes_the_others_answer(
    app: Flask, rosa: Visitor, omar: Visitor
) -> None:
    answer(rosa, 1, "Only mine")
    assert "Only mine" not in omar.get("/plan/safety").text
    assert "Only mine" not in omar.get("/plan/safety/question?number=1").text
    answer(omar, 1, "His own")
    with app.app_context():
        assert len(list(db.session.scalars(select(SafetyAnswer)))) == 2
    assert "Only mine" in rosa.get("/plan/safety").text


def test_staff_and_supporters_have_no_such_page(cora: Visitor, ben: Visitor, ada: Visitor) -> None:
    for somebody in (cora, ben, ada):
        assert somebody.get("/plan/safety").status_code == 404
        assert somebody.post("/plan/safety/question", number="1", words="Mine").status_code == 404
