"""Up to two yes-or-no questions of the program's own."""

from __future__ import annotations

import json
import re

import pytest
from flask import Flask
from sqlalchemy import select

from companion.core.db import db
from companion.programs import actions as programs
from companion.records.days.models import CheckIn, Question
from tests.cast import NOW, Cast
from tests.days.answers import form
from tests.visitor import Visitor

MEDICINE = {"english": "Did you take your medicine?", "spanish": "¿Tomaste tu medicina?"}
FOOD = {"english": "Did you eat?", "spanish": "¿Comiste?"}


def questions(app: Flask) -> list[Question]:
    with app.app_context():
        return list(db.session.scalars(select(Question).order_by(Question.id)))


def test_a_question_is_asked_in_the_language_of_the_client(app: Flask, ada: Visitor, rosa: Visitor) -> None:
    assert ada.post("/admin/questions", **MEDICINE).location == "/admin/questions"
    assert MEDICINE["english"] in rosa.get("/check-in").text
    rosa.get("/language/es")
    assert MEDICINE["spanish"] in rosa.get("/check-in").text


def test_an_answer_is_kept_under_its_question_and_can_be_skipped(
    app: Flask, ada: Visitor, rosa: Visitor
) -> None:
    for one in (MEDICINE, FOOD):
        ada.post("/admin/questions", **one)
    first, second = questions(app)
    rosa.post("/check-in", **form(**{f"question-{first.id.hex}": "yes", f"question-{second.id.hex}": "skip"}))
    with app.app_context():
        assert db.session.scalars(select(CheckIn)).one().asked == {str(first.id): "yes"}
    page = rosa.get("/check-in").text
    assert re.search(rf'<input checked[^>]*name="question-{first.id.hex}"[^>]*value="yes"', page)
    assert rosa.post("/check-in", **form(**{f"question-{first.id.hex}": "often"})).status_code == 422


def test_there_are_two_at_most(app: Flask, ada: Visitor) -> None:
    for one in (MEDICINE, FOOD):
        assert ada.post("/admin/questions", **one).status_code == 303
    assert "Retire one first" in ada.get("/admin/questions").text
    answer = ada.post("/admin/questions", english="A third?", spanish="¿Tercera?")
    assert answer.status_code == 422
    assert "A third?" in answer.text
    assert len(questions(app)) == 2


def test_the_same_words_twice_are_one_question(app: Flask, ada: Visitor) -> None:
    for _ in range(2):
        assert ada.post("/admin/questions", **MEDICINE).status_code == 303
    assert len(questions(app)) == 1


def test_a_retired_question_is_asked_no_more_and_its_answers_stay(
    app: Flask, ada: Visitor, rosa: Visitor
) -> None:
    ada.post("/admin/questions", **MEDICINE)
    (question,) = questions(app)
    rosa.post("/check-in", **form(**{f"question-{question.id.hex}": "no"}))
    ada.post(f"/admin/questions/{question.id}/retirement")
    assert MEDICINE["english"] not in rosa.get("/check-in").text
    assert "Asked no more" in ada.get("/admin/questions").text
    rosa.post("/check-in", **form(mood="1"))
    with app.app_context():
        row = db.session.scalars(select(CheckIn)).one()
        assert json.loads(row.answers) == {str(question.id): "no"}


@pytest.mark.parametrize("missing", ["english", "spanish"])
def test_a_question_needs_both_languages(app: Flask, ada: Visitor, missing: str) -> None:
    assert ada.post("/admin/questions", **{**MEDICINE, missing: " "}).status_code == 422
    assert questions(app) == []


def test_another_program_s_question_is_not_there(app: Flask, ada: Visitor, cast: Cast) -> None:
    with app.app_context():
        other = programs.create_program(name="Oak", zone="America/Denver", language="en", at=NOW)
        question = Question(program_id=other.id, **MEDICINE, created_by=cast.ada, created_at=NOW)
        db.session.add(question)
        db.session.commit()
        address = f"/admin/questions/{question.id}/retirement"
    assert ada.post(address).status_code == 404
    assert MEDICINE["english"] not in ada.get("/admin/questions").text
