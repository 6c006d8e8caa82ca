"""What a member of staff holds."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from companion.accounts.models import Person
from companion.core.db import db
from companion.records.schedule.models import Appointment


def count_to_come_with(person: Person, now: datetime) -> tuple[int, int]:
    """How many individual sessions and how many groups that person is still to hold, cancelled ones not."""
    chosen = (
        select(func.count(Appointment.client_id), func.count())
        .where(Appointment.program_id == person.program_id, Appointment.facilitator_id == person.id)
        .where(Appointment.ends_at > now, Appointment.cancelled_at.is_(None))
    )
    alone, all_of_them = db.session.execute(chosen).one()
    return alone, all_of_them - alone
