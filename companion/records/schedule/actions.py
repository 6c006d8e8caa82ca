"""Booking appointments; changing, cancelling and restoring them; holidays. Each change keeps what was."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.core.errors import Refusal
from companion.core.words import _
from companion.records.schedule import plans, queries
from companion.records.schedule.models import Appointment, Change, Holiday, Seen

CHANGEABLE = ("title", "starts_at", "ends_at", "place", "video_link", "facilitator_id")


class AlreadyBegun(Refusal):
    """What took place cannot be changed or cancelled any more."""


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


def change(appointment: Appointment, values: Mapping[str, Any], *, by: Person, at: datetime) -> bool:
    """Another time, place or person: any of ``CHANGEABLE``. Says whether anything is different now."""
    fields = sorted(name for name, value in values.items() if getattr(appointment, name) != value)
    if not fields:
        return False
    _keep(appointment, by, at)
    for name in fields:
        setattr(appointment, name, values[name])
    # The facilitator was loaded with the appointment and would still be the old one.
    db.session.flush()
    db.session.expire(appointment, ["facilitator"])
    _note("appointment:changed", appointment, by, at, fields=fields)
    return True


def cancel(appointment: Appointment, *, by: Person, at: datetime, holiday: Holiday | None = None) -> None:
    """It stays in the schedule, marked as cancelled, so that nobody comes for nothing."""
    if appointment.cancelled_at:
        return
    _keep(appointment, by, at)
    appointment.cancelled_at, appointment.holiday = at, holiday
    _note("appointment:cancelled", appointment, by, at)


def restore(appointment: Appointment, *, by: Person, at: datetime) -> None:
    """It takes place after all."""
    if appointment.cancelled_at is None:
        return
    _keep(appointment, by, at)
    appointment.cancelled_at = appointment.holiday = None
    _note("appointment:restored", appointment, by, at)


def add_holiday(program_id: UUID, day: date, name: str, *, zone: str, by: Person, at: datetime) -> Holiday:
    """Groups that were planned for the day are cancelled for it. The same day again only gets the name."""
    found = plans.holiday_on(program_id, day)
    if found:
        _rename(found, name, by, at)
        return found
    holiday = Holiday(program_id=program_id, day=day, name=name, created_by=by.id, created_at=at)
    db.session.add(holiday)
    db.session.flush()
    closed = [group for group in plans.groups_on(program_id, day, zone) if group.starts_at > at]
    for group in closed:
        cancel(group, by=by, at=at, holiday=holiday)
    _note_holiday("holiday:added", holiday, by, at, count=len(closed), after=_said(holiday))
    return holiday


def _rename(holiday: Holiday, name: str, by: Person, at: datetime) -> None:
    before = _said(holiday)
    holiday.name = name
    if before != _said(holiday):
        _note_holiday("holiday:renamed", holiday, by, at, before=before, after=_said(holiday))


def remove_holiday(holiday: Holiday, *, by: Person, at: datetime) -> None:
    """The groups that it closed, and that are still to come, take place after all."""
    closed = plans.groups_closed_by(holiday)
    for group in closed:
        if group.starts_at > at:
            restore(group, by=by, at=at)
        group.holiday = None
    db.session.flush()
    db.session.delete(holiday)
    _note_holiday("holiday:removed", holiday, by, at, count=len(closed), before=_said(holiday))


def see_changes(client: Person, *, until: datetime) -> None:
    """The client has seen all that changed until then. It never goes back."""
    row = db.session.get(Seen, client.id)
    if row is None:
        db.session.add(Seen(client_id=client.id, program_id=client.program_id, seen_until=until))
    else:
        row.seen_until = max(row.seen_until, until)


def _keep(appointment: Appointment, by: Person, at: datetime) -> None:
    """What it is before the change. Raises ``AlreadyBegun``."""
    if appointment.starts_at <= at:
        raise AlreadyBegun(_("This session has begun, so it can no longer be changed."))
    kept = {name: getattr(appointment, name) for name in CHANGEABLE}
    db.session.add(
        Change(
            program_id=appointment.program_id,
            appointment_id=appointment.id,
            at=at,
            by_id=by.id,
            was_cancelled=appointment.cancelled_at is not None,
            **kept,
        )
    )
    appointment.sequence += 1
    appointment.changed_at = at


def _note(action: str, appointment: Appointment, by: Person, at: datetime, **facts: Any) -> None:
    trail.note(
        action,
        program_id=appointment.program_id,
        at=at,
        by_id=by.id,
        client_id=appointment.client_id,
        subject_id=appointment.id,
        **facts,
    )


def _said(holiday: Holiday) -> dict[str, str]:
    return {"day": holiday.day.isoformat(), "name": holiday.name}


def _note_holiday(action: str, holiday: Holiday, by: Person, at: datetime, **facts: Any) -> None:
    trail.note(action, program_id=holiday.program_id, at=at, by_id=by.id, subject_id=holiday.id, **facts)
