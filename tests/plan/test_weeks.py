from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from companion.core.db import db
from companion.records.plan.models import WeekGoal
from tests.visitor import Visitor


def write(visitor: Visitor, words: str) -> None:
    assert visitor.post("/plan/week", words=words).status_code == 303


def stored(app: Flask) -> list[tuple[str, str]]:
    with app.app_context():
        return [(str(goal.week_on), goal.words) for goal in db.session.scalars(select(WeekGoal))]


def test_this_week_has_one_small_step(app: Flask, rosa: Visitor) -> None:
    assert "One week at a time." in rosa.get("/plan").text
    assert "The week that began on Mon, Nov 16." in rosa.get("/plan/week").text
    write(rosa, "Two meetings")
    write(rosa, "Two meetings and a walk")
    assert stored(app) == [("2026-11-16", "Two meetings and a walk")]
    assert "Two meetings and a walk" in rosa.get("/plan").text
    assert "Use this again" in rosa.get("/plan/week").text


def test_the_next_week_begins_empty_and_the_last_one_is_kept(rosa: Visitor, frozen: Any) -> None:
    write(rosa, "Two meetings")
    frozen.move_to(datetime(2026, 11, 23, 14, 0, tzinfo=UTC))
    rosa = Visitor(rosa.client.application, "rosa@test.example")
    assert "Two meetings" not in rosa.get("/plan").text
    page = rosa.get("/plan/week").text
    assert "Week by week" in page
    assert "Week of Mon, Nov 16" in page
    assert "Two meetings" in page


@pytest.mark.parametrize(
    ("moment", "monday"),
    [
        # Sunday evening in New York is Monday in UTC.
        (datetime(2026, 11, 23, 4, 30, tzinfo=UTC), "2026-11-16"),
        (datetime(2026, 11, 23, 5, 30, tzinfo=UTC), "2026-11-23"),
    ],
)
def test_the_week_begins_where_the_client_is(
    app: Flask, cast: Any, frozen: Any, moment: Any, monday: str
) -> None:
    frozen.move_to(moment)
    write(Visitor(app, "rosa@test.example"), "Sleep")
    assert stored(app) == [(monday, "Sleep")]


def test_an_emptied_step_is_gone_from_the_page_and_kept(rosa: Visitor) -> None:
    write(rosa, "Two meetings")
    write(rosa, "")
    assert "Two meetings" not in rosa.get("/plan").text
    assert "Two meetings" in rosa.get("/plan/week").text


@pytest.mark.parametrize("words", ["w" * 161, "a\x00b"])
def test_what_cannot_be_saved_comes_back_as_it_was(app: Flask, rosa: Visitor, words: str) -> None:
    sent = rosa.post("/plan/week", words=words)
    assert sent.status_code == 422
    assert words in sent.text
    assert stored(app) == []
