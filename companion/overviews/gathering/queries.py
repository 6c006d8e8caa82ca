"""All that one screen says of the people in a group: the same number of queries for two as for twenty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import abort
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from companion.access import covers
from companion.access import queries as access
from companion.accounts.models import Person
from companion.core import words
from companion.core.db import db, one_or_404
from companion.overviews.gathering import rules
from companion.overviews.gathering.rules import Needs
from companion.programs import queries as programs
from companion.records.agenda import queries as agenda
from companion.records.agenda.models import Topic
from companion.records.alerts import queries as alerts
from companion.records.attendance import queries as attendance
from companion.records.attendance.models import Notice, Taught
from companion.records.attendance.rosters import clients_at
from companion.records.attendance.rules import Status
from companion.records.cravings import queries as cravings
from companion.records.days import queries as days
from companion.records.schedule.models import Appointment
from companion.records.skills.models import Practice
from companion.records.triage import queries as triage

LAST_TIME_WITHIN, NEVER_MET = timedelta(weeks=2), timedelta(days=7)
TOPIC_WORDS = 25


@dataclass(frozen=True)
class Row:
    """One person: what they need, what they said before, what they practised of what was taught, and what
    they want to bring to the group. Only what they marked for the group is in ``topics``."""

    client: Person
    needs: Needs
    notice: Notice | None
    practised: Mapping[str, int]
    topics: list[Topic]

    @property
    def brings(self) -> str:
        return words.beginning(self.topics[0].body, TOPIC_WORDS) if self.topics else ""


@dataclass(frozen=True)
class Gathering:
    """``others`` is how many more belong to the group whose records the reader has no part in."""

    appointment: Appointment
    zone: str
    since: datetime
    taught: list[Taught]
    rows: list[Row]
    others: int


@dataclass(frozen=True)
class LastTime:
    """When the group met last, and what was taught then."""

    began_at: datetime
    taught: list[Taught]
    missed: set[UUID]


def gathering_for(counselor: Person, group_id: UUID, now: datetime) -> Gathering:
    """404 unless the counselor leads the group, or stands in now for the one who does.

    Of the people in it only those are read about whose care team the reader belongs to.
    """
    group = _group_led_by(counselor, group_id, now)
    zone = programs.program(counselor.program_id).zone
    day = group.starts_at.astimezone(ZoneInfo(zone)).date()
    everyone = clients_at(
        group.id, program_id=group.program_id, track_id=group.track_id, client_id=None, day=day
    )
    own = {client.id for client in access.clients_of(counselor, now)}
    clients = [one for one in everyone if one.id in own]
    last = _last_time(group, now)
    since = last.began_at if last else now - NEVER_MET
    rows = _rows(group, clients, last, since)
    taught = last.taught if last else []
    return Gathering(group, zone, since, taught, rows, len(everyone) - len(clients))


def next_group_of(counselor: Person, now: datetime) -> Appointment | None:
    """The group that the counselor leads now, or next."""
    return db.session.scalar(
        select(Appointment)
        .where(
            Appointment.facilitator_id == counselor.id,
            Appointment.track_id.is_not(None),
            Appointment.cancelled_at.is_(None),
            Appointment.ends_at > now,
        )
        .order_by(Appointment.starts_at)
        .limit(1)
    )


def _group_led_by(counselor: Person, group_id: UUID, now: datetime) -> Appointment:
    found = one_or_404(
        select(Appointment)
        .options(joinedload(Appointment.track), joinedload(Appointment.facilitator))
        .where(
            Appointment.program_id == counselor.program_id,
            Appointment.id == group_id,
            Appointment.track_id.is_not(None),
        )
    )
    today = covers.today_of(counselor.program_id, now)
    leads = {counselor.id, *(one.counselor_id for one in covers.covered_by(counselor, today))}
    return found if found.facilitator_id in leads else abort(404)


def _last_time(group: Appointment, now: datetime) -> LastTime | None:
    """The newest one before it that has begun: a group two sessions ahead is read about from what was."""
    last = db.session.scalar(
        select(Appointment)
        .where(
            Appointment.track_id == group.track_id,
            Appointment.cancelled_at.is_(None),
            Appointment.starts_at < min(group.starts_at, now),
            Appointment.starts_at >= group.starts_at - LAST_TIME_WITHIN,
        )
        .order_by(Appointment.starts_at.desc())
        .limit(1)
    )
    if last is None:
        return None
    marks = attendance.attendances_at(last.id)
    missed = {client_id for client_id, mark in marks.items() if mark.status == Status.ABSENT}
    return LastTime(last.starts_at, attendance.taught_at(last.id), missed)


def _rows(group: Appointment, clients: list[Person], last: LastTime | None, since: datetime) -> list[Row]:
    ids = [client.id for client in clients]
    needs = _needs(ids, last, since, triage.rules_of(group.program_id).limits.strong_from)
    notices = attendance.notices_at(group.id)
    practised = _practised(ids, last)
    topics = agenda.topics_for_group(ids)
    rows = [
        Row(one, needs[one.id], notices.get(one.id), practised.get(one.id, {}), topics.get(one.id, []))
        for one in clients
    ]
    return sorted(rows, key=lambda row: rules.order(row.needs, row.client.name))


def _needs(ids: list[UUID], last: LastTime | None, since: datetime, strong_from: int) -> dict[UUID, Needs]:
    uses = days.uses_told_since(dict.fromkeys(ids, since))
    highest = cravings.highest_since(ids, since)
    waiting = [alert.client_id for alert in alerts.open_alerts_of(ids)]
    missed = last.missed if last else set()
    return {
        one: Needs(waiting.count(one), len(uses.get(one, [])), highest.get(one), one in missed, strong_from)
        for one in ids
    }


def _practised(ids: list[UUID], last: LastTime | None) -> dict[UUID, dict[str, int]]:
    """How often each practised each skill that was taught, since it was taught."""
    if last is None or not last.taught:
        return {}
    keys = [one.skill_key for one in last.taught]
    chosen = select(Practice.client_id, Practice.skill_key, func.count()).where(
        Practice.client_id.in_(ids), Practice.skill_key.in_(keys), Practice.practiced_at >= last.began_at
    )
    found: dict[UUID, dict[str, int]] = {}
    for client_id, skill_key, times in db.session.execute(
        chosen.group_by(Practice.client_id, Practice.skill_key)
    ):
        found.setdefault(client_id, {})[skill_key] = times
    return found
