from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select

from companion.audit.models import Disclosure
from companion.core.db import db, new_id
from companion.records.plan.models import PlanComment
from tests.cast import Cast
from tests.visitor import Visitor


@pytest.fixture
def place(cast: Cast) -> str:
    return f"/caseload/{cast.rosa}/plan"


def comment(visitor: Visitor, place: str, words: str = "Strong start.", **form: str) -> str:
    """The address of the comment, which the counselor's page carries."""
    sent = {"submission_id": str(new_id()), "about": "whole", "words": words, **form}
    assert visitor.post(place, **sent).status_code == 303
    return re.findall(rf'action="({place}/comments/[^"]+)/removal"', visitor.get(place).text)[-1]


def write_plan(rosa: Visitor) -> None:
    about = {
        "part": "trigger",
        "topics": ["people", "lonely", "payday"],
        "words": "The bus stop",
        "risk": "testing",
    }
    rosa.post("/plan/new", submission_id=str(new_id()), **about)
    rosa.post("/plan/new", submission_id=str(new_id()), part="sign", topics="alone")
    rosa.post("/plan/new", submission_id=str(new_id()), part="action", topics="urge_surf")
    rosa.post("/plan/safety/question", number="6", words="Sam has the key")
    rosa.post("/plan/week", words="Two meetings")
    rosa.post("/contacts/new", submission_id=str(new_id()), name="Samuel", phone="555 0100")


def test_the_counselor_reads_it_with_the_triggers_by_the_eight_kinds(
    rosa: Visitor, cora: Visitor, place: str, cast: Cast
) -> None:
    write_plan(rosa)
    page = cora.get(place).text
    rows = dict(re.findall(r'<tr><th scope="row">(.*?)</th>\s*<td>(.*?)</td></tr>', page, re.S))
    told = {kind: re.sub(r"<[^>]*>", "", named) for kind, named in rows.items()}
    assert told == {
        "Negative emotional states": "Lonely",
        "Negative physical states": "none",
        "Positive emotional states": "none",
        "Testing personal control": "“The bus stop”",
        "Urges and temptations": "Money or payday",
        "Conflict with others": "none",
        "Social pressure, direct or indirect": "People",
        "Positive emotional states with others": "none",
    }
    for words in ("I pull back from people", "Ride the wave", "Sam has the key", "Two meetings"):
        assert words in page
    assert f'href="{place}"' in cora.get(f"/caseload/{cast.rosa}/brief").text


def test_the_people_stay_with_the_client(rosa: Visitor, cora: Visitor, place: str) -> None:
    write_plan(rosa)
    page = cora.get(place).text
    assert "Samuel" not in page and "555 0100" not in page
    assert "a list that only the client sees" in page


@pytest.mark.parametrize(
    ("about", "page"),
    [("whole", "/plan"), ("trigger", "/plan"), ("week", "/plan"), ("safety", "/plan/safety")],
)
def test_the_client_reads_a_comment_with_name_and_time(
    rosa: Visitor, cora: Visitor, place: str, about: str, page: str
) -> None:
    comment(cora, place, "Strong start.\nTry one more.", about=about)
    seen = rosa.get(page).text
    assert "Strong start.\nTry one more." in seen
    assert "<bdi>Cora Counselor</bdi> · Wed, Nov 18, 5:00" in seen


def test_a_comment_stands_under_the_part_that_it_is_about(rosa: Visitor, cora: Visitor, place: str) -> None:
    comment(cora, place, "More of these", about="place")
    page = rosa.get("/plan").text
    assert page.index('id="part-place"') < page.index("More of these") < page.index('id="part-reason"')


def test_a_comment_is_taken_back_and_put_back_by_its_author(rosa: Visitor, cora: Visitor, place: str) -> None:
    address = comment(cora, place)
    answer = cora.post(f"{address}/removal")
    assert "The comment is taken back." in cora.get(answer.location).text
    assert "Strong start." not in rosa.get("/plan").text
    assert cora.post(f"{address}/restoration").status_code == 303
    assert "Strong start." in rosa.get("/plan").text
    assert "is taken back" not in cora.get(answer.location).text


@pytest.mark.parametrize(
    "form",
    [
        {"words": ""},
        {"words": "w" * 2001},
        {"words": "a\x00b"},
        {"about": "nonsense"},
        {"about": ""},
        {"submission_id": "not one"},
    ],
)
def test_what_cannot_be_sent_comes_back_as_it_was(
    app: Flask, cora: Visitor, place: str, form: dict[str, str]
) -> None:
    sent = {"submission_id": str(new_id()), "about": "whole", "words": "Kept words", **form}
    answer = cora.post(place, **sent)
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert sent["words"] in answer.text
    with app.app_context():
        assert list(db.session.scalars(select(PlanComment))) == []


def test_the_same_comment_twice_is_one(app: Flask, cora: Visitor, place: str) -> None:
    form = {"submission_id": str(new_id()), "about": "whole", "words": "Once"}
    for _ in range(2):
        assert cora.post(place, **form).status_code == 303
    with app.app_context():
        assert len(list(db.session.scalars(select(PlanComment)))) == 1


def test_reading_it_is_written_down(app: Flask, cora: Visitor, place: str, cast: Cast) -> None:
    cora.get(place)
    with app.app_context():
        seen = db.session.scalars(select(Disclosure).where(Disclosure.what == "counselor.plan.index")).one()
        assert (seen.client_id, seen.recipient_id) == (cast.rosa, cast.cora)


def test_nobody_without_a_tie_reads_or_comments(
    rosa: Visitor, cora: Visitor, wes: Visitor, ben: Visitor, ada: Visitor, omar: Visitor, place: str
) -> None:
    write_plan(rosa)
    address = comment(cora, place)
    for stranger in (wes, ben, ada, omar, rosa):
        assert stranger.get(place).status_code == 404
        sent = {"submission_id": str(new_id()), "about": "whole", "words": "Mine"}
        assert stranger.post(place, **sent).status_code == 404
        assert stranger.post(f"{address}/removal").status_code == 404
    assert "Mine" not in rosa.get("/plan").text


def test_a_supporter_sees_nothing_of_it(
    rosa: Visitor, cora: Visitor, ben: Visitor, place: str, cast: Cast
) -> None:
    write_plan(rosa)
    comment(cora, place)
    for address in ("/supporting", f"/supporting/{cast.rosa}", f"/supporting/{cast.rosa}/how-to-help"):
        page = ben.get(address).text
        for words in ("bus stop", "Two meetings", "Sam has the key", "Strong start", "/plan"):
            assert words not in page
    assert "They can read your recovery plan and your safety plan" in rosa.get("/sharing").text
