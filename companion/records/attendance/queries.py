"""Finding who came for how long, and what was taught."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import case, func, or_, select

from companion.accounts.models import Person
from companion.core.db import db, newer_than
from companion.core.keyset import Listed
from companion.programs import queries as programs
from companion.programs.models import Enrolment, Program
from companion.records.attendance import rules
from companion.records.attendance.models import Attendance, Notice, Taught
from companion.records.attendance.rules import Clock, Mark, Status


def clock_of(client: Person, now: datetime) -> Clock | None:
    """None without a stay that goes on."""
    return clocks_of([client], now).get(client.id)


def clocks_of(clients: Collection[Person], now: datetime) -> dict[UUID, Clock]:
    """The program clocks of clients of one program. Costs the same for one as for thirty."""
    if not clients:
        return {}
    program = programs.program(next(iter(clients)).program_id)
    today = now.astimezone(ZoneInfo(program.zone)).date()
    stays = programs.latest_enrolments([client.id for client in clients], today)
    present = {whose: stay for whose, stay in stays.items() if not stay.ended_on or stay.ended_on >= today}
    attended = attended_minutes_by_client(present, rules.week_of(today)[0])
    marks = marks_for_misses_by_client(present)
    return {
        whose: _clock(stay, program, attended.get(whose, 0), marks.get(whose, []), today)
        for whose, stay in present.items()
    }


def attended_minutes_by_client(client_ids: Collection[UUID], monday: date) -> dict[UUID, int]:
    """What counts for the week that begins then, make-ups with it. Who has no minutes is not in it."""
    chosen = (
        select(Attendance.client_id, func.sum(Attendance.minutes))
        .where(Attendance.client_id.in_(client_ids), Attendance.counts_on.between(*rules.week_of(monday)))
        .group_by(Attendance.client_id)
    )
    return {whose: int(minutes) for whose, minutes in db.session.execute(chosen)}


def marks_for_misses_by_client(client_ids: Collection[UUID]) -> dict[UUID, list[Mark]]:
    """Absences and make-ups: all that ``rules.misses`` asks for."""
    found = db.session.scalars(
        select(Attendance).where(
            Attendance.client_id.in_(client_ids),
            or_(Attendance.status == Status.ABSENT, Attendance.makes_up_id.is_not(None)),
        )
    )
    marks: dict[UUID, list[Mark]] = {}
    for row in found:
        mark = Mark(row.status, row.counts_on, row.appointment_id, row.makes_up_id)
        marks.setdefault(row.client_id, []).append(mark)
    return marks


def misses_since(since: Mapping[UUID, datetime]) -> dict[UUID, list[Attendance]]:
    """What each client was marked absent from after that moment and did not make up, in one query."""
    is_newer = newer_than(Attendance.client_id, Attendance.marked_at, since)
    found: dict[UUID, list[Attendance]] = {}
    for row in db.session.scalars(select(Attendance).where(is_newer)):
        found.setdefault(row.client_id, []).append(row)
    return {whose: rules.not_made_up(rows) for whose, rows in found.items()}


def attendances_of(client: Person, monday: date) -> list[Attendance]:
    """What counts for the week that begins then, in the order in which it took place."""
    chosen = select(Attendance).where(
        Attendance.client_id == client.id, Attendance.counts_on.between(*rules.week_of(monday))
    )
    return list(db.session.scalars(chosen.order_by(Attendance.starts_at)))


def attendances_at(appointment_id: UUID) -> dict[UUID, Attendance]:
    """Everyone's mark, by client."""
    found = db.session.scalars(select(Attendance).where(Attendance.appointment_id == appointment_id))
    return {row.client_id: row for row in found}


def attendance_of(client_id: UUID, appointment_id: UUID) -> Attendance | None:
    """To be changed: whoever else wants to change it waits until then."""
    return db.session.scalar(
        select(Attendance)
        .where(Attendance.client_id == client_id, Attendance.appointment_id == appointment_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def last_attended_by_client(client_ids: Collection[UUID], counselor: Person) -> dict[UUID, datetime | None]:
    """When the newest session with that counselor began that the client came to.

    None for one who was marked but never came; who was never marked is not in it.
    """
    began = case((Attendance.status.in_(rules.CAME), Attendance.starts_at))
    chosen = (
        select(Attendance.client_id, func.max(began))
        .where(Attendance.client_id.in_(client_ids), Attendance.led_by == counselor.id)
        .group_by(Attendance.client_id)
    )
    return dict(db.session.execute(chosen).all())


def attended_days_of(client: Person, first_on: date, last_on: date) -> list[tuple[date, int]]:
    """The days in the program's zone on which the client came, and for how many minutes.

    A letter says on which day somebody was there: for a make-up that is its own day.
    """
    zone = ZoneInfo(programs.program(client.program_id).zone)
    since = datetime.combine(first_on, time.min, zone).astimezone(UTC)
    until = datetime.combine(last_on + timedelta(days=1), time.min, zone).astimezone(UTC)
    chosen = select(Attendance.starts_at, Attendance.minutes).where(
        Attendance.client_id == client.id,
        Attendance.starts_at >= since,
        Attendance.starts_at < until,
        Attendance.minutes > 0,
    )
    days: dict[date, int] = {}
    for starts_at, minutes in db.session.execute(chosen.order_by(Attendance.starts_at)):
        day = starts_at.astimezone(zone).date()
        days[day] = days.get(day, 0) + minutes
    return list(days.items())


def taught_at(appointment_id: UUID) -> list[Taught]:
    """In the order in which it was tapped."""
    chosen = select(Taught).where(Taught.appointment_id == appointment_id)
    return list(db.session.scalars(chosen.order_by(Taught.taught_at, Taught.id)))


def notices_at(appointment_id: UUID) -> dict[UUID, Notice]:
    """The newest that each client said about it and did not take back."""
    chosen = select(Notice).where(Notice.appointment_id == appointment_id, Notice.withdrawn_at.is_(None))
    return {notice.client_id: notice for notice in db.session.scalars(chosen.order_by(Notice.told_at))}


def _clock(stay: Enrolment, program: Program, attended: int, marks: list[Mark], today: date) -> Clock:
    return rules.clock(
        attended_minutes=attended,
        required_minutes=stay.required_minutes_per_week,
        marks=marks,
        started_on=stay.began_on,
        steps_down_on=stay.planned_end_on,
        week=stay.week_on(today),
        allowed_misses=program.allowed_misses,
        misses_weeks=program.misses_weeks,
        today=today,
    )


def notice_sent_as(client: Person, submission_id: UUID) -> Notice | None:
    return db.session.scalar(
        select(Notice).where(Notice.client_id == client.id, Notice.submission_id == submission_id)
    )


def notices_said(client: Person, appointment_id: UUID) -> list[Notice]:
    """What the client said about it and did not take back."""
    chosen = select(Notice).where(
        Notice.client_id == client.id,
        Notice.appointment_id == appointment_id,
        Notice.withdrawn_at.is_(None),
    )
    return list(db.session.scalars(chosen.order_by(Notice.told_at)))


def notices_of(client: Person, appointment_ids: Collection[UUID]) -> dict[UUID, Notice]:
    """The newest that the client said about each of these and did not take back."""
    chosen = select(Notice).where(
        Notice.client_id == client.id,
        Notice.appointment_id.in_(appointment_ids),
        Notice.withdrawn_at.is_(None),
    )
    return {notice.appointment_id: notice for notice in db.session.scalars(chosen.order_by(Notice.told_at))}


def attendances_listed(client: Person) -> Listed[Attendance]:
    """By when the session began; among those of one moment by the appointment's id, like appointments."""
    own = (Attendance.client_id == client.id,)
    return Listed(Attendance, Attendance.starts_at, Attendance.appointment_id, own)


def notices_listed(client: Person) -> Listed[Notice]:
    """What the client said before sessions and did not take back, by when they said it."""
    said = (Notice.client_id == client.id, Notice.withdrawn_at.is_(None))
    return Listed(Notice, Notice.told_at, Notice.id, said)
