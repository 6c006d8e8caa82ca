from __future__ import annotations

from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from companion.core.db import db
from companion.records.skills import library
from companion.records.skills.models import Practice
from tests.cast import Cast
from tests.visitor import Visitor


def begin(visitor: Visitor, skill: str = "urge-surf", before: str = "6") -> str:
    answer = visitor.post("/practice/new", skill=skill, before=before, submission_id=str(uuid4()))
    assert answer.status_code == 303
    return str(answer.location.split("/")[2])


def test_every_skill_has_a_page_in_both_languages(rosa: Visitor) -> None:
    listed = rosa.get("/skills").text
    for skill in library.skills():
        assert f"/skills/{skill.slug}" in listed
        assert skill.said_in("en").steps[0] in rosa.get(f"/skills/{skill.slug}").get_data(
            as_text=True
        ).replace("&#39;", "'")
    rosa.get("/language/es?to=/skills")
    assert (
        "Respira" in rosa.get("/skills/paced-breath").text
        or "respira" in rosa.get("/skills/paced-breath").text
    )


def test_practice_keeps_before_after_and_a_note(app: Flask, rosa: Visitor, cast: Cast) -> None:
    practice = begin(rosa)
    assert rosa.get(f"/practice/{practice}/after").status_code == 200
    answer = rosa.post(f"/practice/{practice}/after", after="2")
    assert "From 6 to 2." in rosa.get(answer.location).text
    rosa.post(f"/practice/{practice}/note", note="On the bus 🚌")
    with app.app_context():
        row = db.session.scalars(select(Practice)).one()
        assert (row.client_id, row.skill_key, row.before, row.after) == (cast.rosa, "urge_surf", 6, 2)
        assert row.note == "On the bus 🚌"
    assert "From 6 to 2" in rosa.get("/skills/urge-surf").text


def test_the_same_form_twice_is_one_practice(app: Flask, rosa: Visitor) -> None:
    form = {"skill": "halt", "before": "5", "submission_id": str(uuid4())}
    assert rosa.post("/practice/new", **form).location == rosa.post("/practice/new", **form).location
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Practice)) == 1


@pytest.mark.parametrize("before", ["11", "", "x", "-1"])
def test_a_number_that_cannot_be_is_refused(rosa: Visitor, before: str) -> None:
    answer = rosa.post("/practice/new", skill="halt", before=before, submission_id=str(uuid4()))
    assert answer.status_code == 422


def test_a_note_that_is_too_long_is_kept_on_the_page(rosa: Visitor) -> None:
    practice = begin(rosa)
    answer = rosa.post(f"/practice/{practice}/note", note="y" * 2001)
    assert answer.status_code == 422
    assert "y" * 2001 in answer.text


def test_an_unknown_skill_is_not_there(rosa: Visitor) -> None:
    assert rosa.get("/skills/nothing").status_code == 404
    assert rosa.get("/practice/new?skill=nothing").status_code == 404
    assert rosa.post("/practice/new", skill="x", before="5", submission_id=str(uuid4())).status_code == 404


def test_another_client_finds_nothing(rosa: Visitor, omar: Visitor) -> None:
    practice = begin(rosa)
    assert omar.get(f"/practice/{practice}").status_code == 404
    assert omar.get(f"/practice/{practice}/after").status_code == 404
    assert omar.post(f"/practice/{practice}/after", after="1").status_code == 404
    assert omar.post(f"/practice/{practice}/note", note="x").status_code == 404
