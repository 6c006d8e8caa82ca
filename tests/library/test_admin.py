"""The administrator's pages: each works, and says what is wrong in each field."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask

from tests.library.shelving import FORM, OWN_KEY, OWN_SLUG, filled, offered, other_program, renamed, stored
from tests.visitor import Visitor

NEW, HALT = "/admin/library/new", "/admin/library/halt"


def test_the_list_leads_to_a_page_with_both_languages_side_by_side(ada: Visitor) -> None:
    listed = ada.get("/admin/library").text
    assert 'href="/admin/library/urge-surf"' in listed
    assert 'href="/admin/library"' in ada.get("/admin").text
    page = ada.get("/admin/library/urge-surf").text
    for words in ("Ride the wave", "Deja pasar la ola", "5 to 20 minutes", "Quiet, No sound"):
        assert words in page
    assert page.count("<ol") == 3
    assert "The words that come with the app" in page


def test_a_skill_is_added_with_a_form_and_nothing_else(ada: Visitor, rosa: Visitor, app: Flask) -> None:
    answer = ada.post(NEW, **filled())
    assert (answer.status_code, answer.location) == (303, f"/admin/library/{OWN_SLUG}")
    page = ada.get(answer.location).text
    assert "Added by the program" in page and "3 to 10 minutes" in page
    assert "Wed, Nov 18, 2026" in page and "Ada Admin" in page
    assert "Sit by a window" in rosa.get("/skills").text
    assert stored(app) == [(OWN_KEY, 1, True, False)]


def test_the_same_form_sent_twice_is_one_skill(ada: Visitor, app: Flask) -> None:
    form = filled()
    assert ada.post(NEW, **form).location == ada.post(NEW, **form).location
    assert stored(app) == [(OWN_KEY, 1, True, False)]


def test_the_form_shows_what_is_there_and_new_words_reach_clients_at_once(
    ada: Visitor, rosa: Visitor, app: Flask
) -> None:
    page = ada.get("/admin/library/urge-surf/edit").text
    assert 'value="Ride the wave"' in page and 'value="Deja pasar la ola"' in page
    assert re.search(r'name="made_from" [^>]*value="1"', page)
    assert re.search(r'checked[^>]*value="quiet"', page)
    answer = ada.post("/admin/library/urge-surf/edit", **renamed())
    assert (answer.status_code, answer.location) == (303, "/admin/library/urge-surf")
    page = ada.get(answer.location).text
    assert "Changed by the program" in page and "Read version 1" in page
    assert page.index("Surf it") < page.index("Ride the wave")
    assert "Surf it" in rosa.get("/skills").text
    assert "Ride the wave" not in rosa.get("/skills").text
    assert stored(app) == [("urge_surf", 2, True, False)]


def test_without_a_page_of_its_own_htmx_is_sent_on(ada: Visitor) -> None:
    assert ada.post(f"{HALT}/edit", htmx=True, **renamed()).headers["HX-Redirect"] == HALT
    assert ada.post(f"{HALT}/retirement", htmx=True).headers["HX-Redirect"] == HALT


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        *[
            ({f"{language}_{name}": empty}, f"{label} {spoken}: please fill this in.")
            for language, spoken in (("en", "in English"), ("es", "in Spanish"))
            for name, label in (
                ("title", "Title"),
                ("summary", "In one line,"),
                ("when", "When to use it,"),
                ("steps", "Steps"),
                ("ending", "A kind last word,"),
            )
            for empty in ("", " \n ")
        ],
        ({"en_title": "x" * 41}, "This is too long. Use at most 40 characters."),
        ({"es_title": "x" * 41}, "This is too long. Use at most 40 characters."),
        ({"en_summary": "x" * 101}, "This is too long. Use at most 100 characters."),
        ({"es_when": "x" * 101}, "This is too long. Use at most 100 characters."),
        ({"es_ending": "x" * 101}, "This is too long. Use at most 100 characters."),
        ({"en_ending": "a\x00b"}, "This has a character that cannot be saved."),
        ({"en_steps": "a\n" * 6}, "Please use at most 5 steps, of at most 100 characters each."),
        ({"es_steps": "a\n" + "b" * 101}, "Please use at most 5 steps, of at most 100 characters each."),
        ({"es_steps": "Una sola cosa."}, "Please write as many steps in Spanish as in English."),
        ({"en_caution": "Not in a car."}, "Please write the caution in both languages, or in neither."),
        ({"es_caution": "No en un carro."}, "Please write the caution in both languages, or in neither."),
        ({"en_caution": "x" * 401, "es_caution": "x"}, "This is too long. Use at most 400 characters."),
        ({"least_minutes": ""}, "Shortest time in minutes: please fill this in."),
        ({"least_minutes": "0"}, "Please use a number from 1 to 60."),
        ({"most_minutes": "61"}, "Please use a number from 1 to 60."),
        ({"most_minutes": "soon"}, "Please use a number from 1 to 60."),
        ({"most_minutes": "2"}, "The longest time cannot be less than the shortest."),
        ({"tags": ["quiet", "juggling"]}, "Please choose one from the list."),
        ({"tags": ["under_2_minutes"]}, "“Under 2 minutes” fits only a shortest time of 1 minute."),
        ({"submission_id": "x"}, "This form was not complete. Please send it again."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(
    ada: Visitor, app: Flask, changes: dict[str, Any], said: str
) -> None:
    for address in (NEW, f"{HALT}/edit"):
        answer = ada.post(address, **filled(made_from="1", **changes))
        assert answer.status_code == 422
        assert said in answer.text and "There is a problem" in answer.text
        kept = {name: FORM[name] for name in ("es_summary", "es_when") if name not in changes}
        assert all(f'value="{words}"' in answer.text for words in kept.values()), "what was typed is lost"
    assert stored(app) == []


def test_words_that_somebody_else_changed_meanwhile_are_shown(ada: Visitor, app: Flask) -> None:
    assert ada.post(f"{HALT}/edit", **renamed()).status_code == 303
    answer = ada.post(f"{HALT}/edit", **filled(made_from="1"))
    assert answer.status_code == 422
    assert "This skill was changed after you opened this page." in answer.text
    assert "Surf it" in answer.text and 'value="Sit by a window"' in answer.text
    assert re.search(r'name="made_from" [^>]*value="2"', answer.text)
    assert ada.post(f"{HALT}/edit", **filled(made_from="2")).status_code == 303
    assert [number for _, number, *_ in stored(app)] == [2, 3]


@pytest.mark.parametrize("made_from", ["", "x", "-1", "9" * 30, "²"])
def test_a_form_that_does_not_say_what_it_was_made_from_changes_nothing(
    ada: Visitor, app: Flask, made_from: str
) -> None:
    assert ada.post(f"{HALT}/edit", **filled(made_from=made_from)).status_code == 422
    assert stored(app) == []


def test_a_skill_is_retired_and_brought_back(ada: Visitor, rosa: Visitor, app: Flask) -> None:
    assert "paced-breath" in offered(rosa)
    answer = ada.post("/admin/library/paced-breath/retirement")
    assert (answer.status_code, answer.location) == (303, "/admin/library/paced-breath")
    page = ada.get(answer.location).text
    assert "Retired: it is offered to nobody." in page and "Retire it" not in page
    listed = ada.get("/admin/library").text
    assert listed.index("I just waited") < listed.index("Retired") < listed.index("Slow breathing")
    assert "paced-breath" not in offered(rosa)
    assert ada.post("/admin/library/paced-breath/restoration").status_code == 303
    assert "Brought back" in ada.get("/admin/library/paced-breath").text
    assert "paced-breath" in offered(rosa)


def test_waiting_is_changed_and_never_retired(ada: Visitor, rosa: Visitor, app: Flask) -> None:
    page = ada.get("/admin/library/waiting").text
    assert "This skill is always offered" in page and "Retire it" not in page
    answer = ada.post("/admin/library/waiting/retirement")
    assert answer.status_code == 409
    assert "This skill is always offered" in answer.text
    assert ada.post("/admin/library/waiting/edit", **renamed()).status_code == 303
    assert "Surf it" in rosa.get("/skills/waiting").text


def test_another_programs_skill_is_not_there(app: Flask, ada: Visitor, cora: Visitor, rosa: Visitor) -> None:
    _, zed = other_program(app)
    assert zed.post(NEW, **filled()).status_code == 303
    assert zed.get(f"/admin/library/{OWN_SLUG}").status_code == 200
    for address in (f"/admin/library/{OWN_SLUG}", f"/admin/library/{OWN_SLUG}/edit"):
        assert ada.get(address).status_code == 404
    for verb in ("edit", "retirement", "restoration"):
        assert ada.post(f"/admin/library/{OWN_SLUG}/{verb}", **filled()).status_code == 404
    assert cora.get(f"/library/{OWN_SLUG}").status_code == 404
    assert rosa.get(f"/skills/{OWN_SLUG}").status_code == 404
    assert "Sit by a window" not in ada.get("/admin/library").text + rosa.get("/skills").text
    assert zed.post(f"{HALT}/retirement").status_code == 303
    assert rosa.get("/skills/halt").status_code == 200


def test_counselors_read_and_change_nothing(ada: Visitor, cora: Visitor, app: Flask) -> None:
    ada.post("/admin/library/urge-surf/edit", **renamed())
    assert "Surf it" in cora.get("/library").text
    assert 'href="/library"' in cora.get("/caseload").text
    page = cora.get("/library/urge-surf").text
    assert "Súrfeala" in page and "Read version 1" in page and "Ada Admin" in page
    assert 'method="post" action="/admin' not in page
    for verb in ("edit", "retirement"):
        assert cora.post(f"{HALT}/{verb}", **filled()).status_code == 404
    assert cora.get("/library/nothing").status_code == 404
    assert len(stored(app)) == 1
