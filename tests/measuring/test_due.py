"""What is asked for, when, and by whose word."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from companion.accounts.models import Person
from companion.audit.models import Event
from companion.core.db import db, new_id
from companion.programs.models import Enrolment
from companion.records.assessments import queries
from companion.records.assessments.models import Cadence
from tests.cast import NOW, Cast
from tests.measuring.taking import TYPICAL, answer_all, begin, stored, take
from tests.visitor import Visitor

RHYTHMS = {"bam_iop": "1_week", "phq9": "2_weeks", "gad7": "2_weeks", "phq2": "never", "audit_c": "never"}


def due(visitor: Visitor, path: str = "/today") -> list[str]:
    card = visitor.get(path).text.partition('id="due"')[2].partition("</section>")[0]
    return re.findall(r'href="(/(?:measures/[a-z0-9-]+|home-check))"', card)


def leave(app: Flask, cast: Cast) -> None:
    with app.app_context():
        stay = db.session.scalars(select(Enrolment).where(Enrolment.client_id == cast.rosa)).one()
        stay.ended_on = date(2026, 11, 17)
        db.session.commit()


def test_a_due_measure_is_a_card_on_today(rosa: Visitor) -> None:
    assert due(rosa) == ["/measures/bam-iop", "/measures/phq-9", "/measures/gad-7", "/home-check"]
    answer_all(rosa, "bam-iop", TYPICAL)
    assert due(rosa) == due(rosa, "/measures") == ["/measures/phq-9", "/measures/gad-7", "/home-check"]


@pytest.mark.parametrize(
    ("days", "expected"), [(6, []), (7, ["bam-iop"]), (13, ["bam-iop"]), (14, ["bam-iop", "phq-9", "gad-7"])]
)
def test_each_comes_back_by_its_rhythm(
    app: Flask, cast: Cast, frozen: Any, days: int, expected: list[str]
) -> None:
    with app.app_context():
        client = db.session.get_one(Person, cast.rosa)
        for key in ("bam_iop", "phq9", "gad7"):
            take(client, key, {"1": 1}, NOW)
        found = queries.due_of(client, NOW + timedelta(days=days))
        assert [one.instrument.slug for one in found] == expected


def test_a_day_is_a_day_where_the_client_is(app: Flask, cast: Cast) -> None:
    """Answered at 11 PM in New York, which is the next day in UTC: due on the seventh day from there."""
    late = NOW.replace(hour=4, day=12)
    with app.app_context():
        client = db.session.get_one(Person, cast.rosa)
        take(client, "bam_iop", {"1": 1}, late)
        standing = queries.standings_of(client, late + timedelta(days=6, hours=20))[0]
        assert (standing.next_on, standing.is_due) == (date(2026, 11, 18), True)


def test_a_counselor_sets_what_is_asked_for(app: Flask, rosa: Visitor, cora: Visitor, cast: Cast) -> None:
    address = f"/caseload/{cast.rosa}/measures"
    changed = RHYTHMS | {"gad7": "never", "phq2": "4_weeks", "audit_c": "once"}
    for _ in range(2):
        assert cora.post(f"{address}/cadence", **changed).status_code == 303
    assert due(rosa)[:-1] == [f"/measures/{slug}" for slug in ("bam-iop", "phq-9", "phq-2", "audit-c")]
    answer_all(rosa, "audit-c", {"1": 0})
    assert "/measures/audit-c" not in due(rosa)
    with app.app_context():
        rows = db.session.scalars(select(Cadence).order_by(Cadence.instrument_key)).all()
        assert [(row.instrument_key, row.rhythm, row.set_by) for row in rows] == [
            ("audit_c", "once", cast.cora),
            ("gad7", "never", cast.cora),
            ("phq2", "4_weeks", cast.cora),
        ]
        events = db.session.scalars(select(Event).where(Event.action == "cadence:set")).all()
        assert {event.facts["instrument"] for event in events} == {"audit_c", "gad7", "phq2"}
    page = cora.get(address).text
    assert re.search(r'id="phq2".*?<option selected value="4_weeks">', page, re.S)


@pytest.mark.parametrize("wrong", [{"phq9": "1_week"}, {"bam_iop": "once"}, {"gad7": ""}, {"phq2": "x"}])
def test_a_rhythm_that_is_not_offered_is_refused(
    app: Flask, cora: Visitor, cast: Cast, wrong: dict[str, str]
) -> None:
    answer = cora.post(f"/caseload/{cast.rosa}/measures/cadence", **RHYTHMS | wrong)
    assert answer.status_code == 422
    with app.app_context():
        assert db.session.scalars(select(Cadence)).all() == []


def test_nothing_is_asked_of_someone_who_has_left(app: Flask, rosa: Visitor, cast: Cast) -> None:
    address = answer_all(rosa, "gad-7", {"1": 1})
    leave(app, cast)
    assert due(rosa) == []
    page = rosa.get("/measures/phq-9").text
    assert "These questions are for the time in the program." in page
    assert "<form" not in page.partition("<main")[2].partition("</main>")[0]
    refused = rosa.post("/measures/phq-9", submission_id=str(new_id()), pages="one")
    assert refused.status_code == 409
    assert len(stored(app)) == 1
    assert rosa.get(f"{address}/result").status_code == 200, "what was answered stays the client's"


def test_the_page_of_me_leads_there(rosa: Visitor) -> None:
    assert 'href="/measures"' in rosa.get("/me").text


def test_the_next_due_one_is_offered_after_a_result(rosa: Visitor) -> None:
    address = answer_all(rosa, "bam-iop", TYPICAL)
    page = rosa.get(f"{address}/result").text
    assert re.search(r'class="btn" href="/measures/phq-9">Next: Your mood', page)


def test_one_can_be_taken_before_it_is_due(app: Flask, rosa: Visitor) -> None:
    answer_all(rosa, "gad-7", {"1": 1})
    assert begin(rosa, "gad-7")
    assert len(stored(app)) == 2
