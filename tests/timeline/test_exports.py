"""A file of the timeline needs a reason, leaves a trail, holds what is filtered, and runs nothing."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from companion.access import actions as access
from companion.audit.models import Disclosure, Event
from companion.core.db import db
from companion.overviews.timeline.rules import FILE_PAGE, PAGE
from companion.records.exports.models import TimelineExport
from companion.records.journal.models import Audience
from tests.cast import NOW, Cast
from tests.library.test_cost import asked_of
from tests.timeline.entries import log_craving, log_cravings, person, write_entry
from tests.visitor import Visitor

REASON = "Copy for the court hearing on May 4"


def make(visitor: Visitor, cast: Cast, kind: str = "", reason: str = REASON) -> str:
    """The address of the file."""
    answer = visitor.post(
        f"/caseload/{cast.rosa}/timeline/exports", submission_id=str(uuid4()), kind=kind, reason=reason
    )
    assert answer.status_code == 303
    assert "Save the file" in visitor.get(answer.location).text
    return f"{answer.location}/file"


def rows_in(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_the_file_holds_every_page_of_what_is_filtered(app: Flask, cast: Cast, cora: Visitor) -> None:
    with app.app_context():
        log_cravings(cast, 2 * PAGE + 7)
        write_entry(cast, "Only in the journal", Audience.NOW)
        write_entry(cast, "Mine alone", Audience.ME)
    rows = rows_in(cora.get(make(cora, cast, "craving")).text)
    assert rows[0][0].startswith("Confidential. 42 CFR Part 2 prohibits")
    assert rows[1][:4] == ["Date", "Time (America/New_York)", "Kind", "What"]
    assert len(rows[2:]) == 2 * PAGE + 7
    assert {row[5] for row in rows[2:]} == {f"number {number}" for number in range(2 * PAGE + 7)}
    everything = cora.get(make(cora, cast)).text
    assert "Only in the journal" in everything and "Mine alone" not in everything
    assert len(rows_in(everything)[2:]) == 2 * PAGE + 8


def test_what_a_spreadsheet_would_run_is_text(app: Flask, cast: Cast, cora: Visitor) -> None:
    words = '=HYPERLINK("http://x.example","look")'
    with app.app_context():
        log_craving(cast, NOW, note=words)
        db.session.commit()
    [row] = rows_in(cora.get(make(cora, cast)).text)[2:]
    assert row[5] == f"'{words}"
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


@pytest.mark.parametrize("reason", ["", "too short", "   court   "])
def test_without_a_reason_there_is_no_file(app: Flask, cast: Cast, cora: Visitor, reason: str) -> None:
    answer = cora.post(
        f"/caseload/{cast.rosa}/timeline/exports", submission_id=str(uuid4()), kind="", reason=reason
    )
    assert answer.status_code == 422
    assert "in at least 10 characters" in answer.text
    with app.app_context():
        assert db.session.scalars(select(TimelineExport)).all() == []


def test_the_reason_is_sealed_and_the_audit_has_who_when_and_which_kind(
    app: Flask, cast: Cast, cora: Visitor
) -> None:
    cora.get(make(cora, cast, "journal"))
    with app.app_context():
        export = db.session.scalars(select(TimelineExport)).one()
        assert export.reason == REASON and REASON.encode() not in (export.reason_sealed or b"")
        found = db.session.scalars(select(Event).where(Event.action.like("export:%")).order_by(Event.id))
        events = [(one.action, one.by_id, one.client_id, one.subject_id, one.facts) for one in found]
        told = (cast.cora, cast.rosa, export.id, {"kind": "journal"})
        assert events == [("export:made", *told), ("export:fetched", *told)]
        opened = db.session.scalars(select(Disclosure.what)).all()
        assert "counselor.timeline.download" in opened


def test_the_same_form_twice_is_one_export(app: Flask, cast: Cast, cora: Visitor) -> None:
    form = {"submission_id": str(uuid4()), "kind": "", "reason": REASON}
    places = {cora.post(f"/caseload/{cast.rosa}/timeline/exports", **form).location for _ in range(2)}
    assert len(places) == 1


def test_after_a_while_another_reason_is_needed(app: Flask, cast: Cast, cora: Visitor, frozen: Any) -> None:
    file = make(cora, cast)
    frozen.move_to(NOW + timedelta(minutes=14, seconds=59))
    assert cora.get(file).mimetype == "text/csv"
    frozen.move_to(NOW + timedelta(minutes=15))
    answer = cora.get(file)
    assert answer.status_code == 303
    assert "The 15 minutes are over" in cora.get(answer.location).text


def test_a_colleague_who_stands_in_makes_their_own(
    app: Flask, cast: Cast, cora: Visitor, wes: Visitor
) -> None:
    file = make(cora, cast)
    with app.app_context():
        today = NOW.date()
        access.name_cover(
            person(cast.cora), person(cast.wes), first_on=today, last_on=today, by=person(cast.cora), at=NOW
        )
        db.session.commit()
    assert wes.get(f"/caseload/{cast.rosa}/timeline").status_code == 200
    assert wes.get(file).status_code == 404


def test_the_file_is_sent_a_page_at_a_time_and_keeps_nobody_from_writing(
    app: Flask, cast: Cast, cora: Visitor
) -> None:
    with app.app_context():
        log_cravings(cast, 2 * FILE_PAGE + 9)
    answer = cora.client.get(make(cora, cast))
    assert answer.is_streamed
    parts = answer.iter_encoded()
    head, first = next(parts), next(parts)
    assert b"Confidential" in head and first.count(b"\r\n") == FILE_PAGE
    with app.test_request_context(method="POST"):
        log_craving(cast, NOW)
        db.session.commit()
        db.session.remove()
    with asked_of(app) as asked:
        assert sum(part.count(b"\r\n") for part in parts) == FILE_PAGE + 9
    assert asked and "BEGIN IMMEDIATE" not in asked
    answer.close()


def test_its_name_says_nothing(cast: Cast, cora: Visitor) -> None:
    answer = cora.get(make(cora, cast))
    assert answer.headers["Content-Disposition"] == "attachment; filename=timeline.csv"
    assert answer.headers["Cache-Control"] == "no-store"
