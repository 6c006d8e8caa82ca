from __future__ import annotations

import re
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from companion.core.db import db, new_id
from companion.records.cravings.models import Craving
from companion.records.plan.models import PlanLine
from tests.cast import Cast
from tests.visitor import Visitor

WORDS = "The bus stop on Fifth"


def craving_of(visitor: Visitor) -> str:
    answer = visitor.post("/cravings/new", strength="6", submission_id=str(uuid4()))
    return f"/cravings/{answer.location.split('/')[2]}"


def plan_trigger(app: Flask, visitor: Visitor, words: str = WORDS) -> str:
    """The value of its chip."""
    form = {"part": "trigger", "words": words, "risk": "urge", "submission_id": str(new_id())}
    assert visitor.post("/plan/new", **form).status_code == 303
    with app.app_context():
        found = [line for line in db.session.scalars(select(PlanLine)) if line.words == words]
    return f"own:{found[0].id}"


def chips(page: str) -> list[str]:
    return re.findall(r'name="triggers" type="checkbox" value="([^"]+)"', page)


def checked(page: str) -> list[str]:
    boxes = re.findall(r'<input[^>]*name="triggers"[^>]*>', page)
    return [re.findall(r'value="([^"]+)"', box)[0] for box in boxes if " checked" in box]


@pytest.mark.parametrize("page", ["/choose", ""])
def test_own_triggers_are_the_first_chips(app: Flask, rosa: Visitor, page: str) -> None:
    own = plan_trigger(app, rosa)
    shown = rosa.get(f"{craving_of(rosa)}{page}").text
    assert chips(shown)[0] == own
    assert f"<span>{WORDS}</span>" in shown
    assert "people" in chips(shown)


def test_a_trigger_that_everyone_has_is_no_second_chip(app: Flask, rosa: Visitor) -> None:
    form = {"part": "trigger", "topics": ["people", "media"], "submission_id": str(new_id())}
    rosa.post("/plan/new", **form)
    shown = rosa.get(f"{craving_of(rosa)}/choose").text
    own = [chip for chip in chips(shown) if chip.startswith("own:")]
    assert len(own) == 1
    assert "<span>Movies, music, or online</span>" in shown


@pytest.mark.parametrize("htmx", [False, True])
def test_a_tap_on_an_own_chip_is_saved(app: Flask, rosa: Visitor, htmx: bool) -> None:
    own, craving = plan_trigger(app, rosa), craving_of(rosa)
    answer = rosa.post(f"{craving}/tags", triggers=[own, "people"], htmx=htmx)
    assert answer.status_code == (200 if htmx else 303)
    assert checked(rosa.get(f"{craving}/choose").text) == [own, "people"]
    with app.app_context():
        assert db.session.scalars(select(Craving)).one().trigger_keys == [own, "people"]


def test_its_words_stay_when_it_leaves_the_plan(app: Flask, rosa: Visitor) -> None:
    own, craving = plan_trigger(app, rosa), craving_of(rosa)
    rosa.post(craving, triggers=own, outcome="rode_it_out", note="")
    rosa.post(f"/plan/lines/{own.removeprefix('own:')}/removal")
    assert checked(rosa.get(craving).text) == [own]
    assert rosa.post(craving, triggers=own, note="More").status_code == 303
    assert WORDS in rosa.get("/cravings").text
    another = craving_of(rosa)
    assert own not in chips(rosa.get(f"{another}/choose").text)


def test_a_chip_that_left_the_plan_while_the_page_was_open_is_still_taken(app: Flask, rosa: Visitor) -> None:
    own, craving = plan_trigger(app, rosa), craving_of(rosa)
    rosa.post(f"/plan/lines/{own.removeprefix('own:')}/removal")
    assert rosa.post(f"{craving}/tags", triggers=own).status_code == 303
    assert WORDS in rosa.get("/cravings").text


@pytest.mark.parametrize(
    "sent", ["own:", "own:nonsense", "own:018f3c1e-0000-7000-8000-000000000001", "media"]
)
def test_a_chip_that_does_not_exist_is_refused(rosa: Visitor, sent: str) -> None:
    craving = craving_of(rosa)
    assert rosa.post(f"{craving}/tags", triggers=sent).status_code == 422
    assert rosa.post(craving, triggers=sent, note="Kept").status_code == 422


def test_a_chip_of_somebody_elses_is_refused(app: Flask, rosa: Visitor, omar: Visitor) -> None:
    own, craving = plan_trigger(app, omar), craving_of(rosa)
    assert own not in chips(rosa.get(f"{craving}/choose").text)
    answer = rosa.post(f"{craving}/tags", triggers=own)
    assert answer.status_code == 422
    assert WORDS not in answer.text


def test_other_lines_of_the_plan_are_no_chips(app: Flask, rosa: Visitor) -> None:
    rosa.post("/plan/new", part="place", words="The library", submission_id=str(new_id()))
    assert "The library" not in rosa.get(f"{craving_of(rosa)}/choose").text


def test_the_brief_says_what_set_cravings_off_in_words(
    app: Flask, rosa: Visitor, cora: Visitor, cast: Cast
) -> None:
    own = plan_trigger(app, rosa)
    for triggers in ([own, "payday"], [own]):
        rosa.post(f"{craving_of(rosa)}/tags", triggers=triggers)
    rosa.post(f"/plan/lines/{own.removeprefix('own:')}/removal")
    section = (
        cora.get(f"/caseload/{cast.rosa}/brief").text.partition('id="set-off"')[2].partition("</section>")[0]
    )
    assert f"<bdi>{WORDS}</bdi> 2 · <bdi>Money or payday</bdi> 1" in section
