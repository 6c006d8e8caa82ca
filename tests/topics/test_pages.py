"""“I want to talk about…”: written from anywhere, read first in the brief, ticked off by either."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from companion.audit import trail
from companion.core.db import db, new_id
from companion.records.agenda.models import Topic
from tests.cast import NOW, Cast
from tests.visitor import Visitor

WEDDING = "My sister’s wedding. There is an open bar, and I said yes already. <b>Help</b> 🌧️"


def stored(app: Flask) -> list[Topic]:
    with app.app_context():
        return list(db.session.scalars(select(Topic).order_by(Topic.added_at, Topic.id)))


def add(visitor: Visitor, body: str = WEDDING) -> str:
    """The address of the new one."""
    before = set(addresses(visitor))
    assert visitor.post("/agenda", submission_id=str(new_id()), body=body).status_code == 303
    (new,) = set(addresses(visitor)) - before
    return new


def addresses(visitor: Visitor) -> list[str]:
    return re.findall(r'href="(/agenda/[^"]+)/edit"', visitor.get("/agenda").text)


@pytest.mark.parametrize(
    "address", ["/today", "/schedule", "/skills", "/me", "/journal", "/cravings/new", "/help"]
)
def test_it_is_one_tap_away_from_any_page_of_hers(rosa: Visitor, address: str) -> None:
    assert 'href="/agenda"' in rosa.get(address).text


def test_nobody_else_is_offered_it(cora: Visitor, ben: Visitor, anyone: Visitor) -> None:
    for other in (cora, ben, anyone):
        assert "/agenda" not in other.get("/help").text


def test_she_adds_it_in_her_words_and_is_told_who_reads_it(rosa: Visitor) -> None:
    assert "Nothing here yet. What would you like to bring up?" in rosa.get("/agenda").text
    add(rosa)
    page = rosa.get("/agenda").text
    assert "There is an open bar, and I said yes already. &lt;b&gt;Help&lt;/b&gt; 🌧️" in page
    assert "Your care team reads it before you meet. Your family does not." in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"body": ""}, "Write a few words."),
        ({"body": " \n "}, "Write a few words."),
        ({"body": "w" * 301}, "This is too long."),
        ({"body": "a\x00b"}, "cannot be saved"),
        ({"submission_id": "x"}, "This form was not complete."),
    ],
)
def test_what_cannot_be_saved_comes_back(
    app: Flask, rosa: Visitor, changes: dict[str, str], said: str
) -> None:
    form = {"submission_id": str(new_id()), "body": "Kept words"} | changes
    answer = rosa.post("/agenda", **form)
    assert answer.status_code == 422
    assert said in answer.text
    assert stored(app) == []


def test_the_same_form_twice_is_one(app: Flask, rosa: Visitor) -> None:
    form = {"submission_id": str(new_id()), "body": WEDDING}
    for _ in range(2):
        assert rosa.post("/agenda", **form).status_code == 303
    assert len(stored(app)) == 1


def test_she_says_it_differently_and_what_it_said_is_kept(app: Flask, rosa: Visitor) -> None:
    address = add(rosa)
    assert rosa.post(f"{address}/edit", body="").status_code == 422
    for _ in range(2):
        assert rosa.post(f"{address}/edit", body="Only the toast").status_code == 303
    (topic,) = stored(app)
    with app.app_context():
        assert topic.body == "Only the toast"
        assert [content["body"] for _, content in trail.versions_of(topic)] == [WEDDING]


@pytest.mark.parametrize("htmx", [False, True])
def test_a_removal_can_be_undone(rosa: Visitor, cora: Visitor, cast: Cast, htmx: bool) -> None:
    address = add(rosa)
    answer = rosa.post(f"{address}/removal", htmx=htmx)
    page = answer.text if htmx else rosa.get(answer.location).text
    assert "Removed." in page
    assert "wedding" not in page
    assert "wedding" not in cora.get(f"/caseload/{cast.rosa}/brief").text
    assert rosa.get(f"{address}/edit").status_code == 404
    rosa.post(f"{address}/restoration", htmx=htmx)
    assert "wedding" in rosa.get("/agenda").text


def test_the_brief_shows_it_first_and_word_for_word(rosa: Visitor, cora: Visitor, cast: Cast) -> None:
    add(rosa, "second")
    long = "w " * 140
    add(rosa, long)
    page = cora.get(f"/caseload/{cast.rosa}/brief").text
    wants = page[page.index("wants to talk about") : page.index('id="numbers"')]
    assert wants.index("second") < wants.index("1 more") < wants.index(long.strip())


@pytest.mark.parametrize("htmx", [False, True])
def test_the_counselor_ticks_it_off_and_she_sees_it(
    app: Flask, rosa: Visitor, cora: Visitor, cast: Cast, htmx: bool
) -> None:
    tick = f"/caseload/{cast.rosa}{add(rosa)}/tick"
    answer = cora.post(tick, htmx=htmx)
    page = answer.text if htmx else cora.get(answer.location).text
    assert "Talked about" in page
    assert "Talked about" in rosa.get("/agenda").text
    (topic,) = stored(app)
    assert (topic.talked_at, topic.talked_by) == (NOW, cast.cora)
    assert cora.post(f"{tick}/undo", htmx=htmx).status_code in (200, 303)
    assert "Talked about" not in rosa.get("/agenda").text


@pytest.mark.parametrize("htmx", [False, True])
def test_she_ticks_it_off_herself_and_puts_it_back(app: Flask, rosa: Visitor, cast: Cast, htmx: bool) -> None:
    address = add(rosa)
    rosa.post(f"{address}/tick", htmx=htmx)
    assert [one.talked_by for one in stored(app)] == [cast.rosa]
    rosa.post(f"{address}/tick/undo", htmx=htmx)
    assert [one.talked_by for one in stored(app)] == [None]


def test_what_was_talked_about_leaves_the_lists_after_the_day(
    app: Flask, rosa: Visitor, cora: Visitor, cast: Cast, frozen: Any
) -> None:
    cora.post(f"/caseload/{cast.rosa}{add(rosa)}/tick")
    frozen.move_to(NOW + timedelta(hours=13))
    assert "wedding" not in Visitor(app, "rosa@test.example").get("/agenda").text
    assert "wedding" not in Visitor(app, "cora@test.example").get(f"/caseload/{cast.rosa}/brief").text


def test_nobody_but_her_and_her_care_team_reaches_it(
    app: Flask, rosa: Visitor, omar: Visitor, wes: Visitor, ben: Visitor, ada: Visitor, cast: Cast
) -> None:
    address = add(rosa)
    for stranger in (omar, wes, ben, ada):
        assert stranger.get(f"{address}/edit").status_code == 404
        assert stranger.get(f"/agenda?removed={address.rpartition('/')[2]}").status_code == 404
        for act in ("edit", "removal", "restoration", "tick", "tick/undo"):
            assert stranger.post(f"{address}/{act}", body="x").status_code == 404
        assert stranger.post(f"/caseload/{cast.rosa}{address}/tick").status_code == 404
    assert wes.post(f"/caseload/{cast.omar}{address}/tick").status_code == 404
    assert [(one.removed_at, one.talked_at, one.edited_at) for one in stored(app)] == [(None, None, None)]
