"""Finding appointments and series: a client's own, a counselor's own, a program's groups."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Subquery, Uuid, column, func, select, union_all, values
from sqlalchemy.orm import joinedload

from companion.accounts.models import Person
from companion.core.db import Model, Moment, db, one_or_404
from companion.programs.models import Enrolment, Program, Track
from companion.records.schedule import recurrence, rules
from companion.records.schedule.models import Appointment, Series

Stay = tuple[UUID, UUID, datetime, datetime]


def appointments_of(client: Person, *, since: datetime, until: datetime) -> list[Appointment]:
    """The client's own and the groups of their tracks that begin in that time, cancelled ones too."""
    theirs = _theirs([client], *_begin_between(since, until))
    return _in_order(_with_facilitator().where(Appointment.id.in_(select(theirs.c.id))))


def next_appointment_of(client: Person, now: datetime) -> Appointment | None:
    """What goes on now, or comes first."""
    return next_appointments_of([client], now).get(client.id)


def next_appointments_of(clients: Collection[Person], now: datetime) -> dict[UUID, Appointment]:
    theirs = _theirs(
        clients,
        Appointment.cancelled_at.is_(None),
        Appointment.ends_at > now,
        # Says nothing new, and lets the index find the first of them.
        Appointment.starts_at > now - rules.LONGEST,
    )
    place = func.row_number().over(
        partition_by=theirs.c.client_id, order_by=(theirs.c.starts_at, theirs.c.id)
    )
    ranked = select(theirs.c.client_id, theirs.c.id, place.label("place")).subquery()
    found = db.session.execute(
        _with_facilitator()
        .add_columns(ranked.c.client_id)
        .join(ranked, ranked.c.id == Appointment.id)
        .where(ranked.c.place == 1)
    )
    return {client_id: appointment for appointment, client_id in found}


def last_met(client: Person, counselor: Person, now: datetime) -> datetime | None:
    """When the newest appointment that they had with each other and that is over began."""
    return last_met_by_client([client], counselor, now).get(client.id)


def last_met_by_client(clients: Collection[Person], counselor: Person, now: datetime) -> dict[UUID, datetime]:
    """The beginning, not the end: what a client logs during a group is new to the next one."""
    theirs = _theirs(
        clients,
        Appointment.cancelled_at.is_(None),
        Appointment.facilitator_id == counselor.id,
        Appointment.ends_at <= now,
    )
    newest = select(theirs.c.client_id, func.max(theirs.c.starts_at)).group_by(theirs.c.client_id)
    return dict(db.session.execute(newest).all())


def own_appointment_of(client: Person, appointment_id: UUID) -> Appointment:
    """One that is the client's alone. A group is not: 404."""
    return one_or_404(
        select(Appointment).where(Appointment.client_id == client.id, Appointment.id == appointment_id)
    )


def appointments_with(
    clients: Collection[Person], counselor: Person, *, since: datetime, until: datetime
) -> list[Appointment]:
    """The counselor's own appointments with these clients, one client at a time."""
    return _in_order(
        _with_facilitator()
        .options(joinedload(Appointment.client))
        .where(
            Appointment.client_id.in_([client.id for client in clients]),
            Appointment.facilitator_id == counselor.id,
            *_begin_between(since, until),
        )
    )


def program_appointments(program_id: UUID, since: datetime, until: datetime) -> list[Appointment]:
    """The program's groups. Individual appointments are their clients': they are not in it."""
    return _in_order(
        _with_facilitator()
        .options(joinedload(Appointment.track))
        .where(
            Appointment.program_id == program_id,
            Appointment.track_id.is_not(None),
            *_begin_between(since, until),
        )
    )


def series_of_program(program_id: UUID, now: datetime) -> list[Series]:
    """Those that still meet, in the order of the week."""
    to_come = select(Appointment.id).where(
        Appointment.series_id == Series.id, Appointment.ends_at > now, Appointment.cancelled_at.is_(None)
    )
    found = db.session.scalars(
        select(Series)
        .options(joinedload(Series.facilitator), joinedload(Series.track))
        .where(Series.program_id == program_id, to_come.exists())
    )
    days = {series: recurrence.days_of(series.rule) for series in found}
    return sorted(days, key=lambda series: (days[series], series.starts_at, series.title.casefold()))


def series_in(program_id: UUID, series_id: UUID) -> Series:
    return one_or_404(select(Series).where(Series.program_id == program_id, Series.id == series_id))


def series_like(series: Series) -> Series | None:
    """The same group, planned before: what a form that was sent twice would plan again."""
    _wait_for_others(Track, series.track_id)
    same = "program_id track_id facilitator_id title rule starts_at minutes starts_on until_on"
    return db.session.scalar(select(Series).where(*_same(Series, series, same)).limit(1))


def appointment_like(appointment: Appointment) -> Appointment | None:
    """The same appointment of the same client, booked before and not cancelled."""
    _wait_for_others(Person, appointment.client_id)
    same = "client_id facilitator_id title starts_at ends_at cancelled_at"
    return db.session.scalar(select(Appointment).where(*_same(Appointment, appointment, same)).limit(1))


def _theirs(clients: Collection[Person], *conditions: ColumnElement[bool]) -> Subquery:
    """Which appointment is whose: a client's own, and the groups of their tracks during their stay."""
    wanted = (Appointment.id, Appointment.starts_at)
    ids = [client.id for client in clients]
    own = select(Appointment.client_id, *wanted).where(Appointment.client_id.in_(ids), *conditions)
    stays = _stays(ids)
    if not stays:
        return own.subquery()
    stay = _as_table(stays)
    groups = select(stay.client_id, *wanted).where(
        Appointment.track_id == stay.track_id,
        Appointment.starts_at >= stay.opens,
        Appointment.starts_at < stay.closes,
        *conditions,
    )
    return union_all(own, groups).subquery()


def _stays(client_ids: list[UUID]) -> list[Stay]:
    """The stays' whole days, as they pass where the program is: no database knows when they begin."""
    found = db.session.execute(
        select(Enrolment, Program.zone)
        .join(Program, Program.id == Enrolment.program_id)
        .where(Enrolment.client_id.in_(client_ids))
    )
    stays = []
    for row, zone in found:
        opens, closes = rules.whole_days(row.started_on, row.ended_on or row.planned_end_on, zone)
        stays.append((row.client_id, row.track_id, opens, closes))
    return stays


def _as_table(stays: list[Stay]) -> Any:
    ids = (column(name, Uuid) for name in ("client_id", "track_id"))
    moments = (column(name, Moment) for name in ("opens", "closes"))
    return values(*ids, *moments, name="stays").data(stays).cte("stays").c


def _begin_between(since: datetime, until: datetime) -> tuple[ColumnElement[bool], ...]:
    return Appointment.starts_at >= since, Appointment.starts_at < until


def _with_facilitator() -> Select[Appointment]:
    return select(Appointment).options(joinedload(Appointment.facilitator), joinedload(Appointment.holiday))


def _wait_for_others(model: type, owner_id: UUID | None) -> None:
    """A form that arrives twice at once: the second waits here, and finds what the first one made."""
    db.session.get(model, owner_id, with_for_update={"key_share": True})


def _same(model: type, row: Model, names: str) -> list[ColumnElement[bool]]:
    return [getattr(model, name) == getattr(row, name) for name in names.split()]


def _in_order(chosen: Select[Appointment]) -> list[Appointment]:
    return list(db.session.scalars(chosen.order_by(Appointment.starts_at, Appointment.id)))
