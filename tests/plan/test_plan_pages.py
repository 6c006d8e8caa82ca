from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from companion.core.db import db, new_id
from companion.records.plan.models import PlanLine
from tests.visitor import Visitor


def send(visitor: Visitor, part: str = "place", **form: Any) -> TestResponse:
    return visitor.post("/plan/new", **{"part": part, "submission_id": str(new_id()), **form})


def add(visitor: Visitor, words: str, part: str = "place", **form: Any) -> str:
    """The address of the new line, which the last one of its part carries."""
    assert send(visitor, part, words=words, **form).status_code == 303
    return addresses(visitor.get("/plan").text, part)[-1]


def part_of(page: str, part: str) -> str:
    return page.partition(f'<section id="part-{part}"')[2].partition("</section>")[0]


def addresses(page: str, part: str) -> list[str]:
    return re.findall(r'action="(/plan/lines/[^"]+)/removal"', part_of(page, part))


def order(page: str, part: str = "place") -> list[str]:
    return [
        unescape(said)
        for said in re.findall(r'<summary[^>]*><span dir="auto">(.*?)</span>', part_of(page, part))
    ]


def stored(app: Flask) -> list[PlanLine]:
    with app.app_context():
        return list(db.session.scalars(select(PlanLine)))


def test_the_plan_has_all_its_parts_and_says_who_reads_it(rosa: Visitor) -> None:
    page = rosa.get("/plan").text
    for words in (
        "What sets off a craving",
        "My warning signs",
        "What I do",
        "What I can say",
        "My people",
        "Places that are good for me",
        "My reasons",
        "This week",
        "My safety plan",
        "Your care team can read it and write comments. Your supporters do not see it.",
    ):
        assert words in page


@pytest.mark.parametrize("part", ["trigger", "sign", "action", "script", "place", "reason"])
def test_who_can_read_it_is_said_before_anything_is_written(rosa: Visitor, part: str) -> None:
    assert "Your care team can read it." in rosa.get(f"/plan/new?part={part}").text


def test_triggers_are_ticked_and_written(rosa: Visitor) -> None:
    assert "Movies, music, or online" in rosa.get("/plan/new?part=trigger").text
    form = {"topics": ["people", "media"], "words": "The bus stop on Fifth", "risk": "urge"}
    assert send(rosa, "trigger", **form).status_code == 303
    assert order(rosa.get("/plan").text, "trigger") == [
        "People",
        "Movies, music, or online",
        "The bus stop on Fifth",
    ]
    assert 'value="media"' not in rosa.get("/plan/new?part=trigger").text


def test_skills_and_own_ways_are_what_i_do(rosa: Visitor) -> None:
    assert send(rosa, "action", topics="urge_surf", words="Walk the dog").status_code == 303
    send(rosa, "script", words="No thanks. I have to drive.")
    page = rosa.get("/plan").text
    assert order(page, "action") == ["Ride the wave", "Walk the dog"]
    assert order(page, "script") == ["No thanks. I have to drive."]


def test_the_people_are_those_of_the_list_with_a_way_to_change_it(rosa: Visitor) -> None:
    assert 'href="/contacts/new"' in rosa.get("/plan").text
    rosa.post("/contacts/new", submission_id=str(new_id()), name="Sam", phone="555 0100")
    page = rosa.get("/plan").text
    assert "<bdi>Sam</bdi>" in page
    assert 'href="/contacts"' in page


@pytest.mark.parametrize(
    ("part", "form", "error"),
    [
        ("place", {"words": ""}, "Pick something, or write it in your own words."),
        ("place", {"words": "w" * 161}, "too long"),
        ("place", {"words": "a\x00b"}, "cannot be saved"),
        ("place", {"words": "Kept", "topics": "people"}, "choose one from the list"),
        ("trigger", {"words": "Kept"}, "Please choose one."),
        ("trigger", {"words": "Kept", "risk": "nonsense"}, "Please choose one."),
        ("trigger", {"words": "Kept", "risk": "urge", "topics": "other"}, "choose one from the list"),
        ("sign", {"words": "Kept", "submission_id": "not one"}, "was not complete"),
    ],
)
def test_what_cannot_be_saved_comes_back_as_it_was(
    app: Flask, rosa: Visitor, part: str, form: dict[str, str], error: str
) -> None:
    answer = send(rosa, part, **form)
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert error in answer.text
    assert f'value="{form["words"]}"' in answer.text
    assert stored(app) == []


def test_a_part_that_does_not_exist_is_not_found(rosa: Visitor) -> None:
    assert rosa.get("/plan/new?part=nonsense").status_code == 404
    assert send(rosa, "nonsense", words="Kept").status_code == 404


def test_any_script_is_kept_as_sent(rosa: Visitor) -> None:
    add(rosa, "بيت أمي \U0001f49a <b>", "reason")
    assert order(rosa.get("/plan").text, "reason") == ["بيت أمي \U0001f49a <b>"]


def test_a_line_is_edited_and_its_earlier_words_can_be_used_again(rosa: Visitor) -> None:
    address = add(rosa, "The old bar", "trigger", risk="testing")
    assert rosa.post(f"{address}/edit", words="", risk="urge").status_code == 422
    assert rosa.post(f"{address}/edit", words="The bar on Fifth", risk="urge").status_code == 303
    page = rosa.get(f"{address}/edit").text
    earlier = page.partition('id="versions"')[2]
    assert 'value="The bar on Fifth"' in page
    assert "The old bar" in earlier and "Use this again" in earlier
    sent = dict(re.findall(r'type="hidden" name="(words|risk)" value="([^"]*)"', earlier))
    assert rosa.post(f"{address}/edit", **sent).status_code == 303
    assert order(rosa.get("/plan").text, "trigger") == ["The old bar"]


def test_what_was_ticked_has_no_words_to_edit(rosa: Visitor) -> None:
    send(rosa, "sign", topics="alone")
    page = rosa.get("/plan").text
    (address,) = addresses(page, "sign")
    assert f"{address}/edit" not in page
    assert rosa.get(f"{address}/edit").status_code == 404
    assert rosa.post(f"{address}/edit", words="Mine").status_code == 404


@pytest.mark.parametrize("htmx", [False, True])
def test_a_line_moves_up_and_down(rosa: Visitor, htmx: bool) -> None:
    first, *_ = [add(rosa, words) for words in "ABC"]
    answer = rosa.post(f"{first}/position", direction="down", htmx=htmx)
    assert answer.status_code == (200 if htmx else 303)
    assert order(rosa.get("/plan").text) == ["B", "A", "C"]
    assert not htmx or order(answer.text) == ["B", "A", "C"]
    rosa.post(f"{first}/position", direction="up", htmx=htmx)
    assert order(rosa.get("/plan").text) == ["A", "B", "C"]


@pytest.mark.parametrize("htmx", [False, True])
def test_a_direction_that_does_not_exist_is_refused(rosa: Visitor, htmx: bool) -> None:
    address = add(rosa, "A")
    for form in ({"direction": "left"}, {}):
        answer = rosa.post(f"{address}/position", htmx=htmx, **form)
        assert answer.status_code == 422
        assert "Please choose one." in answer.text


@pytest.mark.parametrize("htmx", [False, True])
def test_a_removal_can_be_undone(rosa: Visitor, htmx: bool) -> None:
    address = add(rosa, "A")
    answer = rosa.post(f"{address}/removal", htmx=htmx)
    page = answer.text if htmx else rosa.get(answer.location).text
    assert "Removed from your plan." in page
    assert f'action="{address}/restoration"' in page
    assert order(rosa.get("/plan").text) == []
    assert rosa.get(f"{address}/edit").status_code == 404
    back = rosa.post(f"{address}/restoration", htmx=htmx)
    assert ("data-focus" in back.text) == htmx
    assert order(rosa.get("/plan").text) == ["A"]
    assert "Removed from" not in rosa.get(f"/plan?removed={address.rpartition('/')[2]}").text


def test_a_full_part_says_so_and_keeps_what_was_typed(rosa: Visitor) -> None:
    for number in range(20):
        add(rosa, f"Line {number}")
    answer = send(rosa, words="One too many")
    assert answer.status_code == 422
    assert "This part has 20 lines already. Take one off first." in answer.text
    assert 'value="One too many"' in answer.text


def test_me_says_when_the_plan_last_changed(rosa: Visitor) -> None:
    assert 'href="/plan"' in rosa.get("/me").text
    add(rosa, "A")
    assert "Last changed Wed, Nov 18, 5:00" in rosa.get("/me").text.replace("\u202f", " ")


def test_nobody_but_the_client_reaches_a_line(
    app: Flask, rosa: Visitor, omar: Visitor, cora: Visitor, ben: Visitor, ada: Visitor, anyone: Visitor
) -> None:
    address = add(rosa, "A")
    of_rosa = address.rpartition("/")[2]
    for stranger in (omar, cora, ben, ada):
        assert stranger.get(f"{address}/edit").status_code == 404
        assert stranger.get(f"/plan?removed={of_rosa}").status_code == 404
        for act in ("edit", "position", "removal", "restoration"):
            form = {"words": "Mine", "direction": "up"}
            assert stranger.post(f"{address}/{act}", **form).status_code == 404
    assert anyone.get("/plan").status_code == 303
    (line,) = stored(app)
    assert line.removed_at is None


def test_an_unknown_line_is_not_found(rosa: Visitor) -> None:
    for line_id in (new_id(), "nonsense"):
        assert rosa.get(f"/plan/lines/{line_id}/edit").status_code == 404
        assert rosa.get(f"/plan?removed={line_id}").status_code == 404
