"""Whether a client is in the program now: what is asked of clients is read by a care team."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from companion.accounts.models import Person
from companion.core.db import db
from companion.core.errors import Refusal
from companion.core.words import _
from companion.programs import queries
from companion.programs.models import Enrolment


class NotInProgram(Refusal):
    """Nobody would read the answers of somebody who is not in the program."""


def present_stay(client: Person, now: datetime) -> Enrolment | None:
    """The stay that goes on, the client's last day included."""
    today = now.astimezone(ZoneInfo(client.zone)).date()
    stay = queries.latest_enrolment(client.id, today)
    return stay if stay and _goes_on(stay, today) else None


def present_clients(program_id: UUID, now: datetime) -> list[Person]:
    """Everyone whose stay goes on, the longest here first. Two queries, however many they are."""
    here = select(Enrolment.client_id).where(Enrolment.program_id == program_id)
    chosen = select(Person).where(Person.program_id == program_id, Person.id.in_(here))
    found = db.session.scalars(chosen.order_by(Person.created_at, Person.id)).all()
    today = now.astimezone(ZoneInfo(queries.program(program_id).zone)).date()
    stays = queries.latest_enrolments([client.id for client in found], today)
    return [client for client in found if _goes_on(stays[client.id], today)]


def require_stay(client: Person, now: datetime) -> Enrolment:
    """Raises NotInProgram."""
    stay = present_stay(client, now)
    if stay is None:
        raise NotInProgram(_("These questions are for the time in the program."))
    return stay


def _goes_on(stay: Enrolment, today: date) -> bool:
    return stay.started_on <= today and not stay.is_over_on(today)
