"""The counselor's clients in triage order, with the reasons for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from companion.access import queries as access
from companion.accounts.models import Person
from companion.overviews.caseload.entries import Entries, entries_of
from companion.overviews.caseload.gathered import Gathered, facts_of
from companion.programs import queries as programs
from companion.programs.models import Enrolment
from companion.records.alerts import queries as alerts
from companion.records.alerts.models import SafetyAlert
from companion.records.attendance import queries as attendance
from companion.records.messages import queries as messages
from companion.records.reviews import queries as reviews
from companion.records.reviews.models import Review
from companion.records.schedule import queries as schedule
from companion.records.schedule.models import Appointment
from companion.records.triage import queries as triage
from companion.records.triage import rules
from companion.records.triage.facts import Standing
from companion.records.triage.queries import Rules


@dataclass(frozen=True)
class Row:
    """One client. ``review`` is the newest by anyone; ``since`` until when this counselor has read."""

    client: Person
    enrolment: Enrolment | None
    appointment: Appointment | None
    alerts: list[SafetyAlert]
    review: Review | None
    since: datetime
    entries: Entries
    standing: Standing


@dataclass(frozen=True)
class Neighbours:
    """Where a client stands in the order, and who stands beside. After the last comes the first."""

    place: int
    length: int
    following: Row | None
    earlier: Row | None


def caseload_of(counselor: Person, now: datetime) -> list[Row]:
    """Costs the same number of queries for one client as for thirty."""
    clients = access.clients_of(counselor, now)
    ids = [client.id for client in clients]
    read = reviews.newest_reviews(ids)
    seen = {one.client_id: one.seen_until for one in read if one.counselor_id == counselor.id}
    since = {client_id: rules.looks_from(seen.get(client_id), now) for client_id in ids}
    gathered = _gather(clients, since, counselor, now)
    found = triage.rules_of(counselor.program_id)
    newest = {one.client_id: one for one in read}
    rows = [_row(client, gathered, newest.get(client.id), found) for client in clients]
    return sorted(rows, key=_order)


def neighbours(counselor: Person, client_id: UUID, now: datetime) -> Neighbours:
    rows = caseload_of(counselor, now)
    place = next(number for number, row in enumerate(rows) if row.client.id == client_id)
    following = rows[(place + 1) % len(rows)] if len(rows) > 1 else None
    return Neighbours(place + 1, len(rows), following, rows[place - 1] if following else None)


def _gather(clients: list[Person], since: dict[UUID, datetime], counselor: Person, now: datetime) -> Gathered:
    ids = list(since)
    reach = {client_id: rules.reads_from(moment, now) for client_id, moment in since.items()}
    return Gathered(
        now=now,
        since=since,
        entries=entries_of(clients, reach),
        stays=programs.latest_enrolments(ids, now.astimezone(ZoneInfo(counselor.zone)).date()),
        program=programs.program(counselor.program_id),
        week=programs.work_week(counselor.program_id, now - timedelta(weeks=4)),
        sessions=schedule.next_appointments_of(clients, now),
        alerts=_by_client(alerts.open_alerts_of(ids)),
        waiting=messages.waiting_of(ids),
        missed=attendance.misses_since(reach),
    )


def _by_client(found: Iterable[SafetyAlert]) -> dict[UUID, list[SafetyAlert]]:
    by_client: dict[UUID, list[SafetyAlert]] = {}
    for alert in found:
        by_client.setdefault(alert.client_id, []).append(alert)
    return by_client


def _row(client: Person, gathered: Gathered, review: Review | None, found: Rules) -> Row:
    return Row(
        client=client,
        enrolment=gathered.stays.get(client.id),
        appointment=gathered.sessions.get(client.id),
        alerts=gathered.alerts.get(client.id, []),
        review=review,
        since=gathered.since[client.id],
        entries=gathered.entries[client.id],
        standing=rules.judge(facts_of(client, gathered, found), found.limits),
    )


def _order(row: Row) -> tuple[int, float, float, str]:
    session_at = row.appointment.starts_at if row.appointment else None
    return rules.order(row.standing, session_at, row.client.name)
