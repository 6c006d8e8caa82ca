"""Asking for help, from the form to the code, without an account."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text

from companion.core.db import db
from companion.outbox.models import Message
from companion.programs import actions as programs
from companion.programs.models import Program, StaffedHours
from companion.records.enquiries.rules import FREE_PER_ADDRESS, MOST_PER_ADDRESS, Held
from companion.records.tasks.models import Task
from tests.asking.requests import FILLED, WORDS, all_enquiries, code_on, hidden, send
from tests.cast import NOW, Cast
from tests.house.test_access import counts
from tests.visitor import Visitor


@pytest.fixture(autouse=True)
def hours(app: Flask, cast: Cast) -> None:
    """Staff are at work on Thursdays from 8 to 6."""
    with app.app_context():
        one = StaffedHours(program_id=cast.program, weekday=3, opens_at=time(8), closes_at=time(18))
        db.session.add(one)
        db.session.commit()


def test_the_crisis_card_stands_above_the_form_and_the_request_is_sealed_and_noted(
    app: Flask, anyone: Visitor, frozen: Any
) -> None:
    """Acceptance check 15 of the clinical facts."""
    page = anyone.get("/get-help").text
    assert page.index('id="crisis"') < page.index("<form")
    assert page.index("tel:988") < page.index("<form")
    assert "tel:911" in page
    assert send(anyone, frozen).status_code == 200
    with app.app_context():
        stored = " ".join(
            repr(row)
            for name in ("enquiries", "events", "tasks", "outbox_messages")
            for row in db.session.execute(text(f"select * from {name}"))  # noqa: S608  # a name of our own tables
        )
        noted = [row[0] for row in db.session.execute(text("select action from events"))]
    for words in (WORDS, "Robin", "555 010 0177", "after five"):
        assert words not in stored
    assert "enquiry:received" in noted
    (one,) = all_enquiries(app)
    with app.app_context():
        assert (one.name, one.going_on, one.phone, one.held_because) == ("Robin", WORDS, "555 010 0177", None)


def test_the_page_says_who_reads_it_and_by_when(anyone: Visitor) -> None:
    page = " ".join(anyone.get("/get-help").text.split())
    assert "A counselor of Maple House reads this and reaches out by Thu, Nov 19, 6:00 PM." in page
    assert "Nobody reads it live." in page


def test_free_is_said_only_where_the_program_says_so(app: Flask, anyone: Visitor, cast: Cast) -> None:
    assert "Free and confidential" not in anyone.get("/get-help").text
    with app.app_context():
        db.session.get_one(Program, cast.program).is_help_free = True
        db.session.commit()
    assert "Free and confidential" in anyone.get("/get-help").text


def test_no_cookie_is_set_on_the_way(anyone: Visitor, frozen: Any) -> None:
    answers = [anyone.client.get("/get-help"), send(anyone, frozen)]
    code = code_on(answers[1].text)
    answers.append(anyone.client.post("/get-help/request", data={"code": code}))
    for answer in answers:
        assert answer.status_code == 200
        assert answer.headers.getlist("Set-Cookie") == []


def test_a_form_from_another_site_is_refused(app: Flask, anyone: Visitor) -> None:
    data = {**FILLED, **hidden(anyone.get("/get-help").text)}
    answer = anyone.client.post("/get-help", data=data, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 400
    assert all_enquiries(app) == []


def test_the_same_form_twice_is_one_request_with_one_code(app: Flask, anyone: Visitor, frozen: Any) -> None:
    fields = hidden(anyone.get("/get-help").text)
    frozen.shift(timedelta(minutes=1))
    pages = [anyone.client.post("/get-help", data={**FILLED, **fields}).text for _ in range(2)]
    assert len(all_enquiries(app)) == 1
    assert code_on(pages[0]) == code_on(pages[1])
    assert len(code_on(pages[0]).replace(" ", "")) * 5 >= 64


def test_the_code_shows_how_far_it_is_and_nothing_that_was_written(
    app: Flask, anyone: Visitor, cora: Visitor, frozen: Any
) -> None:
    code = code_on(send(anyone, frozen).text)
    (one,) = all_enquiries(app)
    for typed in (code, code.lower().replace(" ", "-"), code.replace(" ", "")):
        page = anyone.client.post("/get-help/request", data={"code": typed})
        assert page.status_code == 200
        assert "Nobody has picked it up yet." in page.text
        assert code not in page.request.url
    cora.post(f"/enquiries/{one.id}/claim", submission_id=str(one.id))
    assert "Somebody on the team has your request" in see(anyone, code)
    tried = {"how": "call", "submission_id": "7c9e6679-7425-40de-944b-e07fc1f90ae8", "tried": "no answer"}
    assert cora.post(f"/enquiries/{one.id}/attempts", **tried).status_code == 303
    page = see(anyone, code)
    assert "We tried to reach you." in page
    for words in (WORDS, "Robin", "555 010 0177", "Cora", "no answer"):
        assert words not in page


def see(visitor: Visitor, code: str) -> str:
    return str(visitor.client.post("/get-help/request", data={"code": code}).text)


def test_the_sender_adds_and_takes_back(app: Flask, anyone: Visitor, cora: Visitor, frozen: Any) -> None:
    code = code_on(send(anyone, frozen).text)
    (one,) = all_enquiries(app)
    more = {"code": code, "submission_id": str(one.id), "words": "call my sister instead"}
    for _ in range(2):
        page = anyone.client.post("/get-help/request/additions", data=more).text
        assert "Saved." in page
        assert "my sister" not in page
    seen = cora.get(f"/enquiries/{one.id}").text
    assert seen.count("call my sister instead") == 1
    assert "The sender added" in cora.get("/enquiries").text
    back = {"code": code, "submission_id": "7c9e6679-7425-40de-944b-e07fc1f90ae9", "is_taken_back": "y"}
    assert "You took your request back." in anyone.client.post("/get-help/request/additions", data=back).text
    assert "Open the request" in cora.get("/tasks").text
    assert "The sender took it back" in cora.get(f"/enquiries/{one.id}").text
    assert "Open the request" not in cora.get("/tasks").text, "whoever opened it knows"
    again = {**more, "submission_id": "7c9e6679-7425-40de-944b-e07fc1f90af0", "words": "I changed my mind"}
    assert (
        "Nobody has picked it up yet." in anyone.client.post("/get-help/request/additions", data=again).text
    )


def test_a_wrong_code_says_so_and_writes_nothing(app: Flask, anyone: Visitor) -> None:
    before = counts(app)
    for path in ("/get-help/request", "/get-help/request/additions"):
        answer = anyone.client.post(path, data={"code": "AAAA BBBB CCCC DDDD"})
        assert answer.status_code == 422
    assert counts(app) == before


@pytest.mark.parametrize(
    ("changed", "held"),
    [
        ({"homepage": "https://example.org"}, Held.TRAP),
        ({"begun": "made up"}, Held.UNSIGNED),
        ({"submission_id": "7c9e6679-7425-40de-944b-e07fc1f90ae7"}, Held.UNSIGNED),
        ({}, Held.QUICK),
    ],
)
def test_what_looks_like_no_persons_is_held_and_its_sender_told_the_same(
    app: Flask, anyone: Visitor, cora: Visitor, frozen: Any, changed: dict[str, str], held: Held
) -> None:
    good = send(anyone, frozen)
    answer = send(anyone, frozen, after=1 if held == Held.QUICK else 60, **changed)
    code = code_on(answer.text)
    assert answer.status_code == 200
    assert answer.text.replace(code, "") == good.text.replace(code_on(good.text), "")
    assert [one.held_because for one in all_enquiries(app)] == [None, held]
    assert "Nobody has picked it up yet." in see(anyone, code)
    assert "Held because:" in cora.get("/enquiries").text
    with app.app_context():
        assert len(db.session.scalars(select(Task)).all()) == 1


def test_many_from_one_connection_are_held_and_too_many_are_told_to_call(
    app: Flask, anyone: Visitor, frozen: Any
) -> None:
    for _ in range(FREE_PER_ADDRESS + 1):
        assert send(anyone, frozen, after=5).status_code == 200
    assert [one.held_because for one in all_enquiries(app)] == [None] * FREE_PER_ADDRESS + [Held.MANY]
    for _ in range(MOST_PER_ADDRESS - FREE_PER_ADDRESS - 1):
        send(anyone, frozen, after=5)
    answer = send(anyone, frozen, after=5)
    assert answer.status_code == 429
    assert "Please call" in answer.text
    assert WORDS in answer.text, "what was typed is not lost"
    assert len(all_enquiries(app)) == MOST_PER_ADDRESS


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"about": ""}, "Please choose one."),
        ({"name": ""}, "Please write a name"),
        ({"phone": ""}, "Please write a phone number or an email"),
        ({"phone": "call me"}, "Please write a phone number like"),
        ({"phone": "", "email": "nobody"}, "Please write an email like"),
        ({"state": "XX"}, "Please choose one from the list."),
        ({"going_on": "x" * 2001}, "too long"),
    ],
)
def test_a_mistake_is_said_and_nothing_typed_is_lost(
    app: Flask, anyone: Visitor, frozen: Any, changed: dict[str, str], said: str
) -> None:
    answer = send(anyone, frozen, **changed)
    assert answer.status_code == 422
    assert said in answer.text
    assert "after five" in answer.text
    assert all_enquiries(app) == []


def test_a_body_that_is_too_large_is_refused(app: Flask, anyone: Visitor) -> None:
    assert anyone.client.post("/get-help", data={"going_on": "x" * 70_000}).status_code == 413


def test_counselors_get_one_notice_that_says_nothing(app: Flask, anyone: Visitor, frozen: Any) -> None:
    send(anyone, frozen)
    send(anyone, frozen)
    with app.app_context():
        sent = list(db.session.scalars(select(Message)))
        assert len(sent) == 2, "one for each counselor, and none for the second request so soon after"
        for message in sent:
            assert "There is an item for review." in message.body
            for words in ("Robin", WORDS, "555", "help"):
                assert words not in message.body + message.subject


def test_where_there_are_two_programs_the_address_names_one(app: Flask, anyone: Visitor, frozen: Any) -> None:
    with app.app_context():
        other = programs.create_program(name="Oak House", zone="UTC", language="en", at=NOW)
        other.slug = "oak-house"
        db.session.commit()
        other_id = other.id
    page = anyone.get("/get-help").text
    assert "/get-help?at=oak-house" in page
    assert "Maple House" not in page, "a program without a public name is not listed"
    fields = hidden(anyone.get("/get-help?at=oak-house").text)
    frozen.shift(timedelta(minutes=1))
    assert anyone.client.post("/get-help?at=oak-house", data={**FILLED, **fields}).status_code == 200
    assert [one.program_id for one in all_enquiries(app)] == [other_id]
    assert anyone.client.post("/get-help", data={**FILLED, **fields}).status_code == 404
