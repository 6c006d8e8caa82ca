"""A client who wants reminders, and a worker that looks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from uuid import UUID

from companion.accounts.models import Person
from companion.core.db import db
from companion.overviews.reminding import jobs
from companion.records.reminders import actions
from companion.records.reminders.rules import Kind, Level, Way
from tests.cast import NOW

SUBSCRIPTION = '{"endpoint": "https://fcm.googleapis.com/fcm/send/x", "keys": {"p256dh": "p", "auth": "a"}}'
ADDRESSES = {Way.EMAIL: "rosa@test.example", Way.SMS: "+15550100142"}


def wants(
    client_id: UUID,
    chosen: Iterable[tuple[Kind, Way]],
    *,
    level: Level = Level.PLAIN,
    leads: tuple[int, ...] = (120,),
    check_in_at: time = time(16),
) -> None:
    """With the consent to each of the ways. Commits."""
    client, chosen = db.session.get_one(Person, client_id), list(chosen)
    for way in {way for _, way in chosen}:
        row, _code = actions.agree(client, way, words="yes", address=ADDRESSES.get(way), at=NOW)
        row.confirmed_at = NOW
        if way == Way.PUSH:
            actions.subscribe(client, SUBSCRIPTION, browser="", at=NOW)
    actions.choose(client, chosen, leads=leads, check_in_at=check_in_at, level=level, at=NOW)
    db.session.commit()


def look(now: datetime) -> None:
    while jobs.remind_next(now):
        db.session.commit()
    db.session.commit()
