"""Things of Rosa's that a timeline can show, made by the records' own actions."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from companion.accounts.models import Person
from companion.core.db import db
from companion.records.cravings import actions as cravings
from companion.records.cravings.models import Craving
from companion.records.journal import actions as journal
from companion.records.journal.models import Audience, Entry
from tests.cast import NOW, Cast


def person(who: object) -> Person:
    return db.session.get_one(Person, who)


def log_craving(
    cast: Cast, at: datetime, *, strength: int = 6, after: int | None = None, note: str = ""
) -> Craving:
    rosa = person(cast.rosa)
    craving = cravings.log(rosa, submission=uuid4(), strength=strength, occurred_at=at, at=at)
    if after is not None:
        cravings.rate(craving, after=after, skill_key=None, by=rosa, at=at + timedelta(minutes=20))
    craving.note = note
    return craving


def log_cravings(cast: Cast, count: int, *, every: timedelta = timedelta(hours=7)) -> None:
    """The newest an hour ago, alone; the others in pairs of one moment, so that an even page splits one."""
    for number in range(count):
        log_craving(cast, NOW - timedelta(hours=1) - every * ((number + 1) // 2), note=f"number {number}")
    db.session.commit()


def write_entry(cast: Cast, body: str, audience: Audience, at: datetime = NOW) -> Entry:
    entry = journal.write(person(cast.rosa), submission=uuid4(), body=body, audience=audience, at=at)
    db.session.commit()
    return entry
