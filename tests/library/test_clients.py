"""A program's own skill is used like any other, in the client's language, and found by what it needs."""

from __future__ import annotations

import ast
from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from companion.core.db import db
from companion.records.skills.models import Practice
from tests.attendance.marks import group
from tests.cast import NOW, Cast
from tests.groups.rosters import tap
from tests.house.source import modules, named, tree
from tests.library.shelving import OWN_KEY, OWN_SLUG, filled, offered, renamed, said_on
from tests.visitor import Visitor


@pytest.fixture
def added(ada: Visitor) -> str:
    assert ada.post("/admin/library/new", **filled()).status_code == 303
    return OWN_SLUG


def test_an_own_skill_is_offered_done_and_practised(rosa: Visitor, app: Flask, added: str) -> None:
    rosa.post(f"/skills/{added}/choice", choice="pin")
    assert offered(rosa)[0] == added
    craving = rosa.post("/cravings/new", submission_id=str(uuid4()), strength="7").location.rsplit("/", 1)[0]
    assert "Find a window." in rosa.get(f"{craving}/do/{added}").text
    assert rosa.post(f"{craving}/after", strength="3", skill=added).status_code == 303
    answer = rosa.post("/practice/new", skill=added, before="6", submission_id=str(uuid4()))
    answer = rosa.post(answer.location, after="2")
    assert "Sit by a window" in rosa.get(answer.location).text
    with app.app_context():
        row = db.session.scalars(select(Practice)).one()
        assert (row.skill_key, row.skill_version, row.before, row.after) == (OWN_KEY, 1, 6, 2)


def test_an_own_skill_is_asked_for_and_counted_for_both(
    rosa: Visitor, cora: Visitor, cast: Cast, added: str
) -> None:
    practice = f"/caseload/{cast.rosa}/practice"
    cora.post(practice, skill=OWN_KEY, times_a_week="2", until_on="2026-12-01")
    answer = rosa.post("/practice/new", skill=added, before="6", submission_id=str(uuid4()))
    assert answer.status_code == 303
    said = "Sit by a window: 1 of 2 this week"
    assert f"{said}, until Tue, Dec 1" in said_on(rosa.get("/today").text)
    skills = said_on(rosa.get("/skills").text)
    assert "1 of 2 this week until Tue, Dec 1" in skills
    assert skills.index("From your care team") < skills.index("1 of 2 this week") < skills.index("All skills")
    assert f"Asked to practice {said}, until Tue, Dec 1" in said_on(
        cora.get(f"/caseload/{cast.rosa}/brief").text
    )
    assert said in said_on(cora.get(practice).text)


def test_an_own_skill_is_taught_and_waits_for_who_came(
    rosa: Visitor, cora: Visitor, cast: Cast, app: Flask, added: str
) -> None:
    with app.app_context():
        address = f"/groups/{group(cast, NOW - timedelta(minutes=5)).id}"
        db.session.commit()
    tap(cora, address, cast.rosa, "here")
    assert cora.post(f"{address}/taught", taught=OWN_KEY).status_code == 303
    assert "From today’s group Sit by a window" in said_on(rosa.get("/today").text)


def test_who_reads_spanish_reads_the_programs_spanish(rosa: Visitor, ada: Visitor, added: str) -> None:
    ada.post("/admin/library/urge-surf/edit", **renamed())
    rosa.get("/language/es?to=/skills")
    listed = rosa.get("/skills").text
    assert "Súrfeala" in listed and "Siéntate junto a una ventana" in listed
    assert "Surf it" not in listed and "Sit by a window" not in listed
    page = rosa.get(f"/skills/{added}").text
    assert "Busca una ventana." in page and "Te diste un poco de espacio." in page


def test_a_retired_skill_is_nowhere_to_be_found(rosa: Visitor, ada: Visitor, added: str) -> None:
    rosa.post(f"/skills/{added}/choice", choice="pin")
    ada.post(f"/admin/library/{added}/retirement")
    assert added not in rosa.get("/skills").text
    assert added not in offered(rosa)
    assert rosa.get(f"/skills/{added}").status_code == 404
    assert rosa.get(f"/practice/new?skill={added}").status_code == 404
    ada.post(f"/admin/library/{added}/restoration")
    assert offered(rosa)[0] == added


def test_skills_are_found_by_their_tags_with_htmx_and_without(rosa: Visitor, ada: Visitor) -> None:
    ada.post("/admin/library/new", **filled(tags=["with_people"]))
    whole, part = (rosa.get("/skills?tag=with_people", htmx=htmx).text for htmx in (False, True))
    for page in (whole, part):
        assert page.count('class="cover"') == 4
        assert OWN_SLUG in page and "urge-surf" not in page
        assert 'aria-current="true">With people' in page
    assert "<h1" in whole and part.lstrip().startswith('<div id="skills"')


def test_going_back_to_a_filtered_list_brings_the_whole_page(rosa: Visitor) -> None:
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<h1" in rosa.client.get("/skills?tag=quiet", headers=headers).text


def test_only_the_shelf_itself_reads_what_comes_with_the_app() -> None:
    """Whoever asks the content files shows every program the same skills, and misses its own."""
    asked = {
        named(path)
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom)
        and (
            (node.module == "companion.records.skills" and "library" in {one.name for one in node.names})
            or (
                node.module == "companion.records.skills.library"
                and {one.name for one in node.names} & {"skill", "skills", "skill_as", "changed"}
            )
        )
    }
    assert {name for name in asked if not name.startswith("companion/demo/")} == {
        "companion/records/skills/shelves.py",
        "companion/records/skills/editing.py",
        "companion/overviews/library/history.py",
    }
