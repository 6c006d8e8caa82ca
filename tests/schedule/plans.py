"""Planning for the cast, in few words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import event

from companion.accounts.models import Person
from companion.core.db import db
from companion.programs.models import Track
from companion.records.schedule import actions, planning, recurrence
from companion.records.schedule.models import Appointment, Series
from tests.cast import NOW, ZONE, Cast

MONDAY, WEDNESDAY, THURSDAY = 0, 2, 3


def person(person_id: UUID) -> Person:
    return db.session.get_one(Person, person_id)


def plan_group(cast: Cast, **changes: Any) -> Series:
    """The evening group of Cora's: Mondays, Wednesdays and Thursdays at 6 PM, from this week on."""
    values: dict[str, Any] = {
        "facilitator": person(cast.cora),
        "title": "Evening group",
        "rule": recurrence.weekly([MONDAY, WEDNESDAY, THURSDAY]),
        "starts_at": time(18),
        "minutes": 180,
        "zone": ZONE,
        "starts_on": date(2026, 11, 16),
        "until_on": date(2027, 1, 31),
        "place": "Room 2, 12 Main Street",
        "by": person(cast.cora),
        "at": NOW,
    }
    track = changes.pop("track", None) or db.session.get_one(Track, cast.track)
    return planning.create_series(track, **values | changes)


def book(cast: Cast, starts_at: datetime, **changes: Any) -> Appointment:
    """Rosa with Cora, for an hour."""
    values: dict[str, Any] = {
        "facilitator": person(cast.cora),
        "title": "One-on-one session",
        "starts_at": starts_at,
        "minutes": 60,
        "video_link": "https://video.example/room/7",
        "by": person(cast.cora),
        "at": NOW,
    }
    client = changes.pop("client", None) or person(cast.rosa)
    return actions.book(client, **values | changes)


def days_from_now(days: int, hours: int = 0) -> datetime:
    return NOW + timedelta(days=days, hours=hours)


@contextmanager
def counted() -> Iterator[list[str]]:
    """The SELECTs that are made meanwhile."""
    said: list[str] = []

    def hear(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            said.append(statement)

    event.listen(db.engine, "before_cursor_execute", hear)
    try:
        yield said
    finally:
        event.remove(db.engine, "before_cursor_execute", hear)
