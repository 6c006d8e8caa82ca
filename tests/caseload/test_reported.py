"""What the brief and the caseload say of check-ins and use: only what the care team may read, and once."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from companion.accounts.models import Person
from companion.core.db import db
from companion.overviews.caseload.rules import Share, filled_in
from companion.records.cravings.models import Craving
from companion.records.days.rules import Used
from tests.cast import NOW, Cast
from tests.days.answers import ago, fill_in, form
from tests.telling.uses import tell
from tests.visitor import Visitor

WORDS = re.compile("<[^>]+>")


def brief(cora: Visitor, cast: Cast) -> str:
    return " ".join(WORDS.sub(" ", cora.get(f"/caseload/{cast.rosa}/brief").text).split())


def craving_with_use(app: Flask, cast: Cast, hours_ago: int) -> None:
    with app.app_context():
        row = Craving(program_id=cast.program, client_id=cast.rosa, submission_id=uuid4(), strength=7)
        row.occurred_at = row.received_at = NOW - timedelta(hours=hours_ago)
        row.outcome = "used"
        db.session.add(row)
        db.session.commit()


@pytest.mark.parametrize(
    ("pronouns", "added"),
    [
        ("she/her", "Added by her."),
        ("he/him", "Added by him."),
        ("They/Them", "Added by them."),
        ("", "Added by Rosa."),
        ("ze/zir", "Added by Rosa."),
    ],
)
def test_use_is_reported_in_one_line(
    app: Flask, rosa: Visitor, cora: Visitor, cast: Cast, pronouns: str, added: str
) -> None:
    with app.app_context():
        db.session.get_one(Person, cast.rosa).pronouns = pronouns
        db.session.commit()
    tell(rosa)
    words = brief(cora, cast)
    assert f"Use reported: Wed, one day. {added}" in words
    assert words.count("Use reported") == 1


def test_several_days_are_one_line_too_and_old_ones_have_their_date(
    rosa: Visitor, cora: Visitor, cast: Cast
) -> None:
    for days_ago in (0, 2, 10):
        tell(rosa, days_ago)
    assert "Use reported: Sun, Nov 8, Mon, Wed, 3 days." in brief(cora, cast)


def test_a_craving_that_ended_in_use_is_not_said_a_second_time(
    app: Flask, rosa: Visitor, cora: Visitor, cast: Cast
) -> None:
    craving_with_use(app, cast, hours_ago=3)
    assert brief(cora, cast).count("Use reported") == 1
    tell(rosa)
    words = brief(cora, cast)
    assert words.count("Use reported") == 1
    assert "Use reported: Wed, one day." in words
    craving_with_use(app, cast, hours_ago=40)
    assert brief(cora, cast).count("Use reported") == 2, "another day is another line"


def test_what_was_told_before_they_met_or_taken_back_is_not_there(
    app: Flask, rosa: Visitor, cora: Visitor, cast: Cast, frozen: Any
) -> None:
    kept, taken_back = tell(rosa), tell(rosa, 1)
    rosa.post(f"/used/{taken_back}/removal")
    assert "Use reported: Wed, one day." in brief(cora, cast)
    frozen.shift(timedelta(days=8))
    later = Visitor(app, "cora@test.example")
    assert "Use reported" not in brief(later, cast)
    rosa = Visitor(app, "rosa@test.example")
    rosa.post(f"/used/{kept}/readers", readers="me")
    rosa.post(f"/used/{kept}/readers", readers="team")
    assert "Use reported: Wed, Nov 18, one day." in brief(later, cast)


def test_an_answer_of_yes_in_a_check_in_is_the_client_s_alone(
    rosa: Visitor, cora: Visitor, cast: Cast
) -> None:
    rosa.post("/check-in", **form(used="no"))
    before = brief(cora, cast)
    rosa.post("/check-in", **form(used="yes"))
    assert brief(cora, cast) == before


def test_check_ins_are_counted_with_the_days_before(
    app: Flask, rosa: Visitor, cora: Visitor, cast: Cast
) -> None:
    """Not met yet: the last seven days, and the seven before. Today is not over."""
    with app.app_context():
        fill_in(cast, *((day, Used.NO) for day in (1, 2, 4, 9)))
    assert "Check-ins 3 of 7 was 1 of 7" in brief(cora, cast)
    rosa.post("/check-in", **form())
    assert "Check-ins 4 of 8 was 1 of 7" in brief(cora, cast)


def test_notes_and_the_program_s_questions_are_read(
    ada: Visitor, rosa: Visitor, cora: Visitor, cast: Cast
) -> None:
    ada.post("/admin/questions", english="Did you take your medicine?", spanish="¿Tomaste tu medicina?")
    (name,) = set(re.findall(r'name="(question-[0-9a-f]+)"', rosa.get("/check-in").text))
    rosa.post("/check-in", **form(note="Long day at work", **{name: "yes"}))
    rosa.post("/check-in", **form(day=ago(1).isoformat(), **{name: "no"}))
    words = brief(cora, cast)
    assert "Did you take your medicine? Yes 1, no 1." in words
    assert "Long day at work" in words


def test_the_caseload_says_what_is_new(rosa: Visitor, cora: Visitor, cast: Cast, frozen: Any) -> None:
    rosa.post("/check-in", **form())
    tell(rosa)
    page = cora.get("/caseload").text
    assert "1 check-in<" in page and "Use reported" in page
    seen = re.findall(r'name="seen_until" value="([^"]+)"', cora.get(f"/caseload/{cast.rosa}/brief").text)[0]
    frozen.shift(timedelta(minutes=1))
    cora.post(f"/caseload/{cast.rosa}/review", seen_until=seen, then="/caseload")
    assert "Nothing new" in cora.get("/caseload").text
    rosa.post("/check-in", **form(mood="1"))
    assert "1 check-in<" in cora.get("/caseload").text


@pytest.mark.parametrize(
    ("days", "share"),
    [
        ([], Share(0, 3)),
        ([0], Share(1, 4)),
        ([1, 3], Share(2, 3)),
        ([0, 1, 2, 3], Share(4, 4)),
        ([9], Share(0, 3)),
    ],
)
def test_a_share_of_days_counts_the_last_once_it_is_there(days: list[int], share: Share) -> None:
    assert filled_in([ago(day) for day in days], ago(3), ago(0)) == share
