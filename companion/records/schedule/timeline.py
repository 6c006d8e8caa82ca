"""The sessions that a client had, to page through: newest first, cancelled ones too."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from companion.accounts.models import Person
from companion.core.db import db
from companion.core.keyset import Listed
from companion.records.schedule.models import Appointment
from companion.records.schedule.queries import stays_of


def sessions_listed(client: Person, now: datetime) -> list[Listed[Appointment]]:
    """Of those that have begun: the client's own, and those of each track while they stayed in it.

    One list for each, because each has an index of its own to be read along.
    """
    stays = [
        _begun(
            now,
            Appointment.track_id == track_id,
            Appointment.starts_at >= opens,
            Appointment.starts_at < closes,
        )
        for _client_id, track_id, opens, closes in stays_of([client.id])
    ]
    return [_begun(now, Appointment.client_id == client.id), *stays]


def appointments_by_id(program_id: UUID, ids: Collection[UUID]) -> dict[UUID, Appointment]:
    """Those that another row of a client's names."""
    if not ids:
        return {}
    chosen = select(Appointment).options(joinedload(Appointment.facilitator))
    found = db.session.scalars(chosen.where(Appointment.program_id == program_id, Appointment.id.in_(ids)))
    return {one.id: one for one in found}


def _begun(now: datetime, *conditions: ColumnElement[bool]) -> Listed[Appointment]:
    begun = (*conditions, Appointment.starts_at <= now)
    about = (joinedload(Appointment.facilitator), joinedload(Appointment.holiday))
    return Listed(Appointment, Appointment.starts_at, Appointment.id, begun, about)
