"""Whom a client can ask now, and for which sessions."""

from __future__ import annotations

from datetime import datetime

from companion.access import queries as access
from companion.access.consents import queries as consents
from companion.access.models import Support
from companion.access.rules import Scope
from companion.accounts.models import Person
from companion.records.asks.rules import SESSIONS_AHEAD
from companion.records.schedule import queries as schedule
from companion.records.schedule.models import Appointment


def people_to_ask(client: Person, now: datetime) -> list[Support]:
    """Those who see what the client asks for."""
    seeing = consents.shown_to(client, Scope.NOTES_AND_ASKS, now)
    return [support for support in access.supports_of(client) if support.id in seeing]


def sessions_ahead(client: Person, now: datetime) -> list[Appointment]:
    found = schedule.appointments_of(client, since=now, until=now + SESSIONS_AHEAD)
    return [one for one in found if one.cancelled_at is None and one.starts_at > now]
