"""The client's own words on the page: written, changed, removed and put back, and nobody else's."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from companion.core.db import db
from companion.records.worksheets.models import Worksheet
from tests.visitor import Visitor

REASON = "My kids. I want to pick them up from school."
THOUGHT = {
    "situation": "Home alone",
    "thought": "Nobody would know",
    "feeling": "Lonely",
    "before": "80",
    "evidence_for": "Nobody sees me",
    "evidence_against": "I would know",
    "fairer": "Lonely passes",
    "after": "40",
}


def add(visitor: Visitor, what: str, **form: str) -> str:
    """The id of what was written."""
    answer = visitor.post(f"/worksheets/{what}/new", submission_id=str(uuid4()), **form)
    assert answer.status_code == 303, answer.text
    return re.findall(r"/worksheets/([0-9a-f-]{36})/edit", visitor.get("/worksheets").text)[-1]


def test_a_reason_is_added_changed_removed_and_put_back(rosa: Visitor) -> None:
    reason = add(rosa, "reasons", words=REASON)
    assert REASON in rosa.get(f"/worksheets/{reason}/edit").text
    rosa.post(f"/worksheets/{reason}/edit", submission_id=str(uuid4()), words="My kids and my garden")
    assert "My kids and my garden" in rosa.get("/worksheets").text
    gone = rosa.post(f"/worksheets/{reason}/removal")
    page = rosa.get(gone.location).text
    assert "Your words are off the list." in page
    assert "My kids and my garden" not in page
    assert rosa.get(f"/worksheets/{reason}/edit").status_code == 404
    rosa.post(f"/worksheets/{reason}/restoration")
    assert "My kids and my garden" in rosa.get("/worksheets").text


def test_reasons_are_ordered_with_and_without_htmx(rosa: Visitor) -> None:
    add(rosa, "reasons", words="first one")
    second = add(rosa, "reasons", words="second one")
    part = rosa.post(f"/worksheets/{second}/position", htmx=True, direction="up").text
    assert part.index("second one") < part.index("first one")
    assert "<html" not in part
    assert rosa.post(f"/worksheets/{second}/position", direction="down").location == "/worksheets"
    page = rosa.get("/worksheets").text
    assert page.index("first one") < page.index("second one")
    assert rosa.post(f"/worksheets/{second}/position", htmx=True, direction="left").status_code == 422


def test_undo_by_htmx_brings_the_list_back(rosa: Visitor) -> None:
    reason = add(rosa, "reasons", words=REASON)
    rosa.post(f"/worksheets/{reason}/removal")
    part = rosa.post(f"/worksheets/{reason}/restoration", htmx=True).text
    assert REASON in part
    assert "<html" not in part


@pytest.mark.parametrize(
    ("who", "label"), [("friend", "To a friend"), ("family", "family"), ("work", "work")]
)
def test_a_way_to_say_no_is_kept_for_each_kind_of_person(rosa: Visitor, who: str, label: str) -> None:
    assert re.search(f'value="{who}"[^>]*checked|checked[^>]*value="{who}"', rosa.get(script_for(who)).text)
    add(rosa, "scripts", who=who, words=f"No thanks, {label}")
    assert f"No thanks, {label}" in rosa.get("/worksheets").text


def script_for(who: str) -> str:
    return f"/worksheets/scripts/new?who={who}"


def test_a_thought_record_keeps_each_of_its_answers(rosa: Visitor) -> None:
    thought = add(rosa, "thoughts", **THOUGHT)
    page = rosa.get(f"/worksheets/{thought}/edit").text
    assert all(answer in page for answer in THOUGHT.values())
    listed = rosa.get("/worksheets").text
    assert "Lonely passes" in listed
    assert "From 80 to 40" in listed


@pytest.mark.parametrize(
    ("common", "words"),
    [("just_once", "Just once"), ("earned", "I have earned it"), ("messed_up", "I already messed up")],
)
def test_a_common_thought_is_one_tap(rosa: Visitor, app: Flask, common: str, words: str) -> None:
    assert words in rosa.get("/worksheets/thoughts/new").text
    add(rosa, "thoughts", common=common)
    with app.app_context():
        assert db.session.scalars(select(Worksheet)).one().answers["thought"] == words


def test_a_feeling_that_is_rated_later_stays_empty_until_then(rosa: Visitor, app: Flask) -> None:
    thought = add(rosa, "thoughts", thought="I always fail", before="70")
    with app.app_context():
        answers = db.session.scalars(select(Worksheet)).one().answers
        assert (answers["before"], answers["after"]) == (70, None)
    form = {"thought": "I always fail", "before": "70", "after": "0", "submission_id": str(uuid4())}
    rosa.post(f"/worksheets/{thought}/edit", **form)
    assert "From 70 to 0" in rosa.get("/worksheets").text


WRONG = [
    ("reasons", {"words": ""}, "Write your reason."),
    ("reasons", {"words": "y" * 301}, "too long"),
    ("scripts", {"who": "", "words": "No thanks"}, "Please choose one."),
    ("scripts", {"who": "boss", "words": "No thanks"}, "Please choose one from the list."),
    ("scripts", {"who": "work", "words": " "}, "Write what you will say."),
    ("thoughts", {**THOUGHT, "thought": ""}, "Write the thought, or choose one."),
    ("thoughts", {**THOUGHT, "before": "101"}, "Please write a number from 0 to 100."),
    ("thoughts", {**THOUGHT, "after": "-1"}, "Please write a number from 0 to 100."),
    ("thoughts", {**THOUGHT, "after": "a lot"}, "Please write a number from 0 to 100."),
    ("thoughts", {**THOUGHT, "common": "all_is_lost"}, "Please choose one from the list."),
]


@pytest.mark.parametrize(("what", "form", "says"), WRONG)
def test_what_cannot_be_saved_stays_on_the_page(
    rosa: Visitor, app: Flask, what: str, form: dict[str, str], says: str
) -> None:
    answer = rosa.post(f"/worksheets/{what}/new", submission_id=str(uuid4()), **form)
    assert answer.status_code == 422
    assert says in answer.text
    assert form.get("words", form.get("situation", "")).strip() in answer.text
    assert answer.text.count(f"</span> {says}") <= 1
    with app.app_context():
        assert db.session.scalars(select(Worksheet)).all() == []


def test_the_way_back_leads_to_the_skill_and_to_no_other_site(rosa: Visitor) -> None:
    form = {"words": REASON, "submission_id": str(uuid4())}
    back = rosa.post("/worksheets/reasons/new", then="/skills/play-tape/do", **form)
    assert back.location == "/skills/play-tape/do"
    form["submission_id"] = str(uuid4())
    assert rosa.post("/worksheets/reasons/new", then="//evil.example", **form).location == "/worksheets"
    assert "evil.example" not in rosa.get("/worksheets/reasons/new?then=https://evil.example/").text


def test_strangers_and_staff_find_nothing(rosa: Visitor, omar: Visitor, cora: Visitor) -> None:
    reason = add(rosa, "reasons", words=REASON)
    assert REASON not in omar.get("/worksheets").text
    for visitor in (omar, cora):
        assert visitor.get(f"/worksheets/{reason}/edit").status_code == 404
        for act in ("edit", "removal", "restoration", "position"):
            assert visitor.post(f"/worksheets/{reason}/{act}", words="x").status_code == 404
    assert rosa.get("/worksheets?removed=not-an-id").status_code == 404
    assert REASON in rosa.get("/worksheets").text
