"""What a row says besides its reasons, looking for a client, and a brief that is fetched ahead."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from companion.access import actions as access
from companion.accounts.models import Person
from companion.accounts.rules import Role
from companion.audit.models import Disclosure
from companion.core.db import db
from companion.programs import actions as programs
from companion.programs import queries as stays
from companion.records.journal.models import Audience
from companion.records.reviews import actions as reviews
from tests.caseload.golden import Seed, ago
from tests.cast import NOW, Cast, make_person
from tests.visitor import Visitor


def rows(page: str) -> dict[str, str]:
    """Each row's words, by the name that stands on it."""
    parts = page.split('class="triage-row"')[1:]
    words = [" ".join(re.sub("<[^>]+>", " ", part.partition(">")[2]).split()) for part in parts]
    return {one.split()[0]: one for one in words}


@pytest.fixture
def three(app: Flask, cast: Cast) -> dict[str, UUID]:
    """One who fills in check-ins only, one who wrote twice and kept the rest, and one who shares."""
    with app.app_context():
        ids = {}
        for name in ("Quin", "Una", "Xan"):
            one = Seed(cast, name, uuid4())
            ids[name] = one.client.id
            if name == "Quin":
                one.check_in(ago(1))
            if name == "Una":
                one.craving(ago(1), 4)
                one.entry(ago(1), Audience.ME)
            if name == "Xan":
                one.craving(ago(3), 8)
                one.craving(ago(3), 5)
                one.craving(ago(1), 3)
        db.session.commit()
        return ids


def test_silence_is_not_read_as_calm(cora: Visitor, three: dict[str, UUID]) -> None:
    found = rows(cora.get("/caseload").text)
    assert "Shares check-ins only" in found["Quin"]
    assert "Shares little" in found["Una"]
    assert "Shares" not in found["Xan"]
    assert "Shared nothing lately" in found["Rosa"]


def test_the_drawing_says_what_it_shows_and_has_gaps(cora: Visitor, three: dict[str, UUID]) -> None:
    page = cora.get("/caseload").text
    title = "Highest craving in 14 days: 8, Sun, Nov 15. Newest: 3, Tue, Nov 17. No number on 12 days."
    assert title in page
    row = page[page.index("Xan") : page.index("</li>", page.index(title))]
    assert row.count("<circle") == 2
    # The two days have one between them: nothing joins them.
    assert row.count('class="c1" x1') == 0
    assert re.search(r'class="spark-end"[^>]*>3</text>', row)
    assert "No craving rated" in rows(page)["Quin"]


def test_a_row_says_when_the_last_entry_came_and_who_read(
    app: Flask, cora: Visitor, cast: Cast, three: Any
) -> None:
    with app.app_context():
        wes, quin = db.session.get_one(Person, cast.wes), db.session.get_one(Person, three["Quin"])
        reviews.review(quin, seen_until=ago(0, 2), by=wes, at=ago(0, 2))
        db.session.commit()
    found = rows(cora.get("/caseload").text)
    assert "Last entry Tue 5:00" in found["Quin"]
    assert "Reviewed by Wes Counselor, Wed 3:00" in found["Quin"]
    # A colleague has read it, she has not: it is still new to her.
    assert "1 check-in" in found["Quin"]
    assert "No entry for over 14 days Not reviewed yet" in found["Rosa"]


def test_a_client_is_found_by_name_and_no_name_is_in_an_address(cora: Visitor, three: Any) -> None:
    answer = cora.post("/caseload/search", words=" qUi")
    assert answer.status_code == 200
    assert list(rows(answer.text)) == ["Quin"]
    assert "1 of 4 clients." in answer.text
    assert 'value="qUi"' in answer.text
    part = cora.post("/caseload/search", htmx=True, words="xa")
    assert part.text.startswith('<div id="rows"') and list(rows(part.text)) == ["Xan"]
    assert "No client fits that." in cora.post("/caseload/search", words="nobody").text
    assert "words=" not in cora.get("/caseload?words=Quin").text
    assert len(rows(cora.get("/caseload?words=Quin").text)) == 4


def test_a_search_that_is_too_long_is_explained(cora: Visitor, three: Any) -> None:
    answer = cora.post("/caseload/search", words="x" * 200)
    assert answer.status_code == 422
    assert "This is too long." in answer.text


def test_the_track_is_a_plain_link_and_stays_with_a_search(
    app: Flask, cora: Visitor, cast: Cast, three: Any
) -> None:
    assert "All tracks" not in cora.get("/caseload").text
    with app.app_context():
        ada, quin = db.session.get_one(Person, cast.ada), db.session.get_one(Person, three["Quin"])
        day = programs.create_track(cast.program, name="Day", minutes=540, by=ada, at=NOW)
        enrolment = stays.latest_enrolment(quin.id)
        assert enrolment
        enrolment.track_id = day.id
        db.session.commit()
        track_id = day.id
    page = cora.get("/caseload").text
    assert f'href="/caseload?track={track_id}"' in page
    shown = cora.get(f"/caseload?track={track_id}").text
    assert list(rows(shown)) == ["Quin"] and "1 of 4 clients." in shown
    assert f'name="track" value="{track_id}"' in shown
    assert rows(cora.post("/caseload/search", words="xan", track=str(track_id)).text) == {}
    assert len(rows(cora.get("/caseload?track=nonsense").text)) == 4
    assert rows(cora.get(f"/caseload?track={uuid4()}").text) == {}


def test_a_brief_fetched_ahead_is_the_same_page_and_its_own_disclosure(
    app: Flask, cora: Visitor, cast: Cast
) -> None:
    ahead = cora.get(f"/caseload/{cast.rosa}/brief/ahead")
    assert ahead.status_code == 200
    assert ahead.text == cora.get(f"/caseload/{cast.rosa}/brief").text
    assert cora.post(f"/caseload/{cast.rosa}/brief/openings").status_code == 204
    with app.app_context():
        found = [row.what for row in db.session.scalars(select(Disclosure).order_by(Disclosure.id))]
    assert found == [f"counselor.caseload.{name}" for name in ("brief_ahead", "brief", "create_opening")]


def test_what_came_after_a_page_was_fetched_ahead_stays_new(
    app: Flask, cora: Visitor, cast: Cast, frozen: Any
) -> None:
    """What is reviewed ends when the server made the page, not when the counselor looked at it."""
    page = cora.get(f"/caseload/{cast.rosa}/brief/ahead").text
    seen = re.findall(r'name="seen_until" value="([^"]+)"', page)[0]
    frozen.shift(timedelta(minutes=4))
    rosa = Visitor(app, "rosa@test.example")
    rosa.post("/cravings/new", submission_id=str(uuid4()), strength="9")
    frozen.shift(timedelta(minutes=1))
    cora.post(f"/caseload/{cast.rosa}/review", seen_until=seen)
    assert "Craving 9 Wed" in cora.get("/caseload").text


def test_nothing_is_fetched_ahead_of_somebody_else_s_client(app: Flask, wes: Visitor, cast: Cast) -> None:
    for answer in (
        wes.get(f"/caseload/{cast.rosa}/brief/ahead"),
        wes.post(f"/caseload/{cast.rosa}/brief/openings"),
    ):
        assert answer.status_code == 404
    with app.app_context():
        assert db.session.scalars(select(Disclosure)).all() == []


def test_no_audience_of_an_entry_for_the_client_alone_moves_a_row(
    app: Flask, cora: Visitor, cast: Cast
) -> None:
    with app.app_context():
        other = make_person(cast.program, Role.CLIENT, "Yan")
        counselor = db.session.get_one(Person, cast.cora)
        access.assign(other, counselor, by=counselor, at=NOW)
        db.session.commit()
    before = cora.get("/caseload").text
    rosa = Visitor(app, "rosa@test.example")
    rosa.post("/journal/new", submission_id=str(uuid4()), body="mine", audience="me")
    assert cora.get("/caseload").text == before
    rosa.post("/journal/new", submission_id=str(uuid4()), body="ours", audience="now")
    assert cora.get("/caseload").text != before
