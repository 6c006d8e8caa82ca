"""What an administrator sets for the program, and what follows from it."""

from __future__ import annotations

import re
from datetime import time

import pytest
from flask import Flask

from companion.accounts.models import Person
from companion.core.db import db
from companion.programs.models import Program, StaffedHours
from companion.records.days import questions
from companion.records.directory import actions as directory
from companion.records.skills import editing, library
from tests.admin.test_program import ALL
from tests.cast import NOW, Cast
from tests.visitor import Visitor

DAY = "2026-12-24"


def by(cast: Cast) -> Person:
    return db.session.get_one(Person, cast.ada)


def test_a_holiday_is_added_renamed_and_taken_back_by_the_administrator(ada: Visitor) -> None:
    assert 'href="/admin/holidays"' in ada.get("/admin").text
    for name in ("Christmas", "Christmas Eve", "Christmas Eve"):
        assert ada.post("/admin/holidays", day=DAY, name=name).status_code == 303
    page = ada.get("/admin/holidays").text
    assert "Christmas Eve" in page and page.count("/removal") == 1
    wrong = ada.post("/admin/holidays", day="2020-01-01", name="Long ago")
    assert wrong.status_code == 422 and "Long ago" in wrong.text
    removal = page.partition('action="/admin/holidays/')[2].partition('"')[0]
    assert ada.post(f"/admin/holidays/{removal}").status_code == 303
    changes = ada.get("/admin/changes").text
    assert [changes.count(f"<h2>Holiday {what}") for what in ("added", "renamed", "removed")] == [1, 1, 1]
    assert "Holiday renamed" in changes and "Christmas Eve" in changes


@pytest.mark.parametrize(
    ("days", "when"), [(1, "Wed, Nov 18, 6:00 PM"), (2, "Thu, Nov 19, 6:00 PM"), (3, "Fri, Nov 20, 6:00 PM")]
)
def test_the_promise_for_messages_is_the_program_s(
    app: Flask, ada: Visitor, rosa: Visitor, cast: Cast, days: int, when: str
) -> None:
    with app.app_context():
        for weekday in range(5):
            shift = {"weekday": weekday, "opens_at": time(8), "closes_at": time(18)}
            db.session.add(StaffedHours(program_id=cast.program, **shift))
        db.session.commit()
    assert ada.post("/admin/settings", **ALL | {"message_days": str(days)}).status_code == 303
    page = " ".join(re.sub("<[^>]+>", "", rosa.get("/messages").text).split())
    assert f"We answer by {when}." in page
    told = "Business days to answer a client’s message" in ada.get("/admin/changes").text
    assert told == (days > 1), "saving the same again is no change"
    for wrong in ("0", "4", ""):
        assert ada.post("/admin/settings", **ALL | {"message_days": wrong}).status_code == 422


def test_questions_skills_and_places_are_listed_with_before_and_after(
    app: Flask, ada: Visitor, cast: Cast
) -> None:
    with app.app_context():
        question = questions.add(cast.program, english="Took it?", spanish="¿La tomó?", by=by(cast), at=NOW)
        questions.retire(question, by=by(cast), at=NOW)
        skill = library.skill("halt")
        assert skill
        words = {name: dict(summary="Eat first", **titled(skill, name)) for name in ("en", "es")}
        editing.change(skill, words, made_from=skill.version, by=by(cast), at=NOW)
        editing.retire(library.changed("halt", 2, words), by=by(cast), at=NOW)
        program = db.session.get_one(Program, cast.program)
        directory.bring(program, None, "x", place(), at=NOW)
        directory.remove_state(program, "OR", by=by(cast), at=NOW)
        db.session.commit()
    page = ada.get("/admin/changes").text
    for said in (
        "Took it?",
        "¿La tomó?",
        "In one line, in English",
        "Eat first",
        "Places on the list",
        "Skill retired",
    ):
        assert said in page, said


def titled(skill: library.Skill, language: str) -> dict[str, str]:
    return {"title": skill.said_in(language).title}


def place() -> dict[str, str]:
    columns = ("name1", "name2", "street1", "city", "zip", "phone", "website", "services")
    return {**dict.fromkeys(columns, ""), "name1": "River Clinic", "state": "OR"}
