"""The privacy officer sees who opened which record and when; nobody else does, and no words of a record."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from companion.access import duties, looks
from companion.access.models import DisclosureExport
from companion.access.rules import DutyKind
from companion.accounts.models import Person
from companion.audit import trail
from companion.audit.models import Event
from companion.core.db import db
from tests.cast import NOW, Cast
from tests.visitor import Visitor

REASON = "a client asked who looked"


@pytest.fixture
def officer(app: Flask, ada: Visitor, cast: Cast) -> Visitor:
    with app.app_context():
        person = db.session.get_one(Person, cast.ada)
        duties.give(person, DutyKind.PRIVACY_OFFICER, by=person, at=NOW)
        db.session.commit()
    return ada


def look(app: Flask, cast: Cast, *, days_ago: int = 0, times: int = 1, client: str = "rosa") -> None:
    with app.app_context():
        whose = db.session.get_one(Person, getattr(cast, client))
        reader = db.session.get_one(Person, cast.cora if client == "rosa" else cast.wes)
        for number in range(times):
            at = NOW - timedelta(days=days_ago, seconds=number)
            trail.disclose(
                client=whose, recipient=reader, at=at, what="counselor.timeline.index", purpose="treatment"
            )
        db.session.commit()


def test_an_opened_record_is_listed(officer: Visitor, cora: Visitor, cast: Cast) -> None:
    assert "Nobody opened a record in that time." in officer.get("/privacy").text
    cora.get(f"/caseload/{cast.rosa}/brief")
    page = officer.get("/privacy").text
    for words in ("Cora Counselor", "Rosa", "Brief", "Treatment", "Wed, Nov 18"):
        assert words in page


@pytest.mark.parametrize("who", ["rosa", "ben", "cora", "ada"])
def test_without_the_duty_there_is_no_list(request: pytest.FixtureRequest, who: str) -> None:
    visitor: Visitor = request.getfixturevalue(who)
    for address in ("/privacy", "/privacy/print", "/privacy/file"):
        assert visitor.get(address).status_code == 404
    assert visitor.post("/privacy/file", submission_id=str(uuid4()), reason=REASON).status_code == 404


def rows(page: str) -> str:
    return page.partition("<tbody>")[2]


def test_the_list_is_narrowed_by_person_and_day(app: Flask, officer: Visitor, cast: Cast) -> None:
    look(app, cast, days_ago=3)
    look(app, cast, client="omar")
    only = rows(officer.get("/privacy", query_string={"who": str(cast.wes)}).text)
    assert "Omar" in only and "Rosa" not in only
    only = rows(officer.get("/privacy", query_string={"client": str(cast.rosa)}).text)
    assert "Rosa" in only and "Omar" not in only
    only = rows(officer.get("/privacy", query_string={"first": "2026-11-16", "last": "2026-11-18"}).text)
    assert "Omar" in only and "Rosa" not in only
    wrong = officer.get("/privacy", query_string={"first": "2026-11-18", "last": "2026-11-16"})
    assert wrong.status_code == 422
    assert "The last day is before the first one." in wrong.text
    assert officer.get("/privacy", query_string={"first": "soon"}).status_code == 422
    assert officer.get("/privacy", query_string={"who": str(uuid4())}).status_code == 422


def test_a_long_list_goes_on_where_it_ended(app: Flask, officer: Visitor, cast: Cast) -> None:
    look(app, cast, times=60)
    page = officer.get("/privacy").text
    assert rows(page).count("<tr>") == 50
    older = page.partition("?before=")[2].partition('"')[0]
    assert rows(officer.get(f"/privacy?before={older}").text).count("<tr>") == 10
    assert rows(officer.get("/privacy/print").text).count("<tr>") == 60


def test_the_file_asks_for_a_reason_and_leaves_an_event(app: Flask, officer: Visitor, cast: Cast) -> None:
    look(app, cast, times=3)
    form = {"submission_id": str(uuid4()), "client": str(cast.rosa), "who": "", "first": "", "last": ""}
    refused = officer.post("/privacy/file", **form, reason="because")
    assert refused.status_code == 422
    assert "Please say why" in refused.text
    for _ in range(2):
        answer = officer.post("/privacy/file", **form, reason=REASON)
        assert answer.mimetype == "text/csv"
        assert answer.text.count("Cora Counselor,Counselor,Rosa,Timeline,Treatment") == 3
        assert "42 CFR Part 2" in answer.text
    with app.app_context():
        row = db.session.scalars(select(DisclosureExport)).one()
        assert (row.reason, row.made_by) == (REASON, cast.ada)
        events = db.session.scalars(select(Event).where(Event.action == "disclosures:exported")).all()
        assert [(one.subject_id, one.facts) for one in events] == [(row.id, {})] * 2


def test_the_file_page_keeps_what_was_narrowed_to(officer: Visitor, cast: Cast) -> None:
    page = officer.get("/privacy/file", query_string={"client": str(cast.rosa), "first": "2026-11-16"}).text
    assert f'value="{cast.rosa}"' in page
    assert 'value="2026-11-16"' in page


def test_every_page_of_a_record_has_words(app: Flask) -> None:
    found = {
        rule.endpoint.split(".")[1]
        for rule in app.url_map.iter_rules()
        if "client_id" in rule.arguments and rule.endpoint.startswith(("counselor.", "supporter."))
    }
    assert found <= set(looks.PARTS), found - set(looks.PARTS)
