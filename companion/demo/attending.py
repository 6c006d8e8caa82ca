"""Who came to the demo's sessions, what was taught there, and who practised it afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from companion.core.db import db, new_id
from companion.demo.content import luck, read
from companion.demo.days import Days
from companion.demo.people import Client
from companion.demo.rows import Rows
from companion.programs import queries as programs
from companion.programs.models import Enrolment
from companion.records.attendance import rules
from companion.records.attendance.models import Attendance, Taught
from companion.records.attendance.rules import Status
from companion.records.schedule.models import Appointment
from companion.records.skills.models import Practice

USUAL = [Status.HERE] * 15 + [Status.LATE] * 2 + [Status.LEFT_EARLY, Status.EXCUSED, Status.ABSENT]
# The demo client's last sessions, the newest first: she came to two of three.
TOLD = (Status.HERE, Status.LATE, Status.EXCUSED)
MINUTES_MISSED = (5, 10, 10, 15, 20, 30)
TAUGHT_WITHIN = timedelta(days=14)
PRACTISES = 0.6


def attend(clients: Sequence[Client], days: Days, rows: Rows) -> None:
    """Marks every session that is over; the rows are inserted with the others."""
    sessions = _sessions(days)
    stays = programs.latest_enrolments([client.person.id for client in clients])
    lessons = _teach(sessions, days)
    by_owner: dict[UUID | None, list[Appointment]] = {}
    for session in sessions:
        by_owner.setdefault(session.track_id or session.client_id, []).append(session)
    for client in clients:
        for session, status in _marked(client, _own(by_owner, stays[client.person.id], days)):
            _mark(client, session, status, rows, days)
            if session.id in lessons and status in rules.CAME:
                _practise(client, lessons[session.id], rows, days)


def _sessions(days: Days) -> list[Appointment]:
    """Those that are over and took place, the newest first."""
    over = (Appointment.ends_at <= days.now, Appointment.cancelled_at.is_(None))
    return list(db.session.scalars(select(Appointment).where(*over).order_by(Appointment.starts_at.desc())))


def _own(sessions: dict[UUID | None, list[Appointment]], stay: Enrolment, days: Days) -> list[Appointment]:
    """The client's alone, and the groups of the track during the stay."""
    groups = sessions.get(stay.track_id, [])
    during = [one for one in groups if stay.started_on <= _day(one, days) <= stay.last_on]
    own = [*sessions.get(stay.client_id, []), *during]
    return sorted(own, key=lambda one: one.starts_at, reverse=True)


def _marked(client: Client, sessions: list[Appointment]) -> list[tuple[Appointment, Status]]:
    rng = luck(f"attendance {client.person.email}")
    statuses = [rng.choice(USUAL) for _ in sessions]
    if client.situation.name == "dana":
        statuses[: len(TOLD)] = TOLD[: len(statuses)]
    return list(zip(sessions, statuses, strict=True))


def _mark(client: Client, session: Appointment, status: Status, rows: Rows, days: Days) -> None:
    rng = luck(f"minutes {client.person.email} {session.starts_at}")
    planned = rules.length(session.starts_at, session.ends_at)
    missed = rules.minutes_missed(status, planned, rng.choice(MINUTES_MISSED))
    rows.add(
        Attendance,
        client.person,
        id=rules.attendance_id(session.id, client.person.id),
        appointment_id=session.id,
        status=status,
        minutes=rules.minutes_attended(status, planned, missed),
        minutes_missed=missed,
        counts_on=_day(session, days),
        starts_at=session.starts_at,
        led_by=session.facilitator_id,
        marked_by=session.facilitator_id,
        marked_at=session.starts_at + timedelta(minutes=missed + 5),
    )


def _teach(sessions: list[Appointment], days: Days) -> dict[UUID, Taught]:
    """One skill in each group of the last days, by session."""
    keys = read("clinic")["taught"]
    groups = [one for one in sessions if one.is_group and one.starts_at > days.now - TAUGHT_WITHIN]
    taught = {one.id: _taught(one, keys[number % len(keys)]) for number, one in enumerate(groups)}
    db.session.add_all(taught.values())
    return taught


def _taught(session: Appointment, key: str) -> Taught:
    row = Taught(program_id=session.program_id, appointment_id=session.id, skill_key=key)
    row.taught_by, row.taught_at = session.facilitator_id, session.ends_at - timedelta(minutes=30)
    return row


def _practise(client: Client, taught: Taught, rows: Rows, days: Days) -> None:
    """Most do, a day later or so. The demo client has not yet, and finds it on her start page."""
    rng = luck(f"practice {client.person.email} {taught.taught_at}")
    at = taught.taught_at + timedelta(hours=rng.randint(2, 40), minutes=rng.randrange(60))
    if client.situation.name == "dana" or rng.random() > PRACTISES or at > days.now:
        return
    how = {"skill_key": taught.skill_key, "skill_version": 1, "before": 5, "after": rng.randint(1, 5)}
    rows.add(Practice, client.person, {"note": ""}, submission_id=new_id(), practiced_at=at, **how)


def _day(session: Appointment, days: Days) -> date:
    return session.starts_at.astimezone(ZoneInfo(days.zone)).date()
