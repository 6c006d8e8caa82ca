"""What clients said before their sessions, for pages that show many clients at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from companion.core.db import db
from companion.records.attendance.models import Notice


def notices_about(appointments: Mapping[UUID, Any]) -> dict[UUID, Notice]:
    """What each client said about the one appointment named for them, by client: one query for all."""
    wanted = {client_id: appointment.id for client_id, appointment in appointments.items()}
    found = db.session.scalars(
        select(Notice)
        .where(
            Notice.client_id.in_(list(wanted)),
            Notice.appointment_id.in_(set(wanted.values())),
            Notice.withdrawn_at.is_(None),
        )
        .order_by(Notice.told_at, Notice.id)
    )
    return {one.client_id: one for one in found if wanted[one.client_id] == one.appointment_id}
