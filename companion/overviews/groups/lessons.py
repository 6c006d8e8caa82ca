"""What the group was taught last time, and how many of those who came practised it since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import and_, func, select

from companion.core.db import db
from companion.records.attendance import rules
from companion.records.attendance.models import Attendance, Taught
from companion.records.schedule.models import Appointment
from companion.records.skills.models import Practice

LAST_TIME_WITHIN = timedelta(weeks=2)


@dataclass(frozen=True)
class Lesson:
    """A skill that was taught, in which words of it, and by how many it was ``practised`` since."""

    skill_key: str
    skill_version: int | None
    practised: int


@dataclass(frozen=True)
class LastTime:
    """``lessons`` say how many of those who came practised each skill since, and never who."""

    appointment: Appointment
    came: int
    lessons: list[Lesson]


def last_time(appointment: Appointment) -> LastTime | None:
    """The newest earlier session of the track in which a skill was taught, if that is not long ago."""
    earlier = db.session.scalar(
        select(Appointment)
        .where(
            Appointment.track_id == appointment.track_id,
            Appointment.starts_at < appointment.starts_at,
            Appointment.starts_at >= appointment.starts_at - LAST_TIME_WITHIN,
            Appointment.cancelled_at.is_(None),
            select(Taught.id).where(Taught.appointment_id == Appointment.id).exists(),
        )
        .order_by(Appointment.starts_at.desc())
        .limit(1)
    )
    return LastTime(earlier, _count_came(earlier.id), _lessons(earlier.id)) if earlier else None


def _count_came(appointment_id: UUID) -> int:
    came = select(func.count()).where(
        Attendance.appointment_id == appointment_id, Attendance.status.in_(rules.CAME)
    )
    return db.session.scalar(came) or 0


def _lessons(appointment_id: UUID) -> list[Lesson]:
    """Of those who came, how many practised each skill after it was taught. Counted, never named."""
    came = select(Attendance.client_id).where(
        Attendance.appointment_id == appointment_id, Attendance.status.in_(rules.CAME)
    )
    practised_since = and_(
        Practice.client_id.in_(came),
        Practice.skill_key == Taught.skill_key,
        Practice.practiced_at >= Taught.taught_at,
    )
    chosen = (
        select(Taught.skill_key, Taught.skill_version, func.count(Practice.client_id.distinct()))
        .outerjoin(Practice, practised_since)
        .where(Taught.appointment_id == appointment_id)
        .group_by(Taught.skill_key, Taught.skill_version)
    )
    return [Lesson(*row) for row in db.session.execute(chosen)]
