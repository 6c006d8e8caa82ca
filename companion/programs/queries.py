"""Finding programs, tracks and stays."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from companion.accounts.models import Person
from companion.core.db import db, one_or_404
from companion.programs import rules
from companion.programs.models import Enrolment, Holiday, Program, StaffedHours, Track


@dataclass(frozen=True)
class NextStaffed:
    """When staff are at work: now, or next; ``period`` is None where that is not known."""

    program: Program
    period: rules.Staffed | None
    is_now: bool


@dataclass(frozen=True)
class WorkWeek:
    """No weekday at all where the program did not say when somebody is at work."""

    zone: str
    weekdays: set[int]
    closed: set[date]


def program(program_id: UUID) -> Program:
    return db.session.get_one(Program, program_id)


def programs() -> list[Program]:
    return list(db.session.scalars(select(Program).order_by(Program.created_at, Program.id)))


def only_program() -> Program | None:
    """The program, where the installation holds one: what a page says before anyone signed in."""
    found = db.session.scalars(select(Program).limit(2)).all()
    return found[0] if len(found) == 1 else None


def program_at(slug: str | None) -> Program | None:
    """The program that a public page is about: the only one, or the one with that public name."""
    if not slug:
        return only_program()
    return db.session.scalar(select(Program).where(Program.slug == slug))


def public_programs() -> list[Program]:
    """Those that chose a public name, to be found by who is no client yet."""
    chosen = select(Program).where(Program.slug.is_not(None))
    return list(db.session.scalars(chosen.order_by(Program.name, Program.id)))


def staffed_hours_of(program_id: UUID) -> list[StaffedHours]:
    """From Monday on."""
    chosen = select(StaffedHours).where(StaffedHours.program_id == program_id)
    return list(db.session.scalars(chosen.order_by(StaffedHours.weekday)))


def next_staffed(program_id: UUID, now: datetime) -> NextStaffed:
    found = program(program_id)
    week = [one.shift for one in staffed_hours_of(program_id)]
    period = rules.next_staffed(week, _closed_days(program_id, now), found.zone, now)
    return NextStaffed(found, period, bool(period and period.is_on(now)))


def work_week(program_id: UUID, since: datetime) -> WorkWeek:
    """On which weekdays somebody is at work, Monday is 0, and the days from then on that are closed."""
    found = program(program_id)
    closed = select(Holiday.day).where(Holiday.program_id == program_id, Holiday.day >= since.date())
    weekdays = {one.weekday for one in staffed_hours_of(program_id)}
    return WorkWeek(found.zone, weekdays, set(db.session.scalars(closed)))


def work_days_since(program_id: UUID, since: datetime, now: datetime) -> int:
    """How many days at work have begun since the day of that moment."""
    closed = select(Holiday.day).where(Holiday.program_id == program_id, Holiday.day >= since.date())
    week = [one.shift for one in staffed_hours_of(program_id)]
    zone = program(program_id).zone
    return rules.work_days(week, set(db.session.scalars(closed)), zone, since, now)


def answer_by(found: Program, now: datetime) -> datetime | None:
    """Until when the program promises to answer who asks for help now; None where its hours are not known.

    A business day is a time at work that begins after the request came.
    """
    week = [one.shift for one in staffed_hours_of(found.id)]
    closed = _closed_days(found.id, now)
    period = rules.staffed_after(week, closed, found.zone, now, found.answer_days)
    return period.until if period else None


def is_empty() -> bool:
    return not db.session.scalar(select(func.count()).select_from(Program))


def tracks_of(program_id: UUID, *, with_retired: bool = False) -> list[Track]:
    chosen = select(Track).where(Track.program_id == program_id).order_by(Track.name)
    if not with_retired:
        chosen = chosen.where(Track.retired_at.is_(None))
    return list(db.session.scalars(chosen))


def track_of(program_id: UUID, track_id: UUID) -> Track:
    return one_or_404(select(Track).where(Track.program_id == program_id, Track.id == track_id))


def count_enrolled(program_id: UUID, today: date) -> int:
    """How many clients are in the program on that day."""
    chosen = select(func.count(Enrolment.client_id.distinct())).where(
        Enrolment.program_id == program_id,
        Enrolment.started_on <= today,
        or_(Enrolment.ended_on.is_(None), Enrolment.ended_on >= today),
    )
    return db.session.scalar(chosen) or 0


def is_use_announced(client: Person) -> bool:
    """Whether this client heard at enrolment that the care team reads of each use, and that still holds.

    A program that begins to say so later does not take the choice from those who are here.
    """
    stay = latest_enrolment(client.id)
    return stay is not None and stay.is_use_told and program(client.program_id).is_use_told


def latest_enrolment(client_id: UUID, on: date | None = None) -> Enrolment | None:
    return latest_enrolments([client_id], on).get(client_id)


def latest_enrolments(client_ids: Collection[UUID], on: date | None = None) -> dict[UUID, Enrolment]:
    """Each client's newest stay, with its track; with ``on``, the newest that has begun by that day.

    A client whose only stay is still to come has that one.
    """
    chosen = select(Enrolment).options(joinedload(Enrolment.track)).order_by(Enrolment.started_on)
    latest: dict[UUID, Enrolment] = {}
    for enrolment in db.session.scalars(chosen.where(Enrolment.client_id.in_(client_ids))):
        before = latest.get(enrolment.client_id)
        if before:
            enrolment.continue_from(before)
        if before is None or on is None or enrolment.started_on <= on:
            latest[enrolment.client_id] = enrolment
    return latest


def enrolment_to_change(client: Person) -> Enrolment | None:
    """The newest stay. Whoever else wants to change where the client is waits until then."""
    db.session.get(Person, client.id, with_for_update={"key_share": True})
    return latest_enrolment(client.id)


def _closed_days(program_id: UUID, now: datetime) -> set[date]:
    since = (now - timedelta(days=2)).date()
    closed = select(Holiday.day).where(Holiday.program_id == program_id, Holiday.day >= since)
    return set(db.session.scalars(closed))
