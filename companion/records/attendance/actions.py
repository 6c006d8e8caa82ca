"""Taking attendance and saying what was taught; saying before that one comes late or cannot come."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.core.errors import Refusal
from companion.core.words import _
from companion.programs import queries as programs
from companion.records.attendance import queries, rules
from companion.records.attendance.models import Attendance, Notice, NoticeKind, Taught
from companion.records.attendance.rules import Status

KEPT = ("status", "minutes", "minutes_missed", "makes_up_id", "counts_on", "marked_by", "marked_at")


class NotHeld(Refusal):
    """The appointment was cancelled: nobody can have been there."""


class TooEarly(Refusal):
    """Attendance is taken from half an hour before the start on."""


def mark(
    appointment: Any,
    client: Person,
    status: Status,
    *,
    minutes_missed: int = 0,
    makes_up: Any = None,
    by: Person,
    at: datetime,
) -> Attendance:
    """Takes the client's attendance or corrects it. The same again changes nothing.

    ``makes_up`` is the missed appointment whose week it counts for; a correction keeps it. Two who mark
    the same client at once meet in the unique constraint: the second one's request comes again, and
    finds what the first has made. Raises NotHeld, TooEarly.
    """
    refuse_when_closed(appointment, at)
    planned = rules.length(appointment.starts_at, appointment.ends_at)
    values = {
        "status": status,
        "minutes": rules.minutes_attended(status, planned, minutes_missed),
        "minutes_missed": rules.minutes_missed(status, planned, minutes_missed),
    }
    row = queries.attendance_of(client.id, appointment.id)
    if row is None:
        row = _new_attendance(appointment, client, makes_up or appointment)
        row.makes_up_id = makes_up.id if makes_up else None
        _write(row, values, by, at)
        db.session.add(row)
        db.session.flush()
        _note("attendance:marked", row, by, at, status=status)
    elif any(getattr(row, name) != value for name, value in values.items()):
        trail.keep_version(row, KEPT, by_id=by.id, at=at)
        _write(row, values, by, at)
        _note("attendance:corrected", row, by, at, status=status)
    return row


def clear(attendance: Attendance, *, by: Person, at: datetime) -> None:
    """Takes a slip of the finger back. What it said stays in the history of this client's marks."""
    row = queries.attendance_of(attendance.client_id, attendance.appointment_id)
    if row:
        trail.keep_version(row, KEPT, by_id=by.id, at=at)
        _note("attendance:cleared", row, by, at, status=row.status)
        db.session.delete(row)
        db.session.flush()


def teach(
    appointment: Any, skill_key: str, *, skill_version: int | None = None, by: Person, at: datetime
) -> Taught:
    """The group covered this skill. Said twice, it is said once. Raises NotHeld, TooEarly."""
    refuse_when_closed(appointment, at)
    known = {taught.skill_key: taught for taught in queries.taught_at(appointment.id)}
    if skill_key in known:
        return known[skill_key]
    taught = Taught(program_id=appointment.program_id, appointment_id=appointment.id, skill_key=skill_key)
    taught.skill_version, taught.taught_by, taught.taught_at = skill_version, by.id, at
    db.session.add(taught)
    db.session.flush()
    _note("skill:taught", taught, by, at, skill=skill_key)
    return taught


def remove_taught(taught: Taught, *, by: Person, at: datetime) -> None:
    """It was tapped by mistake. Who practised it already keeps that."""
    _note("skill:not-taught", taught, by, at, skill=taught.skill_key)
    db.session.delete(taught)
    db.session.flush()


def refuse_when_closed(appointment: Any, at: datetime) -> None:
    """Raises NotHeld, TooEarly."""
    if appointment.cancelled_at:
        raise NotHeld(_("This session was cancelled, so there is no attendance to take."))
    if at < rules.opens_at(appointment.starts_at):
        raise TooEarly(_("You can take attendance from 30 minutes before the session starts."))


def _new_attendance(appointment: Any, client: Person, counted: Any) -> Attendance:
    zone = ZoneInfo(programs.program(appointment.program_id).zone)
    return Attendance(
        id=rules.attendance_id(appointment.id, client.id),
        program_id=appointment.program_id,
        client_id=client.id,
        appointment_id=appointment.id,
        counts_on=counted.starts_at.astimezone(zone).date(),
        starts_at=appointment.starts_at,
        led_by=appointment.facilitator_id,
    )


def _write(row: Attendance, values: dict[str, Any], by: Person, at: datetime) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.marked_by, row.marked_at = by.id, at


def _note(action: str, row: Attendance | Taught, by: Person, at: datetime, **facts: str) -> None:
    trail.note(
        action,
        program_id=row.program_id,
        at=at,
        by_id=by.id,
        client_id=row.client_id if isinstance(row, Attendance) else None,
        subject_id=row.id,
        **facts,
    )


class TooLateToSay(Refusal):
    """The session is over, has begun, or does not take place."""


def give_notice(
    client: Person, appointment: Any, *, submission: UUID, kind: NoticeKind, reason: str, at: datetime
) -> Notice:
    """What the client says now takes the place of what they said before. Raises TooLateToSay."""
    earlier = queries.notice_sent_as(client, submission)
    if earlier:
        return earlier
    _refuse_when_late(kind, appointment, at)
    _withdraw_notices(client, appointment, at)
    notice = Notice(program_id=client.program_id, client_id=client.id, submission_id=submission)
    notice.appointment_id, notice.kind, notice.reason, notice.told_at = appointment.id, kind, reason, at
    db.session.add(notice)
    db.session.flush()
    _note_notice("notice:given", notice, at)
    return notice


def withdraw(client: Person, appointment: Any, *, at: datetime) -> None:
    """The client comes after all, and on time. Raises TooLateToSay."""
    said = queries.notices_of(client, [appointment.id]).get(appointment.id)
    if said:
        _refuse_when_late(said.kind, appointment, at)
        _withdraw_notices(client, appointment, at)


def _withdraw_notices(client: Person, appointment: Any, at: datetime) -> None:
    for notice in queries.notices_said(client, appointment.id):
        notice.withdrawn_at = at
        _note_notice("notice:withdrawn", notice, at)


def _refuse_when_late(kind: NoticeKind, appointment: Any, at: datetime) -> None:
    if appointment.cancelled_at:
        raise TooLateToSay(_("This session is cancelled. You do not need to say anything."))
    if rules.can_say(kind, appointment.starts_at, appointment.ends_at, at):
        return
    if at < appointment.ends_at:
        raise TooLateToSay(_("This session has begun. You can still say that you come late."))
    raise TooLateToSay(_("This session is over."))


def _note_notice(action: str, notice: Notice, at: datetime) -> None:
    trail.note(
        action,
        program_id=notice.program_id,
        at=at,
        by_id=notice.client_id,
        client_id=notice.client_id,
        subject_id=notice.id,
    )
