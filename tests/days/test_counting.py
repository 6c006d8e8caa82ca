"""Since when a client counts and which numbers they see. Nothing here is use, and nothing goes back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from companion.audit import trail
from companion.audit.models import Event
from companion.core.db import db
from companion.records.days.models import CheckIn, DayCount, Use
from companion.records.days.rules import Used
from tests.cast import Cast
from tests.days.answers import ago, fill_in
from tests.visitor import Visitor

SHOWN = {"shows_recovery": "y", "shows_without_use": "y"}


def line(visitor: Visitor) -> str:
    page = visitor.get("/today").text
    words = page.partition('id="days-line">')[2].partition("</p>")[0]
    return words.partition('href="/days">')[2].partition("</a>")[0]


@pytest.fixture
def marked(app: Flask, cast: Cast) -> Cast:
    """Forty days, of which one was use, two were skipped and two were not filled in."""
    marks = dict.fromkeys(range(1, 41), Used.NO) | {9: Used.YES, 20: Used.SKIP, 21: Used.SKIP}
    with app.app_context():
        fill_in(cast, *((day, used) for day, used in marks.items() if day not in (30, 31)))
    return cast


def test_today_says_the_totals_and_leads_to_the_page(rosa: Visitor, marked: Cast) -> None:
    rosa.post("/days", began_on=ago(63).isoformat(), **SHOWN)
    assert line(rosa) == "64 days in recovery. 35 days without use."
    page = rosa.get("/days").text
    assert "These numbers do not go back to zero." in page
    assert "4 days are not marked. They are not counted as use." in page
    assert "you came to 30 days without use" in page


def test_a_number_goes_on_by_one_a_day(rosa: Visitor, marked: Cast, frozen: Any) -> None:
    rosa.post("/days", began_on=ago(0).isoformat(), **SHOWN)
    assert line(rosa) == "1 day in recovery. 35 days without use."
    frozen.shift(timedelta(hours=7))
    assert line(Visitor(rosa.client.application, "rosa@test.example")).startswith("2 days in recovery.")


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ({"shows_recovery": "y"}, "64 days in recovery."),
        ({"shows_without_use": "y"}, "35 days without use."),
        ({}, ""),
        (
            {**SHOWN, "shows_run": "y"},
            "64 days in recovery. 35 days without use. Current run: 8. Longest: 27.",
        ),
    ],
)
def test_the_client_chooses_which_numbers_stand_on_today(
    rosa: Visitor, marked: Cast, shown: dict[str, str], said: str
) -> None:
    rosa.post("/days", began_on=ago(63).isoformat(), **shown)
    assert line(rosa) == said


def test_without_a_choice_the_run_is_off_and_no_date_is_guessed(rosa: Visitor, marked: Cast) -> None:
    assert line(rosa) == "35 days without use."
    page = rosa.get("/days").text
    assert "Current run" not in page and "Longest run" not in page


def test_a_run_that_ended_is_no_zero(app: Flask, rosa: Visitor, marked: Cast) -> None:
    with app.app_context():
        fill_in(marked, (0, Used.YES))
    rosa.post("/days", shows_run="y")
    assert line(rosa) == "Longest run: 27 days."
    page = rosa.get("/days").text
    assert "Longest run" in page and "Current run" not in page
    assert ">0" not in page.partition("<main")[2]


def test_another_date_is_no_return_to_use(app: Flask, rosa: Visitor, marked: Cast) -> None:
    rosa.post("/days", began_on=ago(63).isoformat(), **SHOWN)
    with app.app_context():
        before = [(row.day, row.used) for row in db.session.scalars(select(CheckIn))]
    rosa.post("/days", began_on=ago(5).isoformat(), **SHOWN)
    assert line(rosa) == "6 days in recovery. 35 days without use."
    with app.app_context():
        assert [(row.day, row.used) for row in db.session.scalars(select(CheckIn))] == before
        assert db.session.scalars(select(Use)).all() == []
        count = db.session.scalars(select(DayCount)).one()
        ((_at, earlier),) = trail.versions_of(count)
        assert earlier["began_on"] == ago(63).isoformat()
        actions = db.session.scalars(select(Event.action).where(Event.action.like("day-count:%"))).all()
    assert actions == ["day-count:changed", "day-count:changed"]


def test_the_date_can_be_taken_away(rosa: Visitor, marked: Cast) -> None:
    rosa.post("/days", began_on=ago(63).isoformat(), **SHOWN)
    rosa.post("/days", began_on="", **SHOWN)
    assert line(rosa) == "35 days without use."


@pytest.mark.parametrize("wrong", ["2026-11-19", "1899-12-31", "2026-02-30", "yesterday"])
def test_a_day_that_cannot_be_is_refused(app: Flask, rosa: Visitor, wrong: str) -> None:
    answer = rosa.post("/days", began_on=wrong, **SHOWN)
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    with app.app_context():
        assert db.session.scalars(select(DayCount)).all() == []


def test_the_page_is_reached_from_me_and_lists_the_open_days(rosa: Visitor, marked: Cast) -> None:
    assert 'href="/days"' in rosa.get("/me").text
    page = rosa.get("/days").text
    assert page.count('href="/check-in?day=') == 15
    assert page.count("Filled in<") == 14


def test_a_client_with_nothing_yet_reads_no_zero(rosa: Visitor) -> None:
    assert line(rosa) == ""
    page = rosa.get("/days").text.partition("<main")[2]
    assert "Days that you mark “No” in the check-in count here" in page
    assert "0 days" not in page
