"""Finding the session that a client speaks of."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from flask import abort
from sqlalchemy import select

from companion.accounts.models import Person
from companion.core.db import one_or_404
from companion.records.schedule import queries as schedule
from companion.records.schedule.models import Appointment

A_MOMENT = timedelta(microseconds=1)


def session_of(client: Person, appointment_id: UUID) -> Appointment:
    """The client's own, or a group of their track during their stay. Any other: 404."""
    named = one_or_404(
        select(Appointment).where(
            Appointment.program_id == client.program_id, Appointment.id == appointment_id
        )
    )
    since, until = named.starts_at, named.starts_at + A_MOMENT
    theirs = schedule.appointments_of(client, since=since, until=until)
    return named if named in theirs else abort(404)
