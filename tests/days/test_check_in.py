from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from companion.accounts.models import Person
from companion.audit import trail
from companion.audit.models import Event
from companion.core.db import db
from companion.records.days.models import CheckIn
from companion.records.days.rules import Used
from tests.cast import NOW, Cast
from tests.days.answers import TODAY, ago, fill_in, form
from tests.visitor import Visitor


def stored(app: Flask) -> list[CheckIn]:
    with app.app_context():
        return list(db.session.scalars(select(CheckIn).order_by(CheckIn.day)))


def checked(page: str, name: str) -> list[str]:
    tags = re.findall(rf'<input[^>]*name="{name}"[^>]*>', page)
    return [re.findall('value="([^"]*)"', tag)[0] for tag in tags if " checked" in tag]


def test_four_answers_and_one_save(app: Flask, rosa: Visitor, cast: Cast) -> None:
    page = rosa.get("/check-in").text
    for row in ("Your mood", "How much did you sleep?", "Strongest craving today", "Did you use today?"):
        assert row in page
    answer = rosa.post("/check-in", **form(note="Slept well 🌙"))
    assert (answer.status_code, answer.location) == (303, "/today")
    (row,) = stored(app)
    assert (row.client_id, row.day, row.mood, row.sleep) == (cast.rosa, TODAY, 3, "7_8")
    assert (row.strongest, row.used) == (4, "no")
    with app.app_context():
        assert db.session.get_one(CheckIn, row.id).note == "Slept well 🌙"


def test_every_row_can_be_skipped_and_what_is_skipped_is_not_zero(app: Flask, rosa: Visitor) -> None:
    everything = dict.fromkeys(("mood", "sleep", "strongest", "used"), "skip")
    assert rosa.post("/check-in", **form(**everything)).status_code == 303
    nothing = {"submission_id": str(uuid4()), "day": ago(1).isoformat()}
    assert rosa.post("/check-in", **nothing).status_code == 303
    for row in stored(app):
        assert (row.mood, row.sleep, row.strongest, row.used) == (None, None, None, "skip")


def test_the_lowest_answers_are_kept_as_they_are(app: Flask, rosa: Visitor) -> None:
    rosa.post("/check-in", **form(mood="0", strongest="0"))
    assert [(row.mood, row.strongest) for row in stored(app)] == [(0, 0)]
    page = rosa.get("/check-in").text
    assert (checked(page, "mood"), checked(page, "strongest")) == (["0"], ["0"])


def test_one_a_day_and_a_change_keeps_what_was_said(app: Flask, rosa: Visitor) -> None:
    rosa.post("/check-in", **form(mood="3"))
    rosa.post("/check-in", **form(mood="1"))
    (row,) = stored(app)
    assert row.mood == 1
    with app.app_context():
        ((_at, earlier),) = trail.versions_of(row)
    assert earlier["mood"] == 3


def test_the_same_form_again_is_the_same_check_in(app: Flask, rosa: Visitor) -> None:
    first, later = form(mood="3"), form(mood="1")
    for sent in (first, first, later, first):
        assert rosa.post("/check-in", **sent).status_code == 303
    (row,) = stored(app)
    assert row.mood == 1, "a form that came again changed the day back"
    with app.app_context():
        assert len(trail.versions_of(row)) == 1


def test_other_answers_in_the_same_form_are_asked_about_and_then_are_a_change(
    app: Flask, rosa: Visitor
) -> None:
    sent = form(mood="3")
    rosa.post("/check-in", **sent)
    answer = rosa.post("/check-in", **{**sent, "mood": "2"})
    assert answer.status_code == 409
    assert [row.mood for row in stored(app)] == [3]
    again = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', answer.text))
    assert (again["mood"], again["was"]) == ("2", sent["submission_id"])
    assert rosa.post("/check-in", **{**again, "csrf_token": rosa.token()}).status_code == 303
    assert [row.mood for row in stored(app)] == [2]


def test_a_day_is_changed_in_its_own_page(rosa: Visitor) -> None:
    rosa.post("/check-in", **form(mood="3", used="skip", note="A walk"))
    page = rosa.get("/check-in").text
    assert checked(page, "mood") == ["3"]
    assert checked(page, "used") == ["skip"]
    assert "A walk" in page


@pytest.mark.parametrize(("back", "status"), [(0, 303), (14, 303), (15, 422), (-1, 422)])
def test_today_and_fourteen_days_back_are_open(app: Flask, rosa: Visitor, back: int, status: int) -> None:
    day = ago(back).isoformat()
    assert rosa.get(f"/check-in?day={day}").status_code == (200 if status == 303 else 404)
    assert rosa.post("/check-in", **form(day=day)).status_code == status
    assert len(stored(app)) == (status == 303)


def test_a_past_day_is_asked_about_as_such(rosa: Visitor) -> None:
    page = rosa.get(f"/check-in?day={ago(2)}").text
    assert "How was Mon, Nov 16?" in page
    assert "Did you use that day?" in page
    answer = rosa.post("/check-in", **form(day=ago(2).isoformat()))
    assert answer.location == f"/days?saved={ago(2)}"
    assert "Saved for Mon, Nov 16." in rosa.get(answer.location).text


@pytest.mark.parametrize(
    ("zone", "moment", "day"),
    [
        ("America/New_York", datetime(2026, 11, 19, 4, 59, tzinfo=UTC), date(2026, 11, 18)),
        ("America/New_York", datetime(2026, 11, 19, 5, 0, tzinfo=UTC), date(2026, 11, 19)),
        ("Pacific/Honolulu", datetime(2026, 11, 19, 5, 0, tzinfo=UTC), date(2026, 11, 18)),
        ("America/New_York", datetime(2026, 3, 9, 3, 59, tzinfo=UTC), date(2026, 3, 8)),
        ("America/New_York", datetime(2026, 11, 2, 4, 59, tzinfo=UTC), date(2026, 11, 1)),
    ],
)
def test_the_page_asks_about_the_day_where_the_client_is(
    app: Flask, cast: Cast, frozen: Any, zone: str, moment: datetime, day: date
) -> None:
    frozen.move_to(moment)
    with app.app_context():
        db.session.get_one(Person, cast.rosa).zone = zone
        db.session.commit()
    assert f'name="day" value="{day}"' in Visitor(app, "rosa@test.example").get("/check-in").text


def test_a_form_from_before_midnight_fills_in_the_day_it_was_opened_on(
    app: Flask, cast: Cast, frozen: Any
) -> None:
    frozen.move_to(datetime(2026, 11, 19, 4, 58, tzinfo=UTC))
    rosa, sent = Visitor(app, "rosa@test.example"), form()
    frozen.shift(timedelta(minutes=5))
    assert rosa.post("/check-in", **sent).location == f"/days?saved={TODAY}"
    assert [row.day for row in stored(app)] == [TODAY]


@pytest.mark.parametrize(
    "wrong",
    [
        {"mood": "5"},
        {"mood": "-1"},
        {"sleep": "all day"},
        {"strongest": "11"},
        {"strongest": "4.5"},
        {"used": "maybe"},
        {"day": ""},
        {"day": "2026-02-30"},
        {"note": "x" * 2001},
        {"note": "a\x00b"},
        {"submission_id": "no id"},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(
    app: Flask, rosa: Visitor, wrong: dict[str, str]
) -> None:
    answer = rosa.post("/check-in", **form(**{"note": "Keep me", **wrong}))
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert "Keep me" in answer.text or "note" in wrong
    assert stored(app) == []


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "2027-01-01", "2026-10-01"])
def test_an_address_with_no_open_day_is_not_found(rosa: Visitor, day: str) -> None:
    assert rosa.get(f"/check-in?day={day}").status_code == 404


def test_what_was_told_today_answers_its_question(rosa: Visitor) -> None:
    rosa.post("/used/new", submission_id=str(uuid4()), used_on=TODAY.isoformat())
    assert checked(rosa.get("/check-in").text, "used") == ["yes"]
    rosa.post("/check-in", **form(used="yes"))
    assert "Thank you for being honest" not in rosa.get("/today").text, "it was told already"


def test_yes_is_met_with_calm_words_and_a_way_on(app: Flask, rosa: Visitor, cast: Cast) -> None:
    rosa.post("/check-in", **form(used="yes"))
    page = rosa.get("/today").text
    assert "Thank you for being honest. That is hard to do." in page
    assert f'href="/used/new?day={TODAY}"' in page
    assert "note--help" not in page and "note--warn" not in page
    rosa.post("/check-in", **form(used="no"))
    assert "Thank you for being honest" not in rosa.get("/today").text


def test_the_page_says_who_reads_what_and_where_help_is(rosa: Visitor) -> None:
    page = rosa.get("/check-in").text
    assert "but not if you used: you choose who reads that" in page
    assert 'href="/help">I don’t feel safe</a>' in page
    assert "not watched all day" in page


def test_nobody_sees_another_client_s_days(app: Flask, omar: Visitor, cast: Cast) -> None:
    with app.app_context():
        fill_in(cast, (0, Used.NO), (1, Used.YES), note="Only mine")
    assert "Only mine" not in omar.get("/check-in").text
    assert checked(omar.get(f"/check-in?day={ago(1)}").text, "used") == []
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(CheckIn)) == 2


def test_the_trail_says_that_a_day_was_filled_in_and_not_what_it_says(app: Flask, rosa: Visitor) -> None:
    rosa.post("/check-in", **form(note="secret words"))
    rosa.post("/check-in", **form(note="other words"))
    with app.app_context():
        events = db.session.scalars(select(Event).where(Event.action.like("check-in:%"))).all()
        assert [event.action for event in events] == ["check-in:saved", "check-in:changed"]
        assert all(event.facts == {} and event.at == NOW for event in events)
