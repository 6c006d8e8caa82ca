"""Finding what a program has planned: its series, who and which room is taken when, holidays, changes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from flask import abort
from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from companion.accounts.models import Person
from companion.core.db import db, one_or_404
from companion.programs.models import Track
from companion.records.schedule import rules
from companion.records.schedule.models import Appointment, Change, Holiday, Seen, Series
from companion.records.schedule.rules import Differences, Occurrence

Span = tuple[datetime, datetime]


def group_in(program_id: UUID, appointment_id: UUID) -> Appointment:
    """A group session of the program, for those who plan it. An individual one is its client's: 404."""
    return one_or_404(
        select(Appointment)
        .options(joinedload(Appointment.track), joinedload(Appointment.facilitator))
        .where(
            Appointment.program_id == program_id,
            Appointment.track_id.is_not(None),
            Appointment.id == appointment_id,
        )
    )


def repeating_group_in(program_id: UUID, appointment_id: UUID) -> Appointment:
    """One of a series: only after such a one can later ones be changed."""
    group = group_in(program_id, appointment_id)
    if group.series_id is None:
        abort(404)
    return group


def series_behind(appointment: Appointment) -> Series:
    return db.session.get_one(Series, appointment.series_id)


def appointments_from(first: Appointment) -> list[Appointment]:
    """It and all that its series puts after it."""
    return [one for one in appointments_in(series_behind(first)) if one.meets_from(first)]


def appointments_in(series: Series) -> list[Appointment]:
    """All of the series, in the order in which its rule puts them."""
    chosen = select(Appointment).where(Appointment.series_id == series.id)
    return list(db.session.scalars(chosen.order_by(Appointment.planned_at)))


def series_by_source(program_id: UUID, source_keys: Collection[str]) -> dict[str, Series]:
    """The series that were read from a calendar file, by the key of their event."""
    found = db.session.scalars(
        select(Series).where(Series.program_id == program_id, Series.source_key.in_(source_keys))
    )
    return {str(series.source_key): series for series in found}


def series_running(track: Track, since: date) -> list[Series]:
    """The groups of a track that meet on that day or later."""
    mine = Series.program_id == track.program_id, Series.track_id == track.id
    return list(db.session.scalars(select(Series).where(*mine, Series.until_on >= since)))


def differences(series: Series, wanted: Sequence[Occurrence], now: datetime) -> Differences:
    """What ``replan`` would do, without doing it."""
    return rules.differences(
        [appointment.as_occurrence() for appointment in appointments_in(series)],
        wanted,
        closed={holiday.day for holiday in holidays_of(series.program_id)},
        zone=series.zone,
        now=now,
    )


def clashing(
    program_id: UUID,
    spans: Sequence[Span],
    *,
    facilitator_id: UUID,
    place: str,
    ignoring: Collection[UUID] = (),
) -> list[Appointment]:
    """What the facilitator, or the room that ``place`` names, is taken for in any of those times.

    The spans are in order. One query, whatever their number.
    """
    if not spans:
        return []
    taken = [Appointment.facilitator_id == facilitator_id]
    if place:
        taken.append(func.lower(Appointment.place) == place.lower())
    found = db.session.scalars(
        select(Appointment)
        .options(joinedload(Appointment.facilitator))
        .where(
            Appointment.program_id == program_id,
            Appointment.cancelled_at.is_(None),
            Appointment.starts_at < spans[-1][1],
            Appointment.starts_at > spans[0][0] - rules.LONGEST,
            or_(*taken),
            Appointment.id.not_in(ignoring),
        )
        .order_by(Appointment.starts_at, Appointment.id)
    )
    return [one for one in found if rules.overlaps(spans, one.starts_at, one.ends_at)]


def holidays_of(program_id: UUID, *, since: date = date.min) -> list[Holiday]:
    chosen = select(Holiday).where(Holiday.program_id == program_id, Holiday.day >= since)
    return list(db.session.scalars(chosen.order_by(Holiday.day)))


def holiday_in(program_id: UUID, holiday_id: UUID) -> Holiday:
    return one_or_404(select(Holiday).where(Holiday.program_id == program_id, Holiday.id == holiday_id))


def holiday_on(program_id: UUID, day: date) -> Holiday | None:
    chosen = select(Holiday).where(Holiday.program_id == program_id, Holiday.day == day)
    return db.session.scalar(chosen)


def groups_on(program_id: UUID, day: date, zone: str) -> list[Appointment]:
    """The group sessions that begin on that day."""
    opens, closes = rules.whole_days(day, day, zone)
    return list(
        db.session.scalars(
            select(Appointment).where(
                Appointment.program_id == program_id,
                Appointment.track_id.is_not(None),
                Appointment.starts_at >= opens,
                Appointment.starts_at < closes,
            )
        )
    )


def groups_closed_by(holiday: Holiday) -> list[Appointment]:
    return list(
        db.session.scalars(
            select(Appointment).where(
                Appointment.program_id == holiday.program_id, Appointment.holiday_id == holiday.id
            )
        )
    )


def seen_until(client: Person) -> datetime:
    """Until when the client has seen their schedule's changes; at first, since they have an account."""
    row = db.session.get(Seen, client.id)
    return row.seen_until if row else client.created_at


def first_changes_since(appointment_ids: Collection[UUID], since: datetime) -> dict[UUID, Change]:
    """What each of these appointments was before the first change after that moment."""
    found = db.session.scalars(
        select(Change)
        .where(Change.appointment_id.in_(appointment_ids), Change.at > since)
        .order_by(Change.at.desc(), Change.id.desc())
    )
    return {change.appointment_id: change for change in found}


def history_of(appointment: Appointment) -> list[Change]:
    """What it was before each change, with who changed it."""
    return list(
        db.session.scalars(
            select(Change)
            .options(selectinload(Change.by), selectinload(Change.facilitator))
            .where(Change.appointment_id == appointment.id)
            .order_by(Change.at, Change.id)
        )
    )


def week_from(monday: date, zone: str) -> Span:
    return rules.whole_days(monday, monday + timedelta(days=rules.SUNDAY), zone)
