from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from companion.audit.models import Version
from companion.core.db import db, new_id
from companion.records.assessments import library
from tests.cast import NOW
from tests.measuring.taking import TYPICAL, answer_all, begin, phq, stored
from tests.visitor import Visitor


def item_of(location: str) -> str:
    return location.partition("item=")[2]


def open_item(visitor: Visitor, address: str) -> str:
    """The question on the page to go on with."""
    return re.findall(r'name="item" value="(\w+)"', visitor.get(address).text)[0]


def test_one_question_a_page_to_the_end(app: Flask, rosa: Visitor) -> None:
    address = begin(rosa)
    seen = []
    place = f"{address}?item={open_item(rosa, address)}"
    while "item=" in place:
        seen.append(item_of(place))
        page = rosa.get(place).text
        assert library.newest("phq9").item(seen[-1]).text in unescape(page)
        place = rosa.post(address, item=seen[-1], answer="1" if seen[-1] != "9" else "0").location
    assert seen == [str(number) for number in range(1, 11)]
    assert place == f"{address}/check"
    assert rosa.get(place).status_code == 200
    assert rosa.post(f"{address}/result").location == f"{address}/result"
    (measure,) = stored(app)
    assert (measure.numbers, measure.finished_at) == ({"total": 8}, NOW)


def test_a_skip_is_followed_and_kept_as_a_skip(app: Flask, rosa: Visitor) -> None:
    address = begin(rosa, "bam-iop")
    assert item_of(rosa.post(address, item="4", answer="0").location) == "6"
    assert item_of(rosa.post(address, item="6", answer="0").location) == "8"
    assert rosa.get(f"{address}?item=5").status_code == 404
    assert rosa.get(f"{address}?item=7A").status_code == 404
    assert "Question 5 of 15" in rosa.get(f"{address}?item=6").text
    assert item_of(rosa.post(address, item="6", answer="1").location) == "7A"
    rosa.post(f"{address}/result")
    (measure,) = stored(app)
    assert (measure.answers["5"], measure.skipped) == (0, ["5"])


def test_each_question_can_be_declined_and_that_is_no_zero(app: Flask, rosa: Visitor) -> None:
    for one in library.instruments():
        answer_all(rosa, one.slug, dict.fromkeys(item.id for item in one.items))
    for measure in stored(app):
        assert set(measure.answers.values()) == {None}
        assert set((measure.numbers or {}).values()) == {None}
        page = rosa.get(f"/measures/{measure.slug}/{measure.measure_id}/result").text
        assert "There is no number this time" in page


@pytest.mark.parametrize("answer", ["", "4", "-1", "x", "1.0", "zero"])
def test_an_answer_that_is_none_is_refused_in_words(app: Flask, rosa: Visitor, answer: str) -> None:
    address = begin(rosa)
    refused = rosa.post(address, item="3", answer=answer)
    assert refused.status_code == 422
    assert "Please choose an answer" in refused.text
    assert "Trouble falling or staying asleep" in refused.text
    assert rosa.post(address, item="99", answer="1").status_code == 422
    assert rosa.post(f"{address}/all", item_1="1", item_2="9").status_code == 422
    assert stored(app)[0].answers == {}


def test_it_is_gone_on_with_where_it_stopped_on_any_day_soon(app: Flask, rosa: Visitor, frozen: Any) -> None:
    address = begin(rosa)
    rosa.post(address, item="1", answer="2")
    assert "Go on where you stopped" in rosa.get("/measures").text
    frozen.move_to(NOW + timedelta(days=2))
    again = Visitor(app, "rosa@test.example")
    assert begin(again) == address
    assert open_item(again, address) == "2"
    assert 'value="2" lang="en" aria-current="true"' in again.get(f"{address}?item=1").text


def test_what_was_begun_long_ago_is_left_and_a_new_one_begins(app: Flask, rosa: Visitor, frozen: Any) -> None:
    address = begin(rosa)
    rosa.post(address, item="1", answer="2")
    frozen.move_to(NOW + timedelta(days=4))
    again = Visitor(app, "rosa@test.example")
    assert "Go on where you stopped" not in again.get("/measures/phq-9").text
    assert begin(again) != address
    assert len(stored(app)) == 2


def test_the_same_form_twice_is_one_measure(app: Flask, rosa: Visitor) -> None:
    submission = str(new_id())
    assert begin(rosa, submission_id=submission) == begin(rosa, submission_id=submission)
    assert len(stored(app)) == 1
    assert rosa.post("/measures/phq-9", submission_id="x", pages="one").status_code == 422


def test_a_measure_is_finished_once_and_a_new_one_can_be_taken(app: Flask, rosa: Visitor) -> None:
    address = answer_all(rosa, "gad-7", {str(number): 1 for number in range(1, 8)})
    (before,) = stored(app)
    for path, form in (("", {"item": "1", "answer": "3"}), ("/all", {"item_1": "3"}), ("/result", {})):
        assert rosa.post(f"{address}{path}", **form).location == f"{address}/result"
    for path in ("", "/all", "/check"):
        assert rosa.get(f"{address}{path}").location == f"{address}/result"
    (after,) = stored(app)
    assert (after.sealed, after.numbers) == (before.sealed, {"total": 7})
    assert answer_all(rosa, "gad-7", {"1": 0}) != address


def test_nothing_answered_is_nothing_to_finish(app: Flask, rosa: Visitor) -> None:
    address = begin(rosa)
    assert rosa.post(f"{address}/result").location == address
    assert rosa.get(f"{address}/result").location == address
    assert stored(app)[0].finished_at is None


def test_a_draft_that_is_changed_keeps_what_it_said(app: Flask, rosa: Visitor) -> None:
    address = begin(rosa)
    rosa.post(address, item="1", answer="2")
    rosa.post(address, item="2", answer="1")
    rosa.post(address, item="1", answer="0")
    with app.app_context():
        (version,) = db.session.scalars(select(Version))
        assert '\\"1\\": 2' in version.content
    assert stored(app)[0].answers == {"1": 0, "2": 1}


def test_a_soft_check_warns_and_does_not_refuse(app: Flask, rosa: Visitor) -> None:
    address = begin(rosa, "bam-iop", pages="all")
    answers = TYPICAL | {"4": 1, "5": 3}
    sent = {f"item_{name}": value for name, value in answers.items()}
    page = rosa.get(rosa.post(f"{address}/all", **sent).location).text
    assert "The number of days in question 5 should be equal to, or less than" in page
    assert "You can change it, or finish as it is." in page
    rosa.post(f"{address}/result")
    (measure,) = stored(app)
    assert measure.answers["5"] == 3
    assert measure.numbers == {"use": 4, "risk": 11, "protective": 18}


def test_what_is_left_open_on_the_one_page_is_shown_as_not_answered(rosa: Visitor) -> None:
    address = begin(rosa, pages="all")
    page = rosa.get(rosa.post(f"{address}/all", item_1="1", item_2="not-said").location).text
    said = re.findall(r"<dd>(.*?)\s*<a ", page, re.S)
    assert [re.sub(r"<[^>]+>", "", one).strip() for one in said[:3]] == [
        "Several days",
        "I would rather not say",
        "Not answered",
    ]


def test_an_unknown_instrument_is_not_there(rosa: Visitor) -> None:
    assert rosa.get("/measures/nothing").status_code == 404
    assert rosa.post("/measures/nothing", submission_id=str(new_id())).status_code == 404
    assert rosa.get("/measures/c-ssrs").status_code == 404
    address = begin(rosa)
    assert rosa.get(address.replace("phq-9", "gad-7")).status_code == 404
    assert rosa.get(f"{address}?item=99").status_code == 404


def test_nobody_else_reaches_a_measure(
    app: Flask, rosa: Visitor, omar: Visitor, cora: Visitor, ben: Visitor, ada: Visitor
) -> None:
    address = begin(rosa)
    done = answer_all(rosa, "gad-7", {"1": 1})
    for stranger in (omar, cora, ben, ada):
        for path in (address, f"{address}/all", f"{address}/check", f"{done}/result"):
            assert stranger.get(path).status_code == 404
        assert stranger.post(address, item="1", answer="3").status_code == 404
        assert stranger.post(f"{address}/all", item_1="3").status_code == 404
        assert stranger.post(f"{address}/result").status_code == 404
    assert stored(app)[0].answers == {}


def test_the_answers_are_sealed_and_the_number_is_not(app: Flask, rosa: Visitor) -> None:
    answer_all(rosa, "phq-9", phq(1, 2))
    (measure,) = stored(app)
    assert measure.sealed
    assert b"given" not in measure.sealed
    assert measure.numbers == {"total": 3}
