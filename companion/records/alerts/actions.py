"""Opening a safety alert."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from companion.accounts.models import Person
from companion.audit.models import Event
from companion.core.db import db
from companion.records.alerts.models import ACTION, SafetyAlert
from companion.records.alerts.rules import Source


def open_alert(client: Person, *, source: Source, subject_id: UUID, at: datetime) -> SafetyAlert:
    """One alert for one subject, however often it is opened."""
    chosen = select(SafetyAlert).where(
        SafetyAlert.client_id == client.id, SafetyAlert.subject_id == subject_id
    )
    if db.session.scalar(chosen) is None:
        event = Event(action=ACTION, program_id=client.program_id, at=at, by_id=client.id)
        event.client_id, event.subject_id, event.facts = client.id, subject_id, {"source": source.value}
        db.session.add(event)
        db.session.flush()
    return db.session.scalars(chosen).one()
