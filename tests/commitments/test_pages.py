from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from companion.core.db import db, new_id
from companion.records.commitments.models import Commitment
from tests.commitments.weeks import form
from tests.visitor import Visitor

TO_EIGHT = {"kind": "school", "weekdays": ["3"], "starts_at": "18:00", "ends_at": "20:00"}


def stored(app: Flask) -> list[Commitment]:
    with app.app_context():
        return list(db.session.scalars(select(Commitment)))


def add(visitor: Visitor, **changes: Any) -> str:
    """The address of the new one, which its row on the list carries."""
    assert visitor.post("/commitments/new", **form(**changes)).status_code == 303
    return re.findall(r'href="(/commitments/[^"]+)/edit"', visitor.get("/commitments").text)[-1]


def test_an_empty_week_says_what_would_be_here(rosa: Visitor) -> None:
    assert "Nothing here yet. Add what fills your week" in rosa.get("/commitments").text


def test_a_week_is_listed_by_weekday_in_the_client_s_words(rosa: Visitor) -> None:
    add(rosa)
    add(rosa, kind="worship", weekdays=["6"], starts_at="22:00", ends_at="01:00", label="")
    page = rosa.get("/commitments").text
    assert re.findall(r"<h2>(\w+)</h2>", page) == ["Monday", "Wednesday", "Sunday"]
    assert page.count("<bdi>Bakery on Elm</bdi>") == 2
    assert "9:00\u202fAM – 5:00\u202fPM" in page
    assert "Worship" in page
    assert "10:00\u202fPM – 1:00\u202fAM, the next day" in page


def test_the_page_of_me_leads_there(rosa: Visitor) -> None:
    assert 'href="/commitments"' in rosa.get("/me").text


def test_a_week_is_kept_in_spanish_too(rosa: Visitor) -> None:
    rosa.client.set_cookie("language", "es")
    add(rosa, label="")
    page = rosa.get("/commitments").text
    assert re.findall(r"<h2>(\w+)</h2>", page) == ["Lunes", "Miércoles"]
    assert "9:00\u202fAM – 5:00\u202fPM" in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": ""}, "Please choose one."),
        ({"kind": "court"}, "Please choose one from the list."),
        ({"weekdays": []}, "Please choose one or more days."),
        ({"weekdays": ["7"]}, "Please choose one from the list."),
        ({"weekdays": ["x"]}, "Please choose one from the list."),
        ({"starts_at": ""}, "Please pick a time."),
        ({"ends_at": "25:00"}, "Please write the time like 18:00."),
        ({"label": "l" * 61}, "This is too long."),
        ({"submission_id": "not one"}, "This form was not complete."),
    ],
)
def test_what_cannot_be_saved_comes_back_as_it_was(
    app: Flask, rosa: Visitor, changes: dict[str, Any], said: str
) -> None:
    whole = form(label="Kept words") | changes
    answer = rosa.post("/commitments/new", **whole)
    assert answer.status_code == 422
    assert said in answer.text
    assert str(whole["label"]) in answer.text
    assert stored(app) == []


def test_the_same_form_twice_is_one_commitment(app: Flask, rosa: Visitor) -> None:
    sent = form()
    for _ in range(2):
        assert rosa.post("/commitments/new", **sent).status_code == 303
    assert len(stored(app)) == 1


def test_a_commitment_is_changed(app: Flask, rosa: Visitor) -> None:
    address = add(rosa)
    page = rosa.get(f"{address}/edit").text
    assert 'value="Bakery on Elm"' in page
    assert page.count("checked") == 3
    assert rosa.post(f"{address}/edit", **form(weekdays=[])).status_code == 422
    changed = form(**TO_EIGHT, label="")
    for _ in range(2):
        assert rosa.post(f"{address}/edit", **changed).status_code == 303
    page = rosa.get("/commitments").text
    assert re.findall(r"<h2>(\w+)</h2>", page) == ["Thursday"]
    assert len(stored(app)) == 2


@pytest.mark.parametrize("htmx", [False, True])
def test_a_removal_can_be_undone(rosa: Visitor, htmx: bool) -> None:
    address = add(rosa)
    answer = rosa.post(f"{address}/removal", htmx=htmx)
    page = answer.text if htmx else rosa.get(answer.location).text
    assert "Work is removed." in page
    assert "Bakery" not in page
    assert rosa.get(f"{address}/edit").status_code == 404
    rosa.post(f"{address}/restoration", htmx=htmx)
    assert "Bakery" in rosa.get("/commitments").text


def test_nobody_but_the_client_reaches_a_commitment(
    app: Flask, rosa: Visitor, omar: Visitor, cora: Visitor, ben: Visitor, ada: Visitor, anyone: Visitor
) -> None:
    address = add(rosa)
    for stranger in (omar, cora, ben, ada):
        assert stranger.get(f"{address}/edit").status_code == 404
        assert stranger.get(f"/commitments?removed={address.rpartition('/')[2]}").status_code == 404
        for act in ("edit", "removal", "restoration"):
            assert stranger.post(f"{address}/{act}", **form()).status_code == 404
    assert anyone.get("/commitments").status_code == 303
    assert [row.ended_at for row in stored(app)] == [None]
    assert rosa.get(f"/commitments?removed={new_id()}").status_code == 404
    assert rosa.get("/commitments?removed=x").status_code == 404
