"""What was done with a skill keeps the words of then, when the skill is changed and when it is retired."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import select

from companion.core import schema
from companion.core.db import db
from companion.records.attendance.models import Taught
from companion.records.cravings.models import Craving
from companion.records.skills import library
from companion.records.skills.models import Pick, Practice
from tests.attendance.marks import group
from tests.cast import NOW, Cast
from tests.house.test_migrations import SCRIPTS
from tests.house.world import make_world
from tests.library.shelving import filled, renamed, said_on
from tests.visitor import Visitor

SURF = "/admin/library/urge-surf"


def begin(rosa: Visitor) -> str:
    answer = rosa.post("/practice/new", skill="urge-surf", before="6", submission_id=str(uuid4()))
    return str(answer.location.split("/")[2])


def ride(rosa: Visitor) -> str:
    """A craving, up to the page that asks how strong it is after the skill."""
    answer = rosa.post("/cravings/new", submission_id=str(uuid4()), strength="7")
    return str(answer.location).rsplit("/", 1)[0]


def brief(cora: Visitor, cast: Cast) -> str:
    return said_on(cora.get(f"/caseload/{cast.rosa}/brief").text)


def test_practice_keeps_its_words_after_new_ones_and_after_retiring(rosa: Visitor, ada: Visitor) -> None:
    practice = begin(rosa)
    skill = library.skill("urge_surf")
    assert skill
    for address, form in ((f"{SURF}/edit", renamed()), (f"{SURF}/retirement", {})):
        assert ada.post(address, **form).status_code == 303
        page = rosa.get(f"/practice/{practice}/after").text
        assert "Ride the wave" in page and skill.said_in("en").steps[-1] in page
        assert "Surf it" not in page and "Find a window." not in page
    answer = rosa.post(f"/practice/{practice}/after", after="2")
    assert answer.status_code == 303
    assert "Ride the wave" in rosa.get(answer.location).text


def test_practice_of_the_new_words_keeps_those(rosa: Visitor, ada: Visitor, app: Flask) -> None:
    ada.post(f"{SURF}/edit", **renamed())
    practice = begin(rosa)
    ada.post(f"{SURF}/edit", **filled(made_from="2"))
    page = rosa.get(f"/practice/{practice}/after").text
    assert "Surf it" in page and "Sit by a window" not in page
    with app.app_context():
        assert db.session.scalars(select(Practice)).one().skill_version == 2


def test_the_brief_names_a_skill_as_it_was_when_it_was_used_last(
    rosa: Visitor, cora: Visitor, ada: Visitor, cast: Cast, frozen: Any
) -> None:
    craving = ride(rosa)
    rosa.post(f"{craving}/after", strength="2", skill="urge-surf")
    ada.post(f"{SURF}/edit", **renamed())
    assert "Ride the wave: 1 time." in brief(cora, cast)
    frozen.shift(timedelta(minutes=5))
    begin(rosa)
    assert "Surf it: 2 times." in brief(cora, cast)
    ada.post(f"{SURF}/retirement")
    assert "Surf it: 2 times." in brief(cora, cast)


def test_a_craving_keeps_the_version_and_an_earlier_answer_does_too(
    rosa: Visitor, ada: Visitor, app: Flask
) -> None:
    craving = ride(rosa)
    rosa.post(f"{craving}/after", strength="5", skill="urge-surf")
    ada.post(f"{SURF}/edit", **renamed())
    rosa.post(f"{craving}/after", strength="4", skill="")
    with app.app_context():
        row = db.session.scalars(select(Craving)).one()
        assert (row.skill_key, row.skill_version) == ("urge_surf", 1)
    rosa.post(f"{craving}/after", strength="2", skill="urge-surf")
    with app.app_context():
        assert db.session.scalars(select(Craving)).one().skill_version == 2


def test_a_skill_that_is_retired_while_it_is_done_was_done_all_the_same(
    rosa: Visitor, ada: Visitor, app: Flask
) -> None:
    craving = ride(rosa)
    ada.post(f"{SURF}/retirement")
    assert rosa.get(f"{craving}/do/urge-surf").status_code == 404
    assert rosa.post(f"{craving}/after", strength="2", skill="urge-surf").status_code == 303
    assert begin(rosa)
    with app.app_context():
        assert db.session.scalars(select(Craving)).one().skill_key == "urge_surf"


def test_a_pick_of_a_retired_skill_keeps_its_name_and_asks_for_nothing(
    rosa: Visitor, cora: Visitor, ada: Visitor, cast: Cast, app: Flask
) -> None:
    practice = f"/caseload/{cast.rosa}/practice"
    cora.post(practice, skill="urge_surf", times_a_week="3", until_on="")
    ada.post(f"{SURF}/edit", **renamed())
    assert "Surf it: 0 of 3 this week" in said_on(rosa.get("/today").text)
    assert "Surf it: 0 of 3 this week" in said_on(cora.get(practice).text)
    ada.post(f"{SURF}/retirement")
    for page in (rosa.get("/today").text, rosa.get("/skills").text):
        assert "of 3 this week" not in page
    for page in (cora.get(practice).text, cora.get(f"/caseload/{cast.rosa}/brief").text):
        assert "Ride the wave: 0 of 3 this week" in said_on(page)
    assert "This skill was retired" in cora.get(practice).text
    answer = cora.post(practice, skill="urge_surf", times_a_week="3", until_on="")
    assert answer.status_code == 422
    with app.app_context():
        pick = db.session.scalars(select(Pick)).one()
    assert cora.post(f"{practice}/{pick.id}/end").status_code == 303


def test_what_was_taught_keeps_its_name_and_can_be_taken_back(
    cora: Visitor, ada: Visitor, cast: Cast, app: Flask
) -> None:
    with app.app_context():
        earlier, tonight = (group(cast, NOW - timedelta(days=days)) for days in (2, 0))
        db.session.commit()
        before, now = f"/groups/{earlier.id}", f"/groups/{tonight.id}"
    cora.post(f"{before}/taught", taught="urge_surf")
    ada.post(f"{SURF}/edit", **renamed())
    ada.post(f"{SURF}/retirement")
    assert "Last time: Ride the wave." in said_on(cora.get(now).text)
    assert "urge_surf" not in cora.get(now).text
    assert "Ride the wave ✓" in said_on(cora.get(before).text)
    assert cora.post(f"{now}/taught", taught="urge_surf").status_code == 422
    assert cora.post(f"{before}/taught", not_taught="urge_surf").status_code == 303
    with app.app_context():
        assert db.session.scalars(select(Taught)).all() == []


@pytest.mark.parametrize("model", [Craving, Pick, Taught])
def test_entries_from_before_are_of_the_first_version(app: Flask, cast: Cast, model: Any) -> None:
    revision = SCRIPTS.get_revision("0017_library")
    with app.app_context():
        make_world(cast)
        db.session.scalars(select(Craving)).one().skill_key = "halt"
        db.session.commit()
        db.session.remove()
        flask_migrate.downgrade(revision=revision.down_revision)
        schema.upgrade()
        assert [row.skill_version for row in db.session.scalars(select(model))] == [1]
