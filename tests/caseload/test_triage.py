"""The golden table of twenty clients: in which part each stands, in which order, and for which reasons."""

from __future__ import annotations

import html
import re
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from companion.access.models import CareTeamMember
from companion.accounts.models import Person
from companion.core.db import db
from companion.records.days import questions
from companion.records.triage import actions
from companion.records.triage.facts import Limits
from tests.caseload.golden import HEADINGS, QUESTION, TABLE, Seed, seed
from tests.cast import NOW, Cast
from tests.library.test_cost import asked_of
from tests.visitor import Visitor

Found = list[tuple[str, str, list[str]]]


@pytest.fixture
def question(app: Flask, cast: Cast) -> UUID:
    """Asked by the program, and named as the one about medicine. Rosa is looked after by nobody here."""
    with app.app_context():
        ada = db.session.get_one(Person, cast.ada)
        asked = questions.add(cast.program, english=QUESTION, spanish="¿Medicina?", by=ada, at=NOW)
        actions.change(cast.program, Limits(), asked.id, by=ada, at=NOW)
        own = select(CareTeamMember).where(CareTeamMember.client_id == cast.rosa)
        db.session.scalars(own).one().until = NOW
        db.session.commit()
        return asked.id


@pytest.fixture
def clients(app: Flask, cast: Cast, question: UUID) -> dict[str, UUID]:
    with app.app_context():
        ids = seed(cast, question)
        db.session.commit()
        return ids


def read(page: str) -> Found:
    """Each row as (tier, name, chips), the way it stands on the page."""
    found = []
    for section in page.split('<section class="tier"')[1:]:
        heading = re.search(r"<h2[^>]*>(.*?) <span", section)
        rows = section.split('class="triage-row"')[1:]
        found += [(HEADINGS[heading[1] if heading else ""], *_row(row)) for row in rows]
    return found


def _row(row: str) -> tuple[str, list[str]]:
    name = re.search(r"<bdi>(.*?)</bdi>", row)
    more = re.findall(r"<li><a href=[^>]*>(\d+ more)</a>", row)
    nothing = re.findall(r'<li class="muted">(.*?)</li>', row)
    chips = [html.unescape(chip) for _, chip in links(row)]
    return name[1] if name else "", [*chips, *more, *nothing]


def links(part: str) -> list[tuple[str, str]]:
    return re.findall(r'<a class="chip[^"]*" href="([^"]+)">(.*?)</a></li>', part)


def change(app: Flask, cast: Cast, question: UUID, **limits: int) -> None:
    with app.app_context():
        ada = db.session.get_one(Person, cast.ada)
        actions.change(cast.program, Limits(**limits), question, by=ada, at=NOW)
        db.session.commit()


def test_each_stands_where_the_rules_put_them(cora: Visitor, clients: dict[str, UUID]) -> None:
    page = cora.get("/caseload").text
    assert read(page) == [(tier, name, chips) for tier, name, _, chips in TABLE]
    assert "20 clients." in page
    assert "Checked 5:00" in page


def test_the_brief_goes_on_in_the_same_order(cora: Visitor, clients: dict[str, UUID]) -> None:
    names = [name for _, name, _, _ in TABLE]
    page = cora.get(f"/caseload/{clients['Uma']}/brief").text
    assert f"{names.index('Uma') + 1} of 20" in page
    assert re.search(rf'href="/caseload/{clients["Vic"]}/brief" data-key="j"', page)
    assert re.search(rf'href="/caseload/{clients["Abe"]}/brief" data-key="k"', page)


@pytest.mark.parametrize(
    ("limits", "name", "tier", "chips"),
    [
        ({"strong_from": 6}, "Eli", "changed", ["Craving 6 Wed", "1 check-in", "1 craving"]),
        ({"rise": 2}, "Eli", "changed", ["Highest craving up by 2", "1 check-in", "1 craving"]),
        ({"silent_days": 4}, "Sam", "same", ["Nothing new"]),
        ({"waits_days": 2}, "Ray", "same", ["Nothing new"]),
        ({"missed": 2}, "Zed", "same", ["Nothing new"]),
        ({"short_nights": 3}, "Wyn", "same", ["2 check-ins"]),
        ({"medicine_days": 3}, "Kai", "same", ["2 check-ins"]),
        ({"session_hours": 20}, "Uma", "soon", ["Use reported Tue"]),
    ],
)
def test_changing_a_threshold_reorders(
    app: Flask,
    cora: Visitor,
    cast: Cast,
    question: UUID,
    clients: dict[str, UUID],
    limits: dict[str, int],
    name: str,
    tier: str,
    chips: list[str],
) -> None:
    before = [one[:2] for one in read(cora.get("/caseload").text)]
    change(app, cast, question, **limits)
    found = read(cora.get("/caseload").text)
    assert (tier, name, chips) in found
    assert [one[:2] for one in found] != before


def test_each_reason_leads_to_its_data(cora: Visitor, clients: dict[str, UUID]) -> None:
    found = links(cora.get("/caseload").text)
    assert len(found) > 20
    for address, words in found:
        answer = cora.get(address)
        assert answer.status_code == 200, words
        assert "?kind=" not in address or 'id="item-' in answer.text, f"{words} leads to nothing"


def test_thirty_cost_as_much_as_one(app: Flask, cora: Visitor, cast: Cast, question: UUID) -> None:
    with app.app_context():
        seed_again(cast, question, 1)
    cora.get("/caseload")
    with asked_of(app) as one:
        cora.get("/caseload")
    with app.app_context():
        seed_again(cast, question, 29)
    with asked_of(app) as thirty:
        page = cora.get("/caseload").text
    assert "30 clients." in page
    assert len(thirty) == len(one)
    assert len(one) <= 34


def seed_again(cast: Cast, question: UUID, clients: int) -> None:
    """So many of the table's, each with an email of their own."""
    for number in range(clients):
        _tier, name, write, _chips = TABLE[number % len(TABLE)]
        found = Seed(cast, f"{name}{clients}x{number}", question)
        write(found)
    db.session.commit()
