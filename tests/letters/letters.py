"""Asking, signing and checking in few words."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from werkzeug.test import TestResponse

from companion.core.db import db, new_id
from companion.records.attendance.models import Attendance
from companion.records.attendance.rules import Status
from companion.records.schedule.models import Appointment
from tests.cast import Cast
from tests.schedule.plans import book
from tests.visitor import Visitor

RECIPIENT = "Heron Street Court"
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 18)
# 6 PM in New York on Monday, and on Wednesday so late that it is Thursday in UTC.
MONDAY = datetime.fromisoformat("2026-11-02T23:00:00+00:00")
LATE_WEDNESDAY = datetime.fromisoformat("2026-11-05T03:30:00+00:00")


def attend(cast: Cast, starts_at: datetime, minutes: int, client: UUID | None = None) -> Attendance:
    """Rosa was there for so long."""
    appointment: Appointment = book(cast, starts_at)
    row = Attendance(program_id=cast.program, client_id=client or cast.rosa, appointment_id=appointment.id)
    row.status, row.minutes, row.starts_at, row.counts_on = Status.HERE, minutes, starts_at, starts_at.date()
    row.led_by, row.marked_by, row.marked_at = cast.cora, cast.cora, starts_at + timedelta(hours=2)
    db.session.add(row)
    db.session.flush()
    return row


def send(visitor: Visitor, **form: Any) -> TestResponse:
    usual = {"submission_id": str(new_id()), "kind": "court", "recipient": RECIPIENT}
    usual |= {"first_on": FIRST.isoformat(), "last_on": LAST.isoformat()}
    return visitor.post("/letters/new", **{**usual, **form})


def ask(visitor: Visitor, **form: Any) -> str:
    """The id of the letter that was asked for."""
    answer = send(visitor, **form)
    assert answer.status_code == 303
    return (answer.location or "").rpartition("/")[2]


def desk(cast: Cast, letter_id: str) -> str:
    return f"/caseload/{cast.rosa}/letters/{letter_id}"


def sign(counselor: Visitor, cast: Cast, letter_id: str, **form: Any) -> TestResponse:
    """As the page was read."""
    address = desk(cast, letter_id)
    seen = re.search(r'name="seen" value="(\w+)"', counselor.get(address).text)
    return counselor.post(f"{address}/signature", **{"seen": seen[1] if seen else "", **form})


def code_on(page: str) -> str:
    found = re.search(r"\b\w{4}-\w{4}-\w{4}-\w{4}\b", re.sub(r'"[^"]*"', "", page))
    assert found, "The page holds no code."
    return found[0]
