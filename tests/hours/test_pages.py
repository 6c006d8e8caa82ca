from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from companion.audit.models import Event
from companion.core.db import db
from companion.programs import queries
from companion.programs.models import Program
from tests.cast import NOW, Cast
from tests.visitor import Visitor


def form(**changes: str) -> dict[str, Any]:
    office = {f"from_{day}": "08:00" for day in range(5)} | {f"until_{day}": "18:00" for day in range(5)}
    return {
        **office,
        "from_5": "",
        "until_5": "",
        "from_6": "",
        "until_6": "",
        "alert_minutes": "15",
    } | changes


def week(app: Flask, cast: Cast) -> list[tuple[int, time, time]]:
    with app.app_context():
        found = queries.staffed_hours_of(cast.program)
        return [(one.weekday, one.opens_at, one.closes_at) for one in found]


def events(app: Flask) -> list[list[str]]:
    with app.app_context():
        found = db.session.scalars(select(Event).where(Event.action == "program:changed"))
        return [event.facts["fields"] for event in found]


def test_the_first_page_says_that_no_hours_are_set(ada: Visitor) -> None:
    assert "can’t be told when somebody is at work" in ada.get("/admin").text


def test_the_hours_are_set_shown_changed_and_the_trail_says_so(app: Flask, ada: Visitor, cast: Cast) -> None:
    assert ada.post("/admin/hours", **form()).location == "/admin"
    assert week(app, cast) == [(day, time(8), time(18)) for day in range(5)]
    assert "Monday 8:00\u202fAM – 6:00\u202fPM" in ada.get("/admin").text
    page = ada.get("/admin/hours").text
    assert page.count('value="08:00"') == 5
    assert ada.post(
        "/admin/hours", **form(from_4="", until_4="", from_6="22:00", until_6="06:00")
    ).status_code
    assert [(day, opens) for day, opens, _ in week(app, cast)][-2:] == [(3, time(8)), (6, time(22))]
    assert events(app) == [["alert_minutes"], ["staffed_hours"], ["staffed_hours"]]
    with app.app_context():
        assert db.session.get_one(Program, cast.program).alert_minutes == 15
        assert queries.next_staffed(cast.program, NOW).is_now


def test_saving_without_a_change_leaves_no_trail(app: Flask, ada: Visitor) -> None:
    for _ in range(2):
        assert ada.post("/admin/hours", **form()).status_code == 303
    assert len(events(app)) == 2


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"until_2": ""}, "Please write both times, or none for a day off."),
        ({"from_6": "09:00"}, "Please write both times, or none for a day off."),
        ({"from_0": "25:00"}, "Please write the time like 18:00."),
        ({"alert_minutes": ""}, "Please choose one."),
        ({"alert_minutes": "0"}, "Please choose one from the list."),
    ],
)
def test_half_a_day_is_not_saved(
    app: Flask, ada: Visitor, cast: Cast, changes: dict[str, str], said: str
) -> None:
    answer = ada.post("/admin/hours", **form(**changes))
    assert answer.status_code == 422
    assert said in answer.text
    assert week(app, cast) == []


def test_only_the_administrator_sets_the_hours(app: Flask, cast: Cast, rosa: Visitor, cora: Visitor) -> None:
    for other in (rosa, cora):
        assert other.get("/admin/hours").status_code == 404
        assert other.post("/admin/hours", **form()).status_code == 404
    assert week(app, cast) == []
