"""What waits to be practised: the skills of the last session, and what the care team asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from companion.accounts.models import Person
from companion.core.db import db
from companion.records.attendance import rules
from companion.records.attendance.models import Attendance, Taught
from companion.records.schedule import queries as schedule
from companion.records.schedule.models import Appointment
from companion.records.schedule.rules import day_in
from companion.records.skills import queries as practices
from companion.records.skills.library import Skill
from companion.records.skills.shelves import Shelf

WAITS_AT_MOST = timedelta(weeks=2)


@dataclass(frozen=True)
class Lesson:
    """The skills of a session that the client came to and did not practise since."""

    appointment: Appointment
    skills: list[Skill]
    is_today: bool


@dataclass(frozen=True)
class Asked:
    """A skill that the care team asks for, and how often it was practised since Monday."""

    skill: Skill
    done: int
    times: int
    until_on: date | None


def asked_of(client: Person, shelf: Shelf, now: datetime) -> list[Asked]:
    """What was retired since is asked of nobody."""
    found = [(one, shelf.skill(one.pick.skill_key)) for one in practices.asked_of(client, now)]
    return [Asked(skill, one.done, one.pick.times_a_week, one.pick.until_on) for one, skill in found if skill]


def lesson_for(client: Person, shelf: Shelf, now: datetime) -> Lesson | None:
    """Until the client has practised it, or their next group begins."""
    appointment = _last_taught(client, now)
    if appointment is None or _has_group_begun_since(client, appointment, now):
        return None
    waiting = [shelf.skill(key) for key in _not_practised(client, appointment)]
    skills = [skill for skill in waiting if skill]
    today, on = (day_in(client.zone, moment) for moment in (now, appointment.starts_at))
    return Lesson(appointment, skills, today == on) if skills else None


def _last_taught(client: Person, now: datetime) -> Appointment | None:
    return db.session.scalar(
        select(Appointment)
        .join(Attendance, Attendance.appointment_id == Appointment.id)
        .where(
            Attendance.client_id == client.id,
            Attendance.status.in_(rules.CAME),
            Attendance.starts_at >= now - WAITS_AT_MOST,
            select(Taught.id).where(Taught.appointment_id == Appointment.id).exists(),
        )
        .order_by(Appointment.starts_at.desc())
        .limit(1)
    )


def _has_group_begun_since(client: Person, appointment: Appointment, now: datetime) -> bool:
    begun = schedule.appointments_of(client, since=appointment.ends_at, until=now + timedelta(minutes=1))
    return any(one.is_group and not one.cancelled_at and one.starts_at <= now for one in begun)


def _not_practised(client: Person, appointment: Appointment) -> list[str]:
    chosen = select(Taught).where(Taught.appointment_id == appointment.id)
    taught = db.session.scalars(chosen.order_by(Taught.taught_at, Taught.id)).all()
    since = min((one.taught_at for one in taught), default=appointment.starts_at)
    done = [(one.skill_key, one.practiced_at) for one in practices.practices_of(client, since=since)]
    return [
        one.skill_key
        for one in taught
        if not any(key == one.skill_key and at >= one.taught_at for key, at in done)
    ]
