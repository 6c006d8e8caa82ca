"""A client with much to count, made at random but the same each time."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from uuid import uuid4

from companion.core.db import Model, db
from companion.records.attendance.rules import Status
from companion.records.cravings.models import Craving
from companion.records.days.models import CheckIn
from companion.records.days.rules import Used
from companion.records.journal.models import Audience, Entry
from companion.records.skills.models import Pick, Practice
from tests.attendance.marks import group, mark
from tests.cast import NOW, Cast

DAYS = 30
SKILLS = ("urge_surf", "halt", None)


def fill(cast: Cast, seed: int) -> None:
    """Thirty days of groups, cravings, practice, check-ins and entries of every audience."""
    rng = Random(seed)  # noqa: S311  # made-up lives, not secrets
    for day in range(DAYS, 0, -1):
        if rng.random() < 0.4:
            session = group(cast, NOW - timedelta(days=day, hours=rng.randrange(2)))
            mark(cast, session, rng.choice(list(Status)), minutes_missed=10)
        elif rng.random() < 0.3:
            alone = {"track_id": None, "client_id": cast.rosa, "title": "One-to-one"}
            mark(cast, group(cast, NOW - timedelta(days=day), 50, **alone), rng.choice(list(Status)))
        db.session.add_all([*_logged(cast, rng, day), *_day(cast, rng, day)])
    whose = {"program_id": cast.program, "client_id": cast.rosa, "picked_by": cast.cora}
    asked = Pick(**whose, skill_key="urge_surf", times_a_week=3, picked_at=NOW - timedelta(days=DAYS))
    db.session.add(asked)
    db.session.commit()


def _logged(cast: Cast, rng: Random, day: int) -> list[Model]:
    found: list[Model] = []
    whose = {"program_id": cast.program, "client_id": cast.rosa}
    for _ in range(rng.randrange(4)):
        at = NOW - timedelta(days=day, minutes=rng.randrange(1, 1400)) + timedelta(days=1)
        craving = Craving(**whose, submission_id=uuid4(), occurred_at=at, received_at=at)
        craving.strength = rng.choice([None, *range(11)])
        craving.strength_after = rng.choice([None, *range(11)])
        craving.skill_key = rng.choice(SKILLS)
        craving.removed_at = at if rng.random() < 0.1 else None
        found.append(craving)
        practice = Practice(**whose, submission_id=uuid4(), skill_version=1, practiced_at=at)
        practice.skill_key, practice.before, practice.after = rng.choice(SKILLS[:2]), 6, rng.randrange(9)
        found.append(practice)
    return found


def _day(cast: Cast, rng: Random, day: int) -> list[Model]:
    whose = {"program_id": cast.program, "client_id": cast.rosa, "submission_id": uuid4()}
    at = NOW - timedelta(days=day)
    entry = Entry(**whose, audience=rng.choice(list(Audience)), written_at=at)
    entry.shared_at = None if entry.audience == Audience.ME else at
    entry.body = f"{entry.audience} {day}"
    check = CheckIn(**{**whose, "submission_id": uuid4()}, day=at.date(), used=Used.SKIP, answered_at=at)
    check.mood, check.sleep = rng.randrange(5), rng.choice(["under_5", "7_8", None])
    return [entry, check] if rng.random() < 0.7 else [entry]
