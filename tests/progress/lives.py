"""What a client logged, put in the database as a test needs it. Times are those of the wall in New York."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from companion.core.db import db, new_id
from companion.records.cravings.models import Craving
from companion.records.days.models import CheckIn, DayCount
from companion.records.days.rules import Used
from companion.records.skills.models import Practice
from tests.cast import NOW, ZONE, Cast


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE))


def crave(cast: Cast, *times: str, **about: Any) -> None:
    for time in times:
        craving = Craving(program_id=cast.program, client_id=cast.rosa, submission_id=new_id())
        craving.occurred_at = craving.received_at = local(time)
        for name, value in ({"strength": 7} | about).items():
            setattr(craving, name, value)
        db.session.add(craving)
    db.session.commit()


def ride(cast: Cast, key: str, *drops: int, **about: Any) -> None:
    """Cravings of the last days with a skill, each lower by so much after."""
    for number, drop in enumerate(drops):
        on = (NOW - timedelta(days=number)).strftime("%Y-%m-%dT12:00")
        rated = {"strength": 9, "strength_after": 9 - drop, "skill_key": key, "rated_at": local(on)}
        crave(cast, on, **rated | about)


def mark(cast: Cast, first: date, marks: Iterable[Used | None], **count: Any) -> None:
    """One check-in a day from that day on; None leaves the day out."""
    whose = {"program_id": cast.program, "client_id": cast.rosa}
    for number, used in enumerate(marks):
        on = first + timedelta(days=number)
        if used:
            db.session.add(CheckIn(**whose, submission_id=new_id(), day=on, used=used, answered_at=NOW))
    if count:
        db.session.add(DayCount(**whose, changed_at=NOW, **count))
    db.session.commit()


def fill(cast: Cast, number: int) -> None:
    """So many cravings, practices and check-ins, one of each a day, back from yesterday."""
    whose = {"program_id": cast.program, "client_id": cast.rosa}
    moments = [NOW - timedelta(days=ago) for ago in range(1, number + 1)]
    rated = {"skill_key": "halt", "strength": 8, "strength_after": 3}
    rows: list[tuple[Any, list[dict[str, Any]]]] = [
        (Craving, [{"occurred_at": at, "received_at": at, "rated_at": at, **rated} for at in moments]),
        (
            Practice,
            [
                {"skill_key": "pmr", "skill_version": 1, "practiced_at": at, "before": 5, "after": 5}
                for at in moments
            ],
        ),
        (CheckIn, [{"day": at.date(), "used": Used.NO, "answered_at": at} for at in moments]),
    ]
    for model, found in rows:
        db.session.execute(
            insert(model), [{"id": new_id(), "submission_id": new_id(), **whose, **row} for row in found]
        )
    db.session.commit()
