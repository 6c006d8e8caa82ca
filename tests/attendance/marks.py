"""Sessions and marks of the cast, in few words."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from companion.core.db import db
from companion.records.attendance import actions
from companion.records.attendance.models import Attendance
from companion.records.attendance.rules import Status
from companion.records.schedule.models import Appointment
from tests.cast import NOW, Cast
from tests.schedule.plans import person

SIX_PM = NOW + timedelta(hours=1)


def group(cast: Cast, starts_at: datetime = SIX_PM, minutes: int = 180, **changes: Any) -> Appointment:
    values = {
        "program_id": cast.program,
        "track_id": cast.track,
        "facilitator_id": cast.cora,
        "title": "Evening group",
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(minutes=minutes),
        "created_by": cast.cora,
        "created_at": NOW,
    }
    appointment = Appointment(**values | changes)
    db.session.add(appointment)
    db.session.flush()
    return appointment


def mark(cast: Cast, appointment: Appointment, status: Status, **how: Any) -> Attendance:
    how = {"by": person(cast.cora), "at": appointment.starts_at + timedelta(minutes=10), **how}
    return actions.mark(appointment, how.pop("client", None) or person(cast.rosa), status, **how)
