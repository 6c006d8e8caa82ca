"""What the client pins and hides, and what the care team asks them to practice."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from companion.core.db import db
from companion.records.cravings.models import Craving
from companion.records.skills.models import Pick, Practice
from tests.cast import NOW, Cast
from tests.visitor import Visitor


def ride(rosa: Visitor) -> list[str]:
    """What she is offered after a craving, by its slug."""
    answer = rosa.post("/cravings/new", submission_id=str(uuid4()), strength="7")
    return re.findall(r'class="cover" href="[^"]*/do/([a-z0-9-]+)"', rosa.get(answer.location).text)


def rated(app: Flask, cast: Cast, key: str, *drops: int) -> None:
    with app.app_context():
        for number, drop in enumerate(drops, 1):
            whose = {"program_id": cast.program, "client_id": cast.rosa, "submission_id": uuid4()}
            at = NOW - timedelta(days=number)
            about = {"strength": 9, "strength_after": 9 - drop, "rated_at": at, "skill_key": key}
            db.session.add(Craving(**whose, occurred_at=at, received_at=at, **about))
        db.session.commit()


def ask(cora: Visitor, cast: Cast, **changes: Any) -> Any:
    form = {"skill": "halt", "times_a_week": "3", "until_on": ""} | changes
    return cora.post(f"/caseload/{cast.rosa}/practice", **form)


def test_what_helped_her_comes_first_with_its_own_words(rosa: Visitor, app: Flask, cast: Cast) -> None:
    rated(app, cast, "pmr", 3, 4, 1, 5, 2)
    answer = rosa.post("/cravings/new", submission_id=str(uuid4()), strength="7")
    page = rosa.get(answer.location).text
    assert page.index("/do/pmr") < page.index("/do/paced-breath")
    assert "Lower after 4 of 5 times." in page
    assert "works" not in page


def test_one_rated_time_is_no_label(rosa: Visitor, app: Flask, cast: Cast) -> None:
    rated(app, cast, "pmr", 9)
    assert ride(rosa)[0] == "paced-breath"


def test_a_pinned_skill_is_first_and_a_hidden_one_never(rosa: Visitor, app: Flask, cast: Cast) -> None:
    rated(app, cast, "pmr", 3, 4)
    rosa.post("/skills/waiting/choice", choice="pin")
    rosa.post("/skills/pmr/choice", choice="hide")
    assert ride(rosa)[:2] == ["waiting", "paced-breath"]
    page = rosa.get("/skills").text
    assert page.index("Pinned by you") < page.index("All skills") < page.index("Hidden by you")
    assert "Hidden: it is not offered." in rosa.get("/skills/pmr").text
    rosa.post("/skills/pmr/choice", choice="none")
    assert ride(rosa)[:2] == ["waiting", "pmr"]


@pytest.mark.parametrize("choice", ["", "delete", "x" * 999])
def test_another_choice_changes_nothing(rosa: Visitor, choice: str) -> None:
    rosa.post("/skills/halt/choice", choice="pin")
    assert rosa.post("/skills/halt/choice", choice=choice).status_code == 303
    assert "Pinned: it is offered first." in rosa.get("/skills/halt").text


def test_one_clients_choices_are_not_anothers(rosa: Visitor, omar: Visitor) -> None:
    rosa.post("/skills/halt/choice", choice="pin")
    assert "Pinned" not in omar.get("/skills").text


def test_skills_are_found_by_what_they_need(rosa: Visitor) -> None:
    page = rosa.get("/skills?tag=with_people").text
    assert page.count('class="cover"') == 3
    assert "/skills/refusal" in page
    assert "No skill fits that." in rosa.get("/skills?tag=<b>").text


def test_what_the_care_team_asks_for_is_offered_and_counted_for_both(
    cora: Visitor, rosa: Visitor, app: Flask, cast: Cast
) -> None:
    assert ask(cora, cast).location == f"/caseload/{cast.rosa}/practice"
    assert "0 of 3 this week" in rosa.get("/today").text
    assert ride(rosa)[0] == "halt"
    with app.app_context():
        whose = {"program_id": cast.program, "client_id": cast.rosa, "submission_id": uuid4()}
        db.session.add(Practice(**whose, skill_key="halt", skill_version=1, practiced_at=NOW))
        db.session.commit()
    assert "1 of 3 this week" in rosa.get("/today").text
    assert "1 of 3 this week" in cora.get(f"/caseload/{cast.rosa}/practice").text
    with time_machine.travel(NOW + timedelta(days=5), tick=False):
        assert "0 of 3 this week" in Visitor(app, "rosa@test.example").get("/today").text


def test_asking_again_takes_the_place_of_before_and_it_ends(
    cora: Visitor, rosa: Visitor, app: Flask, cast: Cast
) -> None:
    ask(cora, cast)
    ask(cora, cast, times_a_week="5", until_on="2026-11-20")
    assert "of 5 this week" in rosa.get("/today").text
    assert "of 3 this week" not in rosa.get("/today").text
    with time_machine.travel(NOW + timedelta(days=3), tick=False):
        assert "of 5 this week" not in Visitor(app, "rosa@test.example").get("/today").text
    with app.app_context():
        pick = db.session.scalars(select(Pick).where(Pick.ended_at.is_(None))).one()
    cora.post(f"/caseload/{cast.rosa}/practice/{pick.id}/end")
    assert "of 5 this week" not in rosa.get("/today").text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"skill": "none"}, "Please choose one from the list."),
        ({"times_a_week": "0"}, "Please use a number from 1 to 21."),
        ({"times_a_week": "often"}, "Please use a number from 1 to 21."),
        ({"until_on": "2026-11-17"}, "Please pick a day in the coming year."),
        ({"until_on": "soon"}, "Please write the day like 2026-11-26."),
    ],
)
def test_what_cannot_be_asked_is_said_and_not_stored(
    cora: Visitor, app: Flask, cast: Cast, changes: dict[str, str], said: str
) -> None:
    answer = ask(cora, cast, **changes)
    assert answer.status_code == 422
    assert said in answer.text
    with app.app_context():
        assert db.session.scalars(select(Pick)).all() == []


def test_only_her_care_team_asks(wes: Visitor, rosa: Visitor, ben: Visitor, cast: Cast) -> None:
    assert ask(wes, cast).status_code == 404
    assert {visitor.get(f"/caseload/{cast.rosa}/practice").status_code for visitor in (wes, rosa, ben)} == {
        404
    }


def test_the_formula_is_there_to_read_for_client_and_counselor(rosa: Visitor, cora: Visitor) -> None:
    for reader in (rosa, cora):
        page = reader.get("/how-skills-are-chosen").text
        assert "score = (sum of the drops + 3 × m) ÷ (number of times + 3)" in page
        assert "m is 1.5" in page
