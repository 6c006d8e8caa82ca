"""A step on Rosa's path with a line for her, and the phases of her track."""

from __future__ import annotations

from uuid import UUID, uuid4

from companion.accounts.models import Person
from companion.core.db import db
from companion.programs.models import Track
from companion.programs.path import actions, queries
from companion.programs.path.actions import Step
from companion.programs.path.rules import Kind, Level
from tests.cast import NOW, Cast


def path_rows(cast: Cast, canary: str) -> dict[str, UUID]:
    cora, rosa = db.session.get_one(Person, cast.cora), db.session.get_one(Person, cast.rosa)
    track = db.session.get_one(Track, cast.track)
    actions.name_phases(track, ["Beginning", "Step-down"], by=cora, at=NOW)
    phase = queries.phases_of(track)[0]
    step = Step(kind=Kind.STEPPED_DOWN, on=NOW.date(), level=Level.OUTPATIENT, phase=phase, note=canary)
    actions.take(rosa, step, submission=uuid4(), by=cora, at=NOW)
    return {}
