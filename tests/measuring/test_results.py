"""What the client reads at once: a number in plain words, and where it comes from."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from flask import Flask

from companion.accounts.models import Person
from companion.core.db import db
from companion.records.assessments import library
from tests.cast import NOW, Cast
from tests.measuring.taking import TYPICAL, answer_all, begin, phq, take
from tests.visitor import Visitor

DIAGNOSES = re.compile(r"depressi|anxiety disorder|diagnosed|you have (?!to)|disorder", re.I)


def words_of(page: str) -> str:
    main = page.partition("<main")[2].partition("<footer")[0]
    main = re.sub(r"<details>.*?</details>", "", main, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def test_a_result_names_the_number_and_the_band(rosa: Visitor) -> None:
    address = answer_all(rosa, "gad-7", {str(number): 2 for number in range(1, 8)})
    said = words_of(rosa.get(f"{address}/result").text)
    assert "Your number: 14 of 21" in said
    assert "This is in the range called “moderate”." in said
    assert "This is a check-in, not a diagnosis." in said
    assert not DIAGNOSES.search(said)


def test_a_result_is_never_red(rosa: Visitor) -> None:
    address = answer_all(rosa, "phq-9", phq(3, 3, 3, 3, 3, 3, 3, 3))
    main = rosa.get(f"{address}/result").text.partition("<main")[2].partition("</main>")[0]
    assert "help" not in " ".join(re.findall(r'class="([^"]*)"', main))
    assert "chip--warn" not in main


def test_the_three_numbers_stand_apart(rosa: Visitor) -> None:
    address = answer_all(rosa, "bam-iop", TYPICAL)
    said = words_of(rosa.get(f"{address}/result").text)
    for number in ("Use: 0 of 12", "What makes it harder: 11 of 24", "What helps you: 18 of 24"):
        assert number in said
    assert "They are not added up." in said
    assert "29" not in said
    assert "60" not in said


def test_a_missing_answer_leaves_one_number_out_and_no_other(rosa: Visitor) -> None:
    address = answer_all(rosa, "bam-iop", TYPICAL | {"8": None})
    said = words_of(rosa.get(f"{address}/result").text)
    assert "What makes it harder There is no number this time" in said
    assert "Use: 0 of 12" in said
    assert "What helps you: 18 of 24" in said


def test_a_number_that_was_filled_in_says_so(rosa: Visitor) -> None:
    address = answer_all(rosa, "phq-9", phq(1, 1, 1, 1, 1, 1, 1, None, 0))
    said = words_of(rosa.get(f"{address}/result").text)
    assert "Your number: 8 of 27" in said
    assert "You left 1 answer out." in said


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (2, "Last time, on Wed, Nov 4, it was 14. It went down by 7."),
        (0, "Last time, on Wed, Nov 4, it was 0. It went up by 7."),
        (1, "Last time, on Wed, Nov 4, it was the same."),
        (None, "Last time there was no number."),
    ],
)
def test_the_trend_is_told_in_words(
    app: Flask, rosa: Visitor, cast: Cast, before: int | None, said: str
) -> None:
    with app.app_context():
        client = db.session.get_one(Person, cast.rosa)
        take(client, "gad7", {str(number): before for number in range(1, 8)}, NOW - timedelta(weeks=2))
        db.session.commit()
    address = answer_all(rosa, "gad-7", {str(number): 1 for number in range(1, 8)})
    page = rosa.get(f"{address}/result").text
    assert said in words_of(page)
    assert "<svg" in page
    assert page.count("<circle") == (1 if before is None else 2), "a missing number is a gap, not a zero"


def test_the_first_result_has_no_trend_yet(rosa: Visitor) -> None:
    address = answer_all(rosa, "gad-7", {str(number): 1 for number in range(1, 8)})
    page = rosa.get(f"{address}/result").text
    assert "Last time" not in page
    assert '<svg class="svg-chart"' not in page


def test_an_old_result_stays_as_it_was(app: Flask, rosa: Visitor, cast: Cast) -> None:
    with app.app_context():
        client = db.session.get_one(Person, cast.rosa)
        old = take(client, "gad7", {str(number): 2 for number in range(1, 8)}, NOW - timedelta(weeks=2))
        db.session.commit()
        old_id = old.id
    answer_all(rosa, "gad-7", {str(number): 0 for number in range(1, 8)})
    said = words_of(rosa.get(f"/measures/gad-7/{old_id}/result").text)
    assert "Your number: 14 of 21" in said
    assert "Last time" not in said


@pytest.mark.parametrize("instrument", library.instruments(), ids=lambda one: one.key)
def test_each_page_of_an_instrument_has_its_licence_line(rosa: Visitor, instrument: Any) -> None:
    address = begin(rosa, instrument.slug)
    first = instrument.items[0].id
    rosa.post(address, item=first, answer="0")
    pages = [f"/measures/{instrument.slug}", f"{address}?item={first}", f"{address}/all", f"{address}/check"]
    rosa_pages = [rosa.get(path).text for path in pages]
    rosa.post(f"{address}/result")
    rosa_pages.append(rosa.get(f"{address}/result").text)
    assert all(instrument.licence in unescape(page) for page in rosa_pages)


def test_in_spanish_the_questions_stay_english_and_the_page_says_so(rosa: Visitor) -> None:
    rosa.client.set_cookie("language", "es")
    address = begin(rosa)
    for path in ("/measures/phq-9", f"{address}?item=1", f"{address}/all"):
        assert "Solo en inglés" in rosa.get(path).text
    page = rosa.get(f"{address}?item=1").text
    assert '<html lang="es"' in page
    question = page[page.index('id="question"') :].partition("</div>")[0]
    assert 'lang="en"' in question
    assert "Little interest or pleasure in doing things" in question
    assert 'lang="en">Several days</button>' in page
    assert "Prefiero no decirlo" in page
    rosa.post(address, item="1", answer="3")
    rosa.post(f"{address}/result")
    said = rosa.get("/measures/phq-9").text
    assert "Esta vez no hay número" in said
    rosa.client.set_cookie("language", "en")
    assert "English only" not in rosa.get("/measures/phq-9").text
