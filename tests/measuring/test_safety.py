"""Item 9 of the PHQ-9: help on the response that saves the answer, and a person who is told."""

from __future__ import annotations

from uuid import UUID

import pytest
from flask import Flask

from companion.core.db import db
from companion.records.alerts.rules import Source
from companion.records.contacts.models import Contact
from tests.cast import NOW, Cast
from tests.measuring.taking import alerts_about, answer_all, begin, phq, stored
from tests.visitor import Visitor

CALL = 'href="tel:988"'


def test_no_other_page_shows_the_card(rosa: Visitor) -> None:
    """Else the tests below would prove nothing."""
    address = begin(rosa)
    for path in ("/measures", "/measures/phq-9", f"{address}?item=9", f"{address}/all", f"{address}/check"):
        assert CALL not in rosa.get(path).text


@pytest.mark.parametrize("answer", ["1", "2", "3"])
def test_the_card_is_on_the_response_to_the_one_question(
    app: Flask, rosa: Visitor, cast: Cast, answer: str
) -> None:
    with app.app_context():
        sam = Contact(program_id=cast.program, client_id=cast.rosa, submission_id=UUID(int=1), position=0)
        sam.name, sam.phone, sam.is_on_help_now, sam.created_at = "Sam", "555 0100", True, NOW
        db.session.add(sam)
        db.session.commit()
    address = begin(rosa)
    response = rosa.post(address, item="9", answer=answer)
    assert response.status_code == 200
    assert CALL in response.text
    assert "Sam" in response.text
    assert response.text.index(CALL) < response.text.index("<h1")
    (alert,) = alerts_about(app, cast.rosa)
    (measure,) = stored(app)
    assert (alert.source, alert.subject_id) == (Source.PHQ9_ITEM9, measure.measure_id)
    assert measure.finished_at is None, "the alert does not wait for the end"


def test_the_card_is_on_the_response_to_all_at_once_and_the_total_is_one(
    app: Flask, rosa: Visitor, cast: Cast
) -> None:
    address = begin(rosa, pages="all")
    sent = {f"item_{name}": value for name, value in phq(0, 0, 0, 0, 0, 0, 0, 0, 1).items()}
    response = rosa.post(f"{address}/all", **sent)
    assert (response.status_code, CALL in response.text) == (200, True)
    response = rosa.post(f"{address}/result")
    assert (response.status_code, CALL in response.text) == (200, True)
    assert "Your number: 1 of 27" in response.text
    assert "none to minimal" in response.text
    assert CALL in rosa.get(f"{address}/result").text
    assert len(alerts_about(app, cast.rosa)) == 1
    assert stored(app)[0].numbers == {"total": 1}


def test_one_measure_opens_one_alert_and_the_next_another(app: Flask, rosa: Visitor, cast: Cast) -> None:
    address = begin(rosa)
    for item, answer in (("9", "1"), ("9", "2"), ("10", "0"), ("9", "0")):
        rosa.post(address, item=item, answer=answer)
    assert len(alerts_about(app, cast.rosa)) == 1, "taking it back does not take the alert back"
    rosa.post(f"{address}/result")
    answer_all(rosa, "phq-9", phq(0, 0, 0, 0, 0, 0, 0, 0, 3))
    assert len(alerts_about(app, cast.rosa)) == 2


@pytest.mark.parametrize("answer", [0, None])
def test_a_zero_and_no_answer_open_no_alert(
    app: Flask, rosa: Visitor, cast: Cast, answer: int | None
) -> None:
    address = answer_all(rosa, "phq-9", phq(1, 1, 1, 1, 1, 1, 1, 1, answer))
    assert CALL not in rosa.get(f"{address}/result").text
    assert alerts_about(app, cast.rosa) == []


@pytest.mark.parametrize(("answer", "said"), [(0, "Not at all"), (1, "Several days"), (None, "not answered")])
def test_the_counselor_reads_what_was_said_to_item_nine(
    rosa: Visitor, cora: Visitor, cast: Cast, answer: int | None, said: str
) -> None:
    answer_all(rosa, "phq-9", phq(1, 1, 1, 1, 1, 1, 1, 1, answer))
    page = cora.get(f"/caseload/{cast.rosa}/measures").text
    chip = page[page.index("Question 9") :].partition("</span></span>" if answer is not None else "</span>")[
        0
    ]
    assert said in chip
    assert "safe" not in chip.lower(), "a zero is never called safe"


def test_no_other_instrument_has_such_an_item(app: Flask, rosa: Visitor, cast: Cast) -> None:
    for slug, count in (("gad-7", 7), ("phq-2", 2), ("audit-c", 3)):
        answer_all(rosa, slug, {str(number): 3 for number in range(1, count + 1)})
    assert alerts_about(app, cast.rosa) == []


def test_an_alert_stands_or_falls_with_the_answer(app: Flask, rosa: Visitor, cast: Cast) -> None:
    """What is refused stores neither."""
    address = begin(rosa, pages="all")
    assert rosa.post(f"{address}/all", item_9="2", item_1="7").status_code == 422
    assert alerts_about(app, cast.rosa) == []
    assert stored(app)[0].answers == {}
