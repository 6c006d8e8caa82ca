from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import event

from companion.core.db import db
from companion.records.days.rules import Used
from tests.cast import Cast
from tests.days.answers import fill_in, form
from tests.visitor import Visitor

GREETING = "Good to see you. Start from today."


def test_the_check_in_waits_and_is_thanked_for(rosa: Visitor) -> None:
    page = rosa.get("/today").text
    assert "Four taps. About 20 seconds." in page
    assert 'href="/check-in">Today’s check-in</a>' in page
    rosa.post("/check-in", **form())
    page = rosa.get("/today").text
    assert "Done. Thanks for checking in." in page
    assert 'href="/check-in">Change</a>' in page
    assert "Four taps" not in page


def test_the_next_day_is_a_new_one(app: Flask, rosa: Visitor, frozen: Any) -> None:
    rosa.post("/check-in", **form())
    frozen.shift(timedelta(days=1))
    assert "Four taps." in Visitor(app, "rosa@test.example").get("/today").text


def test_who_was_away_is_greeted_and_reads_no_zero(app: Flask, rosa: Visitor, cast: Cast) -> None:
    with app.app_context():
        fill_in(cast, *((day, Used.NO) for day in range(12, 30)))
    page = rosa.get("/today").text
    assert GREETING in page
    assert "18 days without use." in page
    rosa.post("/check-in", **form())
    page = rosa.get("/today").text
    assert GREETING not in page
    assert "19 days without use." in page


def test_a_milestone_is_a_quiet_line_on_its_day(app: Flask, rosa: Visitor, cast: Cast) -> None:
    with app.app_context():
        fill_in(cast, *((day, Used.NO) for day in range(1, 14)))
    assert "That makes" not in rosa.get("/today").text
    rosa.post("/check-in", **form())
    assert "That makes 14 days without use." in rosa.get("/today").text


def test_days_cost_today_the_same_however_many_there_are(app: Flask, rosa: Visitor, cast: Cast) -> None:
    with app.app_context():
        fill_in(cast, (1, Used.NO))
    few = queries_of_today(app, rosa)
    with app.app_context():
        fill_in(cast, *((day, Used.NO) for day in range(2, 200)))
    assert queries_of_today(app, rosa) == few


def queries_of_today(app: Flask, visitor: Visitor) -> int:
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        visitor.get("/today")
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(asked)
