"""The program's clients with the counselors who work with them, for those who hand out the work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from companion.access import teams
from companion.access.models import CareTeamMember
from companion.accounts import queries as people
from companion.accounts.models import Person
from companion.programs import queries as programs
from companion.programs.models import Enrolment


@dataclass(frozen=True)
class Row:
    client: Person
    stay: Enrolment | None
    team: list[CareTeamMember]


def rows_of(
    program_id: UUID, now: datetime, today: date, counselor: Person | None = None, *, is_over: bool = False
) -> list[Row]:
    """Everyone whose stay is not over, those without a counselor first; or one counselor's clients.

    Who waits to be enrolled has no stay yet. ``is_over`` finds those who left instead.

    Costs the same number of queries for one client as for a thousand.
    """
    clients = people.clients_in(program_id)
    ids = [client.id for client in clients]
    stays, members = programs.latest_enrolments(ids, today), teams.members_of(ids, now)
    found = [Row(client, stays.get(client.id), members[client.id]) for client in clients]
    rows = [row for row in found if _is_over(row, today) == is_over]
    if counselor:
        rows = [row for row in rows if any(one.counselor_id == counselor.id for one in row.team)]
    return sorted(rows, key=lambda row: bool(row.team))


def left_open_by(counselor: Person, now: datetime, today: date) -> list[Row]:
    """Those of their clients with whom nobody else works: of one who left, those who have nobody now."""
    known = set(teams.clients_ever_of(counselor))
    rows = [row for row in rows_of(counselor.program_id, now, today) if row.client.id in known]
    return [row for row in rows if not [one for one in row.team if one.counselor_id != counselor.id]]


def _is_over(row: Row, today: date) -> bool:
    """Who has a counselor and no stay waits for one, and so does who got one after a stay was over."""
    ended_on = row.stay.ended_on if row.stay and row.stay.is_over_on(today) else None
    if row.stay and ended_on is None:
        return False
    return not any(ended_on is None or one.since.date() > ended_on for one in row.team)
