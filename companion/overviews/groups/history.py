"""What marks said before they were corrected or undone, with who and when."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from companion.audit.models import Version
from companion.core.db import db
from companion.records.attendance import rules
from companion.records.attendance.rules import Status


@dataclass(frozen=True)
class Earlier:
    """One earlier mark, and who put something else, or nothing, in its place."""

    status: Status
    minutes_missed: int
    marked_by: UUID
    marked_at: datetime
    replaced_by: UUID
    replaced_at: datetime


def earlier_marks_at(appointment_id: UUID, client_ids: Collection[UUID]) -> dict[UUID, list[Earlier]]:
    """Each client's at this appointment, the oldest first, in one query."""
    ids = [rules.attendance_id(appointment_id, client_id) for client_id in client_ids]
    found = db.session.scalars(
        select(Version)
        .where(Version.client_id.in_(client_ids), Version.subject_id.in_(ids))
        .order_by(Version.number)
    )
    earlier: dict[UUID, list[Earlier]] = {}
    for version in found:
        earlier.setdefault(version.client_id, []).append(_earlier(version))
    return earlier


def _earlier(version: Version) -> Earlier:
    said = json.loads(version.content)
    return Earlier(
        status=Status(said["status"]),
        minutes_missed=said["minutes_missed"],
        marked_by=UUID(said["marked_by"]),
        marked_at=datetime.fromisoformat(said["marked_at"]),
        replaced_by=version.replaced_by,
        replaced_at=version.replaced_at,
    )
