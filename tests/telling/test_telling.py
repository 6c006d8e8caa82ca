"""The client tells that they used: three taps, safety first, one small step, and nothing is reset."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from companion.core.db import db
from companion.programs.models import Program
from companion.records.days.models import Use
from companion.records.days.rules import Used
from tests.cast import NOW, Cast
from tests.days.answers import TODAY, ago, fill_in
from tests.telling.uses import tell, uses
from tests.visitor import Visitor

SAFETY = "Your body may not handle the same amount as before. Please do not use alone."


def test_three_taps_from_today(app: Flask, rosa: Visitor, cast: Cast) -> None:
    assert 'href="/used/new">I used</a>' in rosa.get("/today").text
    page = rosa.get("/used/new").text
    chips = re.findall(r'name="used_on" value="([^"]+)"[^>]*>([^<]+)<', page)
    assert chips == [(TODAY.isoformat(), "Today"), (ago(1).isoformat(), "Yesterday")]
    tell(rosa)
    (use,) = uses(app)
    assert (use.client_id, use.used_on, use.told_at) == (cast.rosa, TODAY, NOW)


def test_an_earlier_day_is_picked_by_its_date(app: Flask, rosa: Visitor) -> None:
    assert 'type="date"' in rosa.get("/used/new?earlier=1").text
    tell(rosa, 40)
    assert [use.used_on for use in uses(app)] == [ago(40)]


def test_safety_comes_first_and_then_thanks_and_no_alarm(rosa: Visitor) -> None:
    page = rosa.get(f"/used/{tell(rosa)}/next").text.partition("<main")[2]
    order = [
        "Are you safe right now?",
        'href="/help">Not sure</a>',
        SAFETY,
        "naloxone",
        "Thank you for being honest. That is hard to do.",
        "What was going on around you?",
        "What is one small step you can take today?",
        "Your counselor will see this. Your family will not.",
    ]
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    assert "note--help" not in page and "btn--help" not in page and "note--warn" not in page


def test_the_program_can_switch_the_safety_wording_off(
    app: Flask, ada: Visitor, rosa: Visitor, cast: Cast
) -> None:
    address = f"/used/{tell(rosa)}/next"
    assert SAFETY in rosa.get(address).text
    with app.app_context():
        db.session.get_one(Program, cast.program).shows_use_safety = False
        db.session.commit()
    page = rosa.get(address).text
    assert SAFETY not in page and "naloxone" not in page
    assert 'href="/help">Not sure</a>' in page


def test_what_was_around_and_a_step_are_one_tap_and_none_is_lost(app: Flask, rosa: Visitor) -> None:
    address = f"/used/{tell(rosa)}/next"
    assert rosa.post(address, around=["alone", "money"], step="call").location == "/today"
    (use,) = uses(app)
    assert use.step == "call"
    with app.app_context():
        db.session.add(use)
        assert use.around_keys == ["alone", "money"]
    page = rosa.get("/today").text
    assert "One small step today" in page and "Call someone" in page
    assert rosa.post(f"/used/{use.id}/completion").location == "/today"
    assert "One small step today" not in rosa.get("/today").text


def test_a_step_that_is_done_can_be_picked_again(rosa: Visitor) -> None:
    use_id = tell(rosa)
    for _ in range(2):
        rosa.post(f"/used/{use_id}/next", step="rest")
        assert "One small step today" in rosa.get("/today").text
        rosa.post(f"/used/{use_id}/completion")
        assert "One small step today" not in rosa.get("/today").text


def test_saving_what_was_around_keeps_the_step(app: Flask, rosa: Visitor) -> None:
    address = f"/used/{tell(rosa)}/next"
    rosa.post(address, step="group")
    assert rosa.post(address, around="pain").location == address
    assert [use.step for use in uses(app)] == ["group"]


def test_nothing_is_reset(app: Flask, rosa: Visitor, cast: Cast) -> None:
    with app.app_context():
        fill_in(cast, *((day, Used.NO) for day in range(1, 41)))
    rosa.post("/days", began_on=ago(63).isoformat(), shows_recovery="y", shows_without_use="y")
    totals = "64 days in recovery. 40 days without use."
    assert totals in rosa.get("/today").text
    tell(rosa)
    assert totals in rosa.get("/today").text
    assert "reset" not in rosa.get("/days").text.lower()


def test_a_day_told_of_counts_once(app: Flask, rosa: Visitor) -> None:
    first, form = tell(rosa), {"submission_id": str(uuid4()), "used_on": ago(1).isoformat()}
    assert tell(rosa) == first
    assert rosa.post("/used/new", **form).location == rosa.post("/used/new", **form).location
    assert [use.used_on for use in uses(app)] == [ago(1), TODAY]


def test_the_database_keeps_one_entry_a_day(app: Flask, rosa: Visitor, cast: Cast) -> None:
    """Two phones at once: the second form is told that the day is there already."""
    tell(rosa)
    with app.app_context():
        again = Use(program_id=cast.program, client_id=cast.rosa, submission_id=uuid4())
        again.used_on, again.told_at = TODAY, NOW
        db.session.add(again)
        with pytest.raises(IntegrityError):
            db.session.flush()
        db.session.rollback()


def test_another_day_in_the_same_form_is_kept_beside_the_first_one(app: Flask, rosa: Visitor) -> None:
    page = {"submission_id": str(uuid4())}
    tell(rosa, 0, **page)
    answer = rosa.post("/used/new", **page, used_on=ago(1).isoformat())
    assert answer.status_code == 409
    again = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', answer.text))
    rosa.post("/used/new", **{**again, "csrf_token": rosa.token()})
    assert [use.used_on for use in uses(app)] == [ago(1), TODAY]


def test_two_clients_may_send_the_same_id(app: Flask, rosa: Visitor, omar: Visitor) -> None:
    page = {"submission_id": str(uuid4())}
    assert tell(rosa, **page) != tell(omar, **page)


def test_deleting_can_be_undone(app: Flask, rosa: Visitor, cast: Cast) -> None:
    use_id = tell(rosa)
    address = f"/used/{use_id}/next"
    rosa.post(address, step="rest", around="alone")
    assert rosa.post(f"/used/{use_id}/removal").location == address
    page = rosa.get(address).text
    assert "Deleted" in page and "Undo" in page
    assert "One small step today" not in rosa.get("/today").text
    assert address not in rosa.get("/days").text
    assert rosa.post(f"/used/{use_id}/restoration").location == address
    assert "Are you safe right now?" in rosa.get(address).text
    assert "One small step today" in rosa.get("/today").text


def test_undo_after_the_day_was_told_of_again_leads_to_the_one_that_stands(app: Flask, rosa: Visitor) -> None:
    first = tell(rosa)
    rosa.post(f"/used/{first}/removal")
    second = tell(rosa)
    assert rosa.post(f"/used/{first}/restoration").location == f"/used/{second}/next"
    assert [str(use.id) for use in uses(app) if use.removed_at is None] == [second]


def test_the_chips_name_the_day_that_the_client_saw_across_midnight(
    app: Flask, cast: Cast, frozen: Any
) -> None:
    frozen.move_to(datetime(2026, 11, 19, 4, 58, tzinfo=UTC))
    rosa = Visitor(app, "rosa@test.example")
    (today, *_) = re.findall(r'name="used_on" value="([^"]+)"', rosa.get("/used/new").text)
    frozen.shift(timedelta(minutes=5))
    rosa.post("/used/new", submission_id=str(uuid4()), used_on=today)
    assert [use.used_on for use in uses(app)] == [TODAY]


def test_a_past_check_in_leads_to_its_own_day(rosa: Visitor) -> None:
    page = rosa.get(f"/used/new?day={ago(5)}").text
    assert f'value="{ago(5)}"' in page
    assert rosa.get("/used/new?day=nonsense").status_code == 200
    assert rosa.get("/used/new?day=2030-01-01").text.count('name="used_on"') == 2


@pytest.mark.parametrize("used_on", ["", "2026-11-19", "2025-11-01", "2026-02-30", "tomorrow"])
def test_a_day_that_cannot_be_is_refused(app: Flask, rosa: Visitor, used_on: str) -> None:
    answer = rosa.post("/used/new", submission_id=str(uuid4()), used_on=used_on)
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert uses(app) == []


@pytest.mark.parametrize("wrong", [{"around": "the moon"}, {"step": "run"}, {"then": "elsewhere"}])
def test_answers_that_are_not_on_the_page_are_refused(
    app: Flask, rosa: Visitor, wrong: dict[str, str]
) -> None:
    address = f"/used/{tell(rosa)}/next"
    assert rosa.post(address, **wrong).status_code == 422
    assert [(use.around_sealed, use.step) for use in uses(app)] == [(None, None)]


def test_an_entry_of_somebody_else_is_not_there(rosa: Visitor, omar: Visitor) -> None:
    use_id = tell(rosa)
    for page in ("next", "readers"):
        assert omar.get(f"/used/{use_id}/{page}").status_code == 404
    for act in ("next", "readers", "removal", "restoration", "completion"):
        assert omar.post(f"/used/{use_id}/{act}").status_code == 404
