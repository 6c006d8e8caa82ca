"""What a check-in's form sends, and rows of days that were filled in before."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

from companion.core.db import db
from companion.records.days.models import CheckIn
from companion.records.days.rules import Used
from tests.cast import NOW, Cast

# Five in the afternoon in New York: there and in UTC it is the same day.
TODAY = date(2026, 11, 18)


def form(**answers: str) -> dict[str, str]:
    """The four rows answered, on the page of today."""
    usual = {"mood": "3", "sleep": "7_8", "strongest": "4", "used": "no", "note": ""}
    return {"submission_id": str(uuid4()), "day": TODAY.isoformat(), **usual, **answers}


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def fill_in(cast: Cast, *marks: tuple[int, Used], note: str = "") -> None:
    """Rosa's check-ins: how many days ago, and what she answered about use."""
    for days, used in marks:
        row = CheckIn(program_id=cast.program, client_id=cast.rosa, submission_id=uuid4(), day=ago(days))
        row.used, row.answered_at, row.note = used, NOW - timedelta(days=days), note
        db.session.add(row)
    db.session.commit()
