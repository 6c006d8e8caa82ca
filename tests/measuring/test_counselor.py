"""The counselor's page: numbers with their line, items side by side, what got worse."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from companion.accounts.models import Person
from companion.audit.models import Disclosure
from companion.core.db import db
from companion.overviews.measuring import queries
from companion.programs.models import Enrolment
from companion.records.assessments import queries as measures
from tests.cast import NOW, ZONE, Cast
from tests.measuring.taking import TYPICAL, phq, take
from tests.visitor import Visitor

Answers = dict[str, int | None]


@pytest.fixture
def client(context: Flask, cast: Cast) -> Person:
    """In the program for longer than the grid goes back."""
    stay = db.session.scalars(select(Enrolment).where(Enrolment.client_id == cast.rosa)).one()
    stay.started_on = date(2026, 8, 3)
    return db.session.get_one(Person, cast.rosa)


def weeks(client: Person, *changes: Answers) -> queries.Grid:
    """A BAM-IOP each week up to now, the typical one with these changes; the oldest first."""
    for place, change in enumerate(changes):
        take(client, "bam_iop", TYPICAL | change, NOW - timedelta(weeks=len(changes) - 1 - place))
    return queries.grid_of(measures.finished_of(client, "bam_iop"), ZONE, NOW)


def cells(grid: queries.Grid, item: str) -> list[tuple[int | None, bool]]:
    (row,) = [row for row in grid.rows if row.item.id == item]
    return [(cell.value, cell.is_worse) for cell in row.cells]


def test_items_that_got_worse_by_two_are_marked(client: Person) -> None:
    grid = weeks(client, {}, {"8": 4, "9": 1, "2": 2}, {"8": 4, "9": 0, "2": 4}, {"8": None, "9": 4})
    assert cells(grid, "8") == [(2, False), (4, True), (4, False), (None, False)]
    assert cells(grid, "9") == [(3, False), (1, True), (0, False), (4, False)]
    assert cells(grid, "2") == [(3, False), (2, False), (4, True), (3, False)]


def test_what_a_rule_skipped_is_not_an_answer(client: Person) -> None:
    grid = weeks(client, {}, {"4": 2, "5": 2})
    (row,) = [row for row in grid.rows if row.item.id == "5"]
    assert [(cell.value, cell.is_skipped, cell.is_worse) for cell in row.cells] == [
        (0, True, False),
        (2, False, True),
    ]


def test_what_was_never_asked_is_left_out_of_the_grid(client: Person) -> None:
    grid = weeks(client, {}, {"6": 1, "7C": 1})
    assert "5" in [item.id for item in grid.left_out]
    assert cells(grid, "7C") == [(0, False), (1, False)]
    assert [item.id for item in weeks(client, {}).left_out] == ["5"], "the drugs were asked for last week"


def test_the_grid_is_of_six_weeks_and_compares_with_the_week_before(client: Person) -> None:
    grid = weeks(client, {}, {"8": 0}, *[{"8": 2}] * 6)
    assert len(grid.days) == 7, "today and the same weekday six weeks ago are both in six weeks"
    grid = queries.grid_of(measures.finished_of(client, "bam_iop"), ZONE, NOW + timedelta(hours=1))
    assert len(grid.days) == 6
    assert cells(grid, "8")[0] == (2, True)


def test_what_may_be_worth_a_word_is_named(client: Person) -> None:
    grid = weeks(client, {"8": 3, "9": 1, "11": 2, "15": 3})
    assert [item.id for item in grid.prompts] == ["8", "9", "11", "15"]
    assert weeks(client, {"8": 2, "9": 2, "11": 1, "15": None}).prompts == []


def test_a_number_comes_with_its_trend_and_its_line(client: Person) -> None:
    weeks(client, {"8": 4}, {"8": None}, {"8": 3})
    use, risk, protective = queries.readings_of(measures.finished_of(client, "bam_iop"), ZONE)
    assert [point.value for point in risk.points] == [13, None, 12]
    assert [point.x for point in risk.points] == [0.0, 0.5, 1.0]
    assert (risk.number, risk.before, bool(risk.lines_met)) == (12, None, True)
    assert (use.number, use.lines_met, protective.number, protective.lines_met) == (0, [], 18, [])


def page_of(cora: Visitor, cast: Cast) -> str:
    answer = cora.get(f"/caseload/{cast.rosa}/measures")
    assert answer.status_code == 200
    return str(answer.text)


def test_the_page_shows_charts_with_the_line_and_the_grid(app: Flask, cora: Visitor, cast: Cast) -> None:
    with app.app_context():
        client = db.session.get_one(Person, cast.rosa)
        weeks(client, {}, {"4": 1, "5": 1, "8": 4})
        take(client, "phq9", phq(2, 2, 2, 2, 2), NOW)
        db.session.commit()
    page = page_of(cora, cast)
    bam = page[page.index('id="bam-iop"') :].partition("</section>")[0]
    assert len(re.findall(r'<svg class="svg-chart"', bam)) == 3
    assert len(re.findall(r'class="flag"', bam)) == 3
    assert "<title>Risk: 13, last time 11.</title>" in bam
    assert "<title>Use: 2, last time 0.</title>" in bam
    assert "calls for further assessment and clinical attention" in bam
    assert bam.count('class="worse"') == 1
    assert "Worth asking about:" in bam
    assert re.search(r"Score: 10 of 27, moderate", page)
    assert "Self-report, not enough for a diagnosis." in page


def test_an_audit_c_names_for_whom_its_lines_hold(app: Flask, cora: Visitor, cast: Cast) -> None:
    with app.app_context():
        take(db.session.get_one(Person, cast.rosa), "audit_c", {"1": 1, "2": 1, "3": 1}, NOW)
        db.session.commit()
    page = page_of(cora, cast)
    assert "3 or more for women" in " ".join(page.split())
    assert "for men" not in page


def test_a_client_without_answers_has_a_page_too(cora: Visitor, cast: Cast) -> None:
    page = page_of(cora, cast)
    assert page.count("Not answered yet") == 3
    assert page.count("Due since Mon, Oct 19") == 3


def test_the_brief_leads_there(cora: Visitor, cast: Cast) -> None:
    assert f'href="/caseload/{cast.rosa}/measures"' in cora.get(f"/caseload/{cast.rosa}/brief").text


def test_opening_the_page_is_a_disclosure(app: Flask, cora: Visitor, cast: Cast) -> None:
    page_of(cora, cast)
    with app.app_context():
        assert [one.what for one in db.session.query(Disclosure)] == ["counselor.measuring.index"]


def test_nobody_without_a_tie_and_no_supporter_reads_it(
    app: Flask, wes: Visitor, ben: Visitor, ada: Visitor, rosa: Visitor, cast: Cast
) -> None:
    with app.app_context():
        take(db.session.get_one(Person, cast.rosa), "phq9", phq(2, 2, 2, 2, 2), NOW)
        db.session.commit()
    for stranger in (wes, ben, ada, rosa):
        assert stranger.get(f"/caseload/{cast.rosa}/measures").status_code == 404
        assert stranger.post(f"/caseload/{cast.rosa}/measures/cadence", phq9="never").status_code == 404
    seen = ben.get(f"/supporting/{cast.rosa}").text + ben.get("/supporting").text
    assert not re.search(r"PHQ|BAM|GAD|measure|/home-check", seen)
