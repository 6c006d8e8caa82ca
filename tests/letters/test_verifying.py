from __future__ import annotations

import logging

import pytest
from flask import Flask
from sqlalchemy import select

from companion.audit.models import Event
from companion.core.db import db
from companion.records.letters import queries as letters
from tests.cast import Cast
from tests.house.test_access import counts
from tests.house.world import CANARY
from tests.letters.letters import MONDAY, ask, attend, code_on, sign
from tests.visitor import Visitor


@pytest.fixture
def letter_id(app: Flask, cast: Cast, rosa: Visitor, cora: Visitor) -> str:
    with app.app_context():
        attend(cast, MONDAY, 180)
        db.session.commit()
    found = ask(rosa, recipient=CANARY)
    sign(cora, cast, found)
    return found


@pytest.fixture
def code(letter_id: str, rosa: Visitor) -> str:
    return code_on(rosa.get(f"/letters/{letter_id}").text)


def checks(app: Flask) -> list[Event]:
    with app.app_context():
        return list(db.session.scalars(select(Event).where(Event.action == "letter:verified")))


def test_a_code_confirms_the_letters_own_facts(
    app: Flask, cast: Cast, code: str, letter_id: str, anyone: Visitor
) -> None:
    typed = [anyone.post("/verify", code=one) for one in (code, code.lower(), code.replace("-", " "))]
    for answer in (anyone.get(f"/verify/{code}"), anyone.get(f"/verify/{code.replace('-', '')}"), *typed):
        assert answer.status_code == 200
        for words in (
            "Maple House",
            "Rosa",
            "Mon, Nov 2, 2026",
            "3 h",
            "by Cora Counselor on Wed, Nov 18, 2026",
        ):
            assert words in answer.text
        assert CANARY not in answer.text
        assert "court" not in answer.text.lower()
        assert answer.headers["Cache-Control"] == "no-store"
    noted = checks(app)
    assert len(noted) == 5
    assert all((event.by_id, event.facts, event.client_id) == (None, {}, cast.rosa) for event in noted)
    assert {str(event.subject_id) for event in noted} == {letter_id}


def test_a_letter_that_was_taken_back_says_only_that(
    app: Flask, code: str, letter_id: str, rosa: Visitor, anyone: Visitor
) -> None:
    rosa.post(f"/letters/{letter_id}/revocation")
    for answer in (anyone.get(f"/verify/{code}"), anyone.post("/verify", code=code)):
        assert answer.status_code == 200
        assert "This letter was taken back on Wed, Nov 18, 2026." in answer.text
        for words in ("Maple", "Rosa", "Cora", "Nov 2,", "3 h", CANARY):
            assert words not in answer.text
    assert len(checks(app)) == 2


def test_an_unknown_code_is_not_found_and_can_be_typed_again(app: Flask, code: str, anyone: Visitor) -> None:
    wrong = ("1" if code[0] != "1" else "2") + code[1:]
    before = counts(app)
    for one in (wrong, "nonsense", "x" * 300, "%F0%9F%A6%86"):
        answer = anyone.get(f"/verify/{one}")
        assert answer.status_code == 404
        assert "There is nothing here" in answer.text
        assert 'name="code"' in answer.text
    typed = anyone.post("/verify", code=wrong)
    assert typed.status_code == 422
    assert "No letter has this code." in typed.text
    assert f'value="{wrong}"' in typed.text
    assert counts(app) == before


@pytest.mark.parametrize(
    ("code", "said"), [("", "Type the code"), ("x" * 41, "too long"), ("a\x00b", "cannot be saved")]
)
def test_what_is_no_code_is_said(anyone: Visitor, code: str, said: str) -> None:
    answer = anyone.post("/verify", code=code)
    assert answer.status_code == 422
    assert said in answer.text


def test_the_address_of_a_letter_stands_in_no_log(
    code: str, anyone: Visitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(*arguments: object) -> None:
        raise ValueError(code)

    monkeypatch.setattr(letters, "letter_with_code", break_down)
    with caplog.at_level(logging.DEBUG):
        assert anyone.get(f"/verify/{code}").status_code == 500
        assert anyone.post("/verify", code=code).status_code == 500
    assert "Unhandled ValueError" in caplog.text
    assert code not in caplog.text
