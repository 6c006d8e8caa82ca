"""The counselor's clients in the order of their next session, with what is new."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from companion.access import queries as access
from companion.accounts.models import Person
from companion.overviews.caseload import rules
from companion.programs import queries as programs
from companion.programs.models import Enrolment
from companion.records.attendance import queries as attendance
from companion.records.attendance.models import Notice
from companion.records.attendance.notices import notices_about
from companion.records.attendance.rules import Clock
from companion.records.cravings import queries as cravings
from companion.records.days import queries as days
from companion.records.journal import queries as journal
from companion.records.reviews import queries as reviews
from companion.records.reviews.models import Review
from companion.records.schedule import queries as schedule
from companion.records.schedule.models import Appointment
from companion.records.skills import queries as practices

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
# In the order of the counts of a row.
NEWS = (
    cravings.craving_counts_since,
    practices.practice_counts_since,
    journal.shared_counts_since,
    days.check_in_counts_since,
    days.use_counts_since,
)


@dataclass(frozen=True)
class Row:
    """One client. The counts are of what came after the counselor's last review.

    ``notice`` is what the client said about that appointment.
    """

    client: Person
    enrolment: Enrolment | None
    appointment: Appointment | None
    review: Review | None
    notice: Notice | None
    clock: Clock | None
    cravings: int
    practices: int
    entries: int
    check_ins: int
    uses: int

    @property
    def is_new(self) -> bool:
        return bool(self.cravings or self.practices or self.entries or self.check_ins or self.uses)


def caseload_of(counselor: Person, now: datetime) -> list[Row]:
    """Costs the same number of queries for one client as for thirty."""
    clients = access.clients_of(counselor, now)
    ids = [client.id for client in clients]
    read = reviews.latest_reviews(counselor, ids)
    since = {client_id: read[client_id].seen_until if client_id in read else LONG_AGO for client_id in ids}
    appointments = schedule.next_appointments_of(clients, now)
    about: list[dict[UUID, Any]] = [
        programs.latest_enrolments(ids, now.astimezone(ZoneInfo(counselor.zone)).date()),
        appointments,
        read,
        notices_about(appointments),
        attendance.clocks_of(clients, now),
    ]
    counts = [count(since) for count in NEWS]
    rows = [_row(client, about, counts) for client in clients]
    return sorted(rows, key=_order)


def neighbour(counselor: Person, client_id: UUID, now: datetime) -> tuple[int, int, Row | None]:
    """The client's place on the caseload, its length, and the one that follows (the first after the last)."""
    rows = caseload_of(counselor, now)
    place = next(number for number, row in enumerate(rows) if row.client.id == client_id)
    following = rows[(place + 1) % len(rows)] if len(rows) > 1 else None
    return place + 1, len(rows), following


def _row(client: Person, about: Iterable[dict[UUID, Any]], counts: Iterable[dict[UUID, int]]) -> Row:
    known: list[Any] = [found.get(client.id) for found in about]
    return Row(client, *known, *(count.get(client.id, 0) for count in counts))


def _order(row: Row) -> tuple[bool, float, str]:
    return rules.sooner_first(row.appointment.starts_at if row.appointment else None, row.client.name)
