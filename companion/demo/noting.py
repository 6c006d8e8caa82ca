"""What the demo counselor wrote down about the demo client: for the record, and for themselves alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from companion.core.db import new_id
from companion.core.keyset import Mark
from companion.demo.content import read
from companion.demo.days import Days
from companion.demo.people import Client
from companion.records.attendance import queries as attendance
from companion.records.attendance.models import Attendance
from companion.records.attendance.rules import CAME
from companion.records.counseling import actions as counseling
from companion.records.notes import actions as notes
from companion.records.notes.actions import Written

SESSIONS = 40
# Written the same evening, and read by the client the next day.
WRITTEN_AFTER, COMMENTED_AFTER = timedelta(hours=4), timedelta(hours=14)


def write_down(client: Client, days: Days) -> None:
    """After sessions that the client came to: in a young clinic there are fewer of them."""
    about = read("noting")
    marks = attendance.attendances_listed(client.person).before(Mark(days.now, new_id()), SESSIONS)
    sessions = [one for one in marks if one.status in CAME and one.starts_at < days.now - WRITTEN_AFTER]
    for one in about["notes"]:
        if one["sessions_ago"] < len(sessions):
            _note(client, sessions[one["sessions_ago"]], one, days)
    at = days.now - timedelta(days=about["counseling"]["days_ago"])
    body = about["counseling"]["body"].strip()
    counseling.write(client.person, submission=new_id(), body=body, by=client.counselor, at=at)


def _note(client: Client, session: Attendance, about: dict[str, Any], days: Days) -> None:
    at = session.starts_at + WRITTEN_AFTER
    is_signed = not about.get("is_draft", False)
    written = Written(about["body"].strip(), session.appointment_id, is_signed)
    note = notes.write(client.person, submission=new_id(), written=written, by=client.counselor, at=at)
    if "comment" in about:
        said_at = min(at + COMMENTED_AFTER, days.now)
        words = about["comment"]
        notes.comment(note, submission=new_id(), words=words, by=client.person, at=said_at)
