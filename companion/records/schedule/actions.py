"""Planning groups and appointments, ending and cancelling them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.core.errors import Refusal
from companion.core.words import _
from companion.programs.models import Track
from companion.records.schedule import queries, rules
from companion.records.schedule.models import Appointment, Series


class AlreadyBegun(Refusal):
    """What took place cannot be cancelled any more."""


def create_series(
    track: Track,
    *,
    facilitator: Person,
    title: str,
    weekdays: Collection[int],
    starts_at: time,
    minutes: int,
    zone: str,
    starts_on: date,
    until_on: date,
    place: str = "",
    video_link: str = "",
    by: Person,
    at: datetime,
) -> Series:
    """A weekly group with all its appointments. Sent twice, it is the same group."""
    series = Series(
        program_id=track.program_id,
        track_id=track.id,
        facilitator_id=facilitator.id,
        title=title,
        weekdays=",".join(str(day) for day in sorted(set(weekdays))),
        starts_at=starts_at,
        minutes=minutes,
        zone=zone,
        starts_on=starts_on,
        until_on=until_on,
        place=place,
        video_link=video_link,
        created_by=by.id,
        created_at=at,
    )
    twin = queries.series_like(series)
    return twin or _plan(series)


def end_series(series: Series, *, until_on: date, by: Person, at: datetime) -> None:
    """The group meets on that day for the last time. What has begun stays, whatever the day."""
    over = rules.whole_days(until_on, until_on, series.zone)[1]
    removed = queries.appointments_to_come(series, max(over, at))
    for appointment in removed:
        db.session.delete(appointment)
    # The database keeps the last day behind the first, also where not even the first is left.
    series.until_on = min(series.until_on, max(until_on, series.starts_on))
    trail.note(
        "series:ended",
        program_id=series.program_id,
        at=at,
        by_id=by.id,
        subject_id=series.id,
        count=len(removed),
    )


def book(
    client: Person,
    *,
    facilitator: Person,
    title: str,
    starts_at: datetime,
    minutes: int,
    place: str = "",
    video_link: str = "",
    by: Person,
    at: datetime,
) -> Appointment:
    """An appointment for the client alone. Sent twice, it is the same appointment."""
    appointment = Appointment(
        program_id=client.program_id,
        client_id=client.id,
        facilitator_id=facilitator.id,
        title=title,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        place=place,
        video_link=video_link,
        created_by=by.id,
        created_at=at,
    )
    twin = queries.appointment_like(appointment)
    if twin:
        return twin
    db.session.add(appointment)
    db.session.flush()
    _note("appointment:booked", appointment, by, at)
    return appointment


def cancel(appointment: Appointment, *, by: Person, at: datetime) -> None:
    """It stays in the schedule, marked as cancelled, so that nobody comes for nothing."""
    if appointment.cancelled_at:
        return
    if appointment.starts_at <= at:
        raise AlreadyBegun(_("This appointment has begun, so it can no longer be cancelled."))
    appointment.cancelled_at = at
    _note("appointment:cancelled", appointment, by, at)


def _plan(series: Series) -> Series:
    db.session.add(series)
    db.session.flush()
    met = rules.occurrences(series.days, series.starts_at, series.zone, series.starts_on, series.until_on)
    db.session.add_all(_appointment_of(series, starts_at) for starts_at in met)
    trail.note(
        "series:created",
        program_id=series.program_id,
        at=series.created_at,
        by_id=series.created_by,
        subject_id=series.id,
        count=len(met),
    )
    return series


def _appointment_of(series: Series, starts_at: datetime) -> Appointment:
    return Appointment(
        program_id=series.program_id,
        series_id=series.id,
        track_id=series.track_id,
        facilitator_id=series.facilitator_id,
        title=series.title,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=series.minutes),
        place=series.place,
        video_link=series.video_link,
        created_by=series.created_by,
        created_at=series.created_at,
    )


def _note(action: str, appointment: Appointment, by: Person, at: datetime) -> None:
    trail.note(
        action,
        program_id=appointment.program_id,
        at=at,
        by_id=by.id,
        client_id=appointment.client_id,
        subject_id=appointment.id,
    )
