from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import event, select

from companion.access import actions as access
from companion.accounts.models import Person
from companion.accounts.rules import Role
from companion.audit.models import Disclosure
from companion.core.db import db
from companion.records.attendance.rules import Status
from companion.records.cravings.models import Craving
from companion.records.journal.models import Audience, Entry
from companion.records.schedule.models import Appointment
from companion.records.skills.models import Practice
from tests.attendance.marks import group, mark
from tests.cast import NOW, Cast, make_person
from tests.house.world import make_world
from tests.visitor import Visitor


def craving(cast: Cast, hours_ago: float, before: int | None, after: int | None, **more: Any) -> Craving:
    row = Craving(program_id=cast.program, client_id=cast.rosa, submission_id=uuid4())
    row.occurred_at = row.received_at = NOW - timedelta(hours=hours_ago)
    row.strength, row.strength_after = before, after
    row.skill_key, row.outcome = more.get("skill"), more.get("outcome")
    return row


def entry(cast: Cast, audience: Audience, body: str) -> Entry:
    row = Entry(program_id=cast.program, client_id=cast.rosa, submission_id=uuid4(), audience=audience)
    row.written_at = NOW - timedelta(hours=3)
    row.shared_at = None if audience == Audience.ME else row.written_at
    row.body = body
    return row


@pytest.fixture
def busy(app: Flask, cast: Cast) -> Cast:
    with app.app_context():
        practice = Practice(program_id=cast.program, client_id=cast.rosa, submission_id=uuid4())
        practice.skill_key, practice.skill_version = "halt", 1
        practice.practiced_at, practice.before, practice.after = NOW - timedelta(hours=5), 4, 1
        db.session.add_all(
            [
                craving(cast, 30, 7, 2, skill="urge_surf"),
                craving(cast, 20, 9, 6, skill="urge_surf"),
                craving(cast, 10, None, None, outcome="used"),
                craving(cast, 24 * 9, 4, 3),
                practice,
                entry(cast, Audience.ME, "only for me"),
                entry(cast, Audience.SESSION, "my sister’s wedding"),
                entry(cast, Audience.NOW, "felt lighter today"),
            ]
        )
        db.session.commit()
    return cast


def test_the_brief_holds_what_happened_and_what_she_shared(cora: Visitor, busy: Cast) -> None:
    page = cora.get(f"/caseload/{busy.rosa}/brief").text
    words = " ".join(re.sub("<[^>]+>", " ", page).split())
    assert "In Rosa’s words my sister’s wedding" in words
    assert "felt lighter today" in words
    assert "Cravings 3 was 1" in words
    assert "Highest 9 was 4" in words
    assert "Drop after a skill 4.0 was none, 2 rated" in words
    assert "Use reported" in words
    assert "Ride the wave: 2 times." in words
    assert "only for me" not in page


def test_an_entry_for_just_me_changes_no_byte_of_the_counselor_s_pages(
    app: Flask, cora: Visitor, busy: Cast
) -> None:
    def pages() -> list[str]:
        addresses = ["/caseload", f"/caseload/{busy.rosa}/brief"]
        return [re.sub(r"(csrf_token|X-CSRFToken)[^>]+>", "", cora.get(a).text) for a in addresses]

    before = pages()
    with app.app_context():
        db.session.add(entry(busy, Audience.ME, "another one for me"))
        db.session.commit()
    assert pages() == before


def test_reviewing_makes_it_old_and_undo_makes_it_new_again(cora: Visitor, busy: Cast, frozen: Any) -> None:
    assert "Craving 9 Tue" in cora.get("/caseload").text
    page = cora.get(f"/caseload/{busy.rosa}/brief").text
    seen = re.findall(r'name="seen_until" value="([^"]+)"', page)[0]
    frozen.shift(timedelta(minutes=2))
    answer = cora.post(f"/caseload/{busy.rosa}/review", seen_until=seen, then=f"/caseload/{busy.rosa}/brief")
    assert answer.status_code == 303
    assert "Nothing new" in cora.get("/caseload").text
    cora.post(f"/caseload/{busy.rosa}/review/undo")
    assert "Craving 9 Tue" in cora.get("/caseload").text


def test_what_came_while_the_page_was_read_stays_new(app: Flask, cora: Visitor, busy: Cast) -> None:
    seen = (NOW - timedelta(hours=15)).isoformat()
    cora.post(f"/caseload/{busy.rosa}/review", seen_until=seen, then="//evil.example")
    assert "1 craving<" in cora.get("/caseload").text


@pytest.mark.parametrize("seen", ["", "yesterday", "2026-11-18"])
def test_a_review_without_its_moment_is_refused(cora: Visitor, busy: Cast, seen: str) -> None:
    assert cora.post(f"/caseload/{busy.rosa}/review", seen_until=seen).status_code == 400


def test_next_goes_round_the_caseload(app: Flask, cora: Visitor, cast: Cast) -> None:
    second = enrol_another(app, cast)
    first = cora.get(f"/caseload/{cast.rosa}/brief").text
    assert f"/caseload/{second}/brief" in first
    assert "1 of 2" in first or "2 of 2" in first
    assert f"/caseload/{cast.rosa}/brief" in cora.get(f"/caseload/{second}/brief").text


def test_every_look_at_a_record_is_a_disclosure(app: Flask, cora: Visitor, cast: Cast) -> None:
    cora.get(f"/caseload/{cast.rosa}/brief")
    with app.app_context():
        row = db.session.scalars(select(Disclosure)).one()
        assert (row.client_id, row.recipient_id) == (cast.rosa, cast.cora)
        assert (row.what, row.purpose) == ("counselor.caseload.brief", "treatment")


def test_the_caseload_costs_the_same_for_one_client_and_for_many(
    app: Flask, cora: Visitor, cast: Cast
) -> None:
    cora.get("/caseload")
    one = queries_of(app, cora)
    for _ in range(12):
        enrol_another(app, cast)
    assert queries_of(app, cora) == one


def test_they_last_met_when_she_last_came_and_not_when_it_was_planned(
    app: Flask, cora: Visitor, cast: Cast
) -> None:
    with app.app_context():
        ids = [group(cast, NOW - timedelta(days=days)).id for days in (9, 2)]
        db.session.commit()
    assert "Last met Mon, Nov 16" in cora.get(f"/caseload/{cast.rosa}/brief").text
    with app.app_context():
        came, missed = (db.session.get_one(Appointment, one) for one in ids)
        mark(cast, came, Status.LATE, minutes_missed=10)
        mark(cast, missed, Status.ABSENT)
        db.session.commit()
    assert "Last met Mon, Nov 9" in cora.get(f"/caseload/{cast.rosa}/brief").text


def test_the_brief_leads_to_the_roster_when_attendance_can_be_taken(
    app: Flask, cora: Visitor, cast: Cast, frozen: Any
) -> None:
    with app.app_context():
        address = f"/groups/{group(cast, NOW + timedelta(minutes=40)).id}"
        db.session.commit()
    assert address not in cora.get(f"/caseload/{cast.rosa}/brief").text
    frozen.shift(timedelta(minutes=10))
    assert address in cora.get(f"/caseload/{cast.rosa}/brief").text


def test_a_counselor_who_is_not_hers_finds_nothing(app: Flask, wes: Visitor, cast: Cast) -> None:
    with app.app_context():
        make_world(cast)
    assert wes.get(f"/caseload/{cast.rosa}/brief").status_code == 404
    assert "Rosa" not in wes.get("/caseload").text


def enrol_another(app: Flask, cast: Cast) -> UUID:

    with app.app_context():
        client = make_person(cast.program, Role.CLIENT, f"N{uuid4().hex[:6]} Client")
        counselor = db.session.get_one(Person, cast.cora)
        access.assign(client, counselor, by=counselor, at=NOW)
        db.session.commit()
        return client.id


def queries_of(app: Flask, visitor: Visitor) -> int:
    count = 0

    def note(*_: Any) -> None:
        nonlocal count
        count += 1

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        visitor.get("/caseload")
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return count
