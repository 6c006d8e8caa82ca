"""What stands on the page while a skill is done, from a craving, in practice and from the library."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from companion.core.db import db
from companion.records.skills import library, rules
from companion.records.skills.models import Practice
from companion.records.skills.rules import Guide
from tests.visitor import Visitor

STARTS = ("craving", "practice", "library")


def doing(rosa: Visitor, slug: str, start: str) -> str:
    """The page on which she does the skill."""
    if start == "library":
        return f"/skills/{slug}/do"
    if start == "practice":
        form = {"skill": slug, "before": "6", "submission_id": str(uuid4())}
        return str(rosa.post("/practice/new", **form).location)
    answer = rosa.post("/cravings/new", submission_id=str(uuid4()), strength="7")
    return str(answer.location).replace("/choose", f"/do/{slug}")


@pytest.mark.parametrize(
    ("guide", "minutes", "seconds", "more"),
    [
        (Guide(), (2, 5), 300, 300),
        (Guide(), (5, 20), 300, 300),
        (Guide(), (15, 20), 900, 300),
        (Guide(), (1, 3), 180, 180),
        (Guide(), (1, 1), 60, 60),
        (Guide(seconds=60), (1, 20), 60, 60),
        (Guide(seconds=30), (1, 1), 30, 0),
        (Guide(seconds=0), (5, 15), 0, 0),
    ],
)
def test_a_timer_runs_for_five_minutes_or_as_near_as_the_skill_allows(
    guide: Guide, minutes: tuple[int, int], seconds: int, more: int
) -> None:
    assert rules.timer_seconds(guide, minutes) == seconds
    assert rules.more_seconds(seconds) == more


@pytest.mark.parametrize(("asked", "shown"), [(None, 1), (0, 1), (-7, 1), (1, 1), (5, 5), (6, 5), (10**9, 5)])
def test_there_is_always_a_step_to_show(asked: int | None, shown: int) -> None:
    assert rules.step_shown(asked, 5) == shown


def test_instructions_are_five_lines_at_most() -> None:
    for skill in library.skills():
        assert all(3 <= len(skill.said_in(language).steps) <= 5 for language in ("en", "es"))


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_skill_can_be_done_and_rated_from_everywhere(rosa: Visitor, start: str, language: str) -> None:
    rosa.get(f"/language/{language}?to=/skills")
    for skill in library.skills():
        if start == "library" and skill.key == "urge_surf":
            continue
        page = rosa.get(doing(rosa, skill.slug, start)).text
        assert 'id="stage"' in page
        assert 'class="scale"' in page
        assert bool(skill.timer_seconds) == ("data-timer=" in page)


@pytest.mark.parametrize("start", STARTS)
def test_cold_water_warns_before_it_says_how_and_offers_grounding(rosa: Visitor, start: str) -> None:
    for slug, words in (("tipp-cold", "pregnancy"), ("tipp-move", "heart condition")):
        page = rosa.get(doing(rosa, slug, start)).text
        assert words in page
        assert page.index("Read this first") < page.index('id="steps"') < page.index("data-timer=")
        instead = re.search(r'href="([^"]+)">Do 5-4-3-2-1 instead', page)
        assert instead
        assert "Name 5 things you see." in rosa.get(instead[1]).text


def test_watching_a_wave_offers_grounding_and_a_number_each_minute(rosa: Visitor) -> None:
    page = rosa.get(doing(rosa, "urge-surf", "craving")).text
    assert "Do 5-4-3-2-1 instead" in page
    assert 'data-every="60"' in page
    assert 'id="wave"' in page


def test_a_wave_from_the_library_begins_with_its_first_number(rosa: Visitor) -> None:
    answer = rosa.get("/skills/urge-surf/do")
    assert (answer.status_code, answer.location) == (303, "/practice/new?skill=urge-surf")


def test_breathing_says_its_seconds_in_words_too(rosa: Visitor) -> None:
    page = rosa.get(doing(rosa, "paced-breath", "craving")).text
    assert page.index("data-breath") < page.index('id="steps"')
    assert "Take about 5 minutes." in page
    assert "Breathe in while you count to 4." in page
    assert "Breathe out slowly while you count to 6." in page


def test_the_timer_is_known_by_the_entry_and_by_no_word_of_hers(rosa: Visitor) -> None:
    at = doing(rosa, "halt", "practice")
    assert f'data-timer="{at.split("/")[2]}"' in rosa.get(at).text


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("htmx", [True, False])
def test_the_senses_come_one_at_a_time(rosa: Visitor, start: str, htmx: bool) -> None:
    here = doing(rosa, "ground-54321", start)
    address, seen = here, []
    for number in range(1, 6):
        page = rosa.get(address, htmx=htmx and number > 1).text
        assert f"Step {number} of 5" in page
        seen += re.findall(r'<p class="now">([^<]+)</p>', page)
        following = re.search(r'href="([^"]+)"[^>]*>Next</a>', page)
        address = following[1] if following else ""
    assert len(seen) == 5
    assert [
        word
        for line, word in zip(seen, ("see", "touch", "hear", "smell", "taste"), strict=True)
        if word in line
    ]
    assert address == ""
    assert 'href="#question"' in page
    back = re.search(r'href="([^"]+)"[^>]*>Back</a>', page)
    assert back and back[1] == f"{here}?step=4"
    assert "Step 5 of 5" in rosa.get(f"{here}?step=99").text
    assert "Step 1 of 5" in rosa.get(f"{here}?step=<b>").text


@pytest.mark.parametrize("start", STARTS)
def test_her_own_words_are_there_when_she_does_the_skill(rosa: Visitor, omar: Visitor, start: str) -> None:
    rosa.post("/worksheets/reasons/new", words="For my garden", submission_id=str(uuid4()))
    rosa.post("/worksheets/scripts/new", who="work", words="Water for me", submission_id=str(uuid4()))
    rosa.post("/worksheets/thoughts/new", thought="I always fail", submission_id=str(uuid4()))
    shown = {
        "play-tape": "For my garden",
        "recall-why": "For my garden",
        "refusal": "Water for me",
        "thought-record": "I always fail",
    }
    for slug, words in shown.items():
        at = doing(rosa, slug, start)
        page = rosa.get(at).text
        assert words in page
        assert f"then={at}" in page
        assert words not in omar.get(doing(omar, slug, start)).text
    assert "For my garden" not in rosa.get(doing(rosa, "halt", start)).text


def test_a_skill_from_the_library_is_logged_without_a_number_before(rosa: Visitor, app: Flask) -> None:
    form = {"after": "3", "submission_id": str(uuid4())}
    answer = rosa.post("/skills/halt/do", **form)
    assert rosa.post("/skills/halt/do", **form).location == answer.location
    assert "Saved. Each time counts." in rosa.get(answer.location).text
    with app.app_context():
        row = db.session.scalars(select(Practice)).one()
        assert (row.skill_key, row.before, row.after) == ("halt", None, 3)


@pytest.mark.parametrize("after", ["", "11", "x"])
def test_a_number_that_cannot_be_is_refused(rosa: Visitor, after: str) -> None:
    for at in ("/skills/halt/do", doing(rosa, "halt", "practice"), doing(rosa, "urge-surf", "practice")):
        answer = rosa.post(at, after=after, submission_id=str(uuid4()))
        assert answer.status_code == 422
        assert "Please tap a number" in answer.text


def test_a_skill_that_is_not_there_cannot_be_done(rosa: Visitor) -> None:
    assert rosa.get("/skills/nothing/do").status_code == 404
    assert rosa.post("/skills/nothing/do", after="1", submission_id=str(uuid4())).status_code == 404
    assert rosa.get(doing(rosa, "nothing", "craving")).status_code == 404
