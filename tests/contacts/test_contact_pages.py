from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from companion.core.db import db, new_id
from companion.records.contacts.models import Contact
from tests.visitor import Visitor

READY = "Having a rough moment. Can you talk for 10 minutes?"


def send(visitor: Visitor, name: str = "Sam", **form: Any) -> TestResponse:
    form = {"submission_id": str(new_id()), "name": name, "phone": "(555) 010-0100", **form}
    return visitor.post("/contacts/new", **form)


def add(visitor: Visitor, name: str = "Sam", **form: Any) -> str:
    """The address of the new contact, which the newest row on the list carries."""
    assert send(visitor, name, **form).status_code == 303
    return re.findall(r'href="(/contacts/[^"]+)/edit"', visitor.get("/contacts").text)[-1]


def stored(app: Flask) -> list[Contact]:
    with app.app_context():
        return list(db.session.scalars(select(Contact)))


def order(page: str) -> list[str]:
    return re.findall(r"<h2[^>]*><bdi>(.*?)</bdi>", page)


def test_an_empty_list_asks_for_one_person(rosa: Visitor) -> None:
    assert "Nobody here yet. Add one person you can call." in rosa.get("/contacts").text


def test_a_new_contact_starts_with_a_ready_line(rosa: Visitor) -> None:
    assert READY in rosa.get("/contacts/new").text


def test_a_contact_can_be_called_and_texted_with_the_ready_line(rosa: Visitor) -> None:
    add(rosa, "Sam & Co", relation="Brother", when_to_call="After 5 PM", ready_line="Hi & bye?")
    page = rosa.get("/contacts").text
    assert 'href="tel:5550100100"' in page
    assert 'href="sms:5550100100?&amp;body=Hi%20%26%20bye%3F"' in page
    for words in ("Call <bdi>Sam &amp; Co</bdi>", "Brother", "After 5 PM", "(555) 010-0100"):
        assert words in page


def test_any_script_is_kept_as_sent(rosa: Visitor) -> None:
    add(rosa, "أمي \U0001f49a", relation="<script>", ready_line="")
    page = rosa.get("/contacts").text
    assert "<bdi>أمي \U0001f49a</bdi>" in page
    assert "&lt;script&gt;" in page
    assert 'href="sms:5550100100"' in page


@pytest.mark.parametrize(
    "form",
    [
        {"name": ""},
        {"name": "n" * 121},
        {"name": "a\x00b"},
        {"phone": ""},
        {"phone": "12"},
        {"phone": "call me"},
        {"phone": "5" * 41},
        {"relation": "r" * 121},
        {"when_to_call": "w" * 121},
        {"ready_line": "l" * 301},
        {"submission_id": "not one"},
    ],
)
def test_what_cannot_be_saved_comes_back_as_it_was(app: Flask, rosa: Visitor, form: dict[str, str]) -> None:
    whole = {"name": "Kept name", "relation": "Kept relation", **form}
    answer = send(rosa, **whole)
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert all(words in answer.text for words in whole.values())
    assert stored(app) == []


def test_the_same_form_twice_is_one_contact(app: Flask, rosa: Visitor) -> None:
    submission = str(new_id())
    assert send(rosa, submission_id=submission).status_code == 303
    assert send(rosa, submission_id=submission).status_code == 303
    assert len(stored(app)) == 1


def test_a_fourth_on_help_now_is_refused_in_words_and_nothing_typed_is_lost(
    app: Flask, rosa: Visitor
) -> None:
    for name in "ABC":
        add(rosa, name, is_on_help_now="y")
    answer = send(rosa, "Dolores", is_on_help_now="y")
    assert answer.status_code == 422
    assert "Three people are on Help now already. Take one of them off first." in answer.text
    assert 'value="Dolores"' in answer.text
    assert len(stored(app)) == 3
    address = add(rosa, "Dolores")
    assert rosa.post(f"{address}/edit", name="D", phone="988", is_on_help_now="y").status_code == 422
    assert "Dolores" in rosa.get("/contacts").text


def test_a_contact_is_edited(rosa: Visitor) -> None:
    address = add(rosa, "Sam")
    assert 'value="(555) 010-0100"' in rosa.get(f"{address}/edit").text
    assert rosa.post(f"{address}/edit", name="", phone="988").status_code == 422
    assert rosa.post(f"{address}/edit", name="Samir", phone="988").status_code == 303
    assert order(rosa.get("/contacts").text) == ["Samir"]


@pytest.mark.parametrize("htmx", [False, True])
def test_a_contact_moves_up_and_down(rosa: Visitor, htmx: bool) -> None:
    first, *_ = [add(rosa, name) for name in "ABC"]
    answer = rosa.post(f"{first}/position", direction="down", htmx=htmx)
    assert answer.status_code == (200 if htmx else 303)
    assert order(rosa.get("/contacts").text) == ["B", "A", "C"]
    assert not htmx or order(answer.text) == ["B", "A", "C"]
    rosa.post(f"{first}/position", direction="up", htmx=htmx)
    assert order(rosa.get("/contacts").text) == ["A", "B", "C"]


@pytest.mark.parametrize("htmx", [False, True])
def test_a_direction_that_does_not_exist_is_refused(rosa: Visitor, htmx: bool) -> None:
    address = add(rosa)
    assert rosa.post(f"{address}/position", direction="left", htmx=htmx).status_code == 422
    assert rosa.post(f"{address}/position", htmx=htmx).status_code == 422


def test_the_first_cannot_go_up_nor_the_last_down(rosa: Visitor) -> None:
    add(rosa, "A")
    assert "Move" not in rosa.get("/contacts").text
    add(rosa, "B")
    page = rosa.get("/contacts").text
    assert page.count("Move up") == page.count("Move down") == 1
    assert page.index("Move down") < page.index("Move up")


@pytest.mark.parametrize("htmx", [False, True])
def test_a_removal_can_be_undone(rosa: Visitor, htmx: bool) -> None:
    address = add(rosa, "Sam", is_on_help_now="y")
    answer = rosa.post(f"{address}/removal", htmx=htmx)
    page = answer.text if htmx else rosa.get(answer.location).text
    assert "<bdi>Sam</bdi> is removed." in page
    assert f'action="{address}/restoration"' in page
    assert order(rosa.get("/contacts").text) == []
    assert "Sam" not in rosa.get("/help").text
    assert rosa.get(f"{address}/edit").status_code == 404
    back = rosa.post(f"{address}/restoration", htmx=htmx)
    assert ("data-focus" in back.text) == htmx
    assert order(rosa.get("/contacts").text) == ["Sam"]
    assert "is removed" not in rosa.get(f"/contacts?removed={address.rpartition('/')[2]}").text


def test_nobody_but_the_client_reaches_a_contact(
    app: Flask, rosa: Visitor, omar: Visitor, cora: Visitor, ben: Visitor, ada: Visitor, anyone: Visitor
) -> None:
    address = add(rosa)
    of_rosa = address.rpartition("/")[2]
    for stranger in (omar, cora, ben, ada):
        assert stranger.get(f"{address}/edit").status_code == 404
        assert stranger.get(f"/contacts?removed={of_rosa}").status_code == 404
        for act in ("edit", "position", "removal", "restoration"):
            form = {"name": "Mine", "phone": "988", "direction": "up"}
            assert stranger.post(f"{address}/{act}", **form).status_code == 404
    assert anyone.get("/contacts").status_code == 303
    assert len(stored(app)) == 1
    assert stored(app)[0].removed_at is None


def test_an_unknown_contact_is_not_found(rosa: Visitor) -> None:
    for contact_id in (new_id(), "nonsense"):
        assert rosa.get(f"/contacts/{contact_id}/edit").status_code == 404
        assert rosa.get(f"/contacts?removed={contact_id}").status_code == 404
