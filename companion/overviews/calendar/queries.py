"""What a client's calendar app reads: their sessions, without a word of what they are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from flask import abort
from sqlalchemy import select

from companion.accounts.models import Person
from companion.core.db import db, one_or_404
from companion.core.sealed import ring
from companion.overviews.calendar.ics import Entry
from companion.programs import queries as programs
from companion.records.schedule import queries as schedule
from companion.records.schedule.models import Appointment, Series

INSTANT = timedelta(microseconds=1)


def zone_of(client: Person) -> str:
    return programs.program(client.program_id).zone


def entries_of(
    client: Person, since: datetime, until: datetime, *, zone: str, shows_place: bool
) -> list[Entry]:
    """Costs the same number of queries for one session as for hundreds."""
    found = schedule.appointments_of(client, since=since, until=until)
    return _entries(client, found, zone, shows_place=shows_place)


def entry_of(client: Person, appointment_id: UUID, *, zone: str, shows_place: bool) -> Entry:
    """One of the client's own, or a group of their track during their stay; 404 for any other."""
    chosen = Appointment.program_id == client.program_id, Appointment.id == appointment_id
    starts_at = one_or_404(select(Appointment.starts_at).where(*chosen))
    then = schedule.appointments_of(client, since=starts_at, until=starts_at + INSTANT)
    theirs = [appointment for appointment in then if appointment.id == appointment_id] or abort(404)
    return _entries(client, theirs, zone, shows_place=shows_place)[0]


def _entries(client: Person, found: Iterable[Appointment], zone: str, *, shows_place: bool) -> list[Entry]:
    """A group keeps its time in its series' zone, everything else in ``zone``, the program's."""
    appointments = list(found)
    wanted = {each.series_id for each in appointments if each.series_id}
    chosen = select(Series.id, Series.zone).where(
        Series.program_id == client.program_id, Series.id.in_(wanted)
    )
    zones: dict[UUID | None, str] = {None: zone, **dict(db.session.execute(chosen).all())}
    return [
        Entry(
            uid=_uid(client.id, each.id),
            starts_at=each.starts_at,
            ends_at=each.ends_at,
            zone=zones[each.series_id],
            place=each.place if shows_place else "",
            is_cancelled=each.cancelled_at is not None,
            sequence=each.sequence,
            written_at=max(filter(None, (each.created_at, each.changed_at, each.cancelled_at))),
        )
        for each in appointments
    ]


def _uid(client_id: UUID, appointment_id: UUID) -> str:
    """Random to look at, and always the same: a new address does not make every session a second one.

    The client is in it, so that the files of two clients do not show that they share a group.
    """
    return str(UUID(bytes=ring().fingerprint(f"calendar:{client_id}:{appointment_id}")[:16], version=4))
