"""One session of a client's, whether it is theirs alone or a group."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import or_, select

from companion.accounts.models import Person
from companion.core.db import one_or_404
from companion.records.schedule.models import Appointment


def session_for(client: Person, appointment_id: UUID) -> Appointment:
    """One that is the client's alone, or a group of their program: whether they were in its track or not."""
    return one_or_404(
        select(Appointment).where(
            Appointment.id == appointment_id,
            Appointment.program_id == client.program_id,
            or_(Appointment.client_id == client.id, Appointment.track_id.is_not(None)),
        )
    )
