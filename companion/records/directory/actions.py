"""Listing other places, and taking a state's off the list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.programs.models import Program
from companion.records.directory.models import ReferralPlace


def bring(
    program: Program, place: ReferralPlace | None, identity: str, values: Mapping[str, str], *, at: datetime
) -> None:
    """Add a place, or change the one that is there to what the values say."""
    if place is None:
        place = ReferralPlace(program_id=program.id, identity=identity)
        db.session.add(place)
    for name, value in values.items():
        setattr(place, name, value)
    place.brought_at = at


def remove_state(program: Program, state: str, *, by: Person, at: datetime) -> None:
    """All places of a state at once: they came from a file, and can come from it again."""
    chosen = delete(ReferralPlace).where(ReferralPlace.program_id == program.id, ReferralPlace.state == state)
    gone = db.session.scalars(chosen.returning(ReferralPlace.id)).all()
    if gone:
        was = {"state": state, "places": len(gone)}
        now = {"state": state, "places": 0}
        trail.note("directory:removed", program_id=program.id, at=at, by_id=by.id, before=was, after=now)
