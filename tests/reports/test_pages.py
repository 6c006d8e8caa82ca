"""The administrator reads the numbers of groups: nobody is named, and what is about a few is hidden."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from flask import Flask

from companion.accounts.models import Person
from companion.accounts.rules import Role
from companion.core.db import db
from companion.programs import actions as programs
from companion.programs.models import Track
from companion.records.assessments.models import Measure
from companion.records.days.models import CheckIn
from companion.records.days.rules import Used
from tests.cast import NOW, Cast, make_person
from tests.library.test_cost import asked_of
from tests.visitor import Visitor


def fill(app: Flask, cast: Cast, people: int) -> None:
    with app.app_context():
        track, by = db.session.get_one(Track, cast.track), db.session.get_one(Person, cast.ada)
        for number in range(people):
            client = make_person(cast.program, Role.CLIENT, f"Client{number} Q")
            about = {"required_minutes_per_week": 540, "steps_down_from": "residential", "by": by, "at": NOW}
            first, last = date(2026, 10, 19), date(2027, 1, 11)
            programs.enrol(client, track, started_on=first, planned_end_on=last, **about)
            whose = {"program_id": cast.program, "client_id": client.id, "submission_id": uuid4()}
            at = NOW - timedelta(days=7)
            db.session.add(CheckIn(**whose, day=at.date(), used=Used.NO, answered_at=at))
            measure = Measure(**whose, instrument_key="phq9", instrument_version=1, begun_at=at)
            measure.finished_at, measure.numbers = at, {"total": 9}
            db.session.add(measure)
        db.session.commit()


def test_few_people_are_hidden_and_eleven_are_shown(app: Flask, ada: Visitor, cast: Cast) -> None:
    page = ada.get("/admin/reports").text
    assert "Hidden" in page
    assert "Rosa" not in page
    fill(app, cast, 9)
    page = ada.get("/admin/reports").text
    assert '<th scope="row">November 2026</th><td>11</td>' in page
    assert "Client1" not in page


def test_what_clients_entered_becomes_shares_and_means(app: Flask, ada: Visitor, cast: Cast) -> None:
    fill(app, cast, 12)
    file = ada.get("/admin/reports/file")
    assert file.mimetype == "text/csv"
    lines = file.text.splitlines()
    assert "Clients in the program,2026-11,14,14" in lines
    # Twelve of fourteen clients wrote in one of the two whole weeks of November.
    assert "Engagement: weeks with an entry,2026-11,43%,43%" in lines
    assert "Average of a measure: PHQ-9,2026-11,9.0,9.0" in lines
    assert "Average of a measure: PHQ-9,2026-10,–,–" in lines


def test_more_clients_cost_no_more_queries(app: Flask, ada: Visitor, cast: Cast) -> None:
    ada.get("/admin/reports")
    with asked_of(app) as few:
        ada.get("/admin/reports")
    fill(app, cast, 12)
    with asked_of(app) as many:
        ada.get("/admin/reports")
    assert len(few) == len(many) <= 14


@pytest.mark.parametrize("who", ["rosa", "ben", "cora"])
def test_only_the_administrator_reads_them(request: pytest.FixtureRequest, who: str) -> None:
    visitor: Visitor = request.getfixturevalue(who)
    assert visitor.get("/admin/reports").status_code == 404
    assert visitor.get("/admin/reports/file").status_code == 404
