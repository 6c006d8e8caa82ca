"""The numbers of a program by month and track. The same few queries for ten clients as for a thousand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select, union_all

from companion.core.db import db
from companion.overviews.reports import rules
from companion.overviews.reports.rules import Fact, Row, Unit
from companion.programs import queries as programs
from companion.programs.models import Enrolment, Program, Track
from companion.records.assessments import library
from companion.records.assessments.models import Measure
from companion.records.attendance.models import Attendance
from companion.records.attendance.rules import CAME
from companion.records.cravings.models import Craving
from companion.records.days.models import CheckIn
from companion.records.enquiries import queries as enquiries
from companion.records.enquiries import rules as answering
from companion.records.enquiries.rules import Response
from companion.records.skills.models import Practice


@dataclass(frozen=True)
class Table:
    """``about`` is the short name of a measure, where it is about one."""

    kind: str
    about: str
    unit: Unit
    rows: list[Row]


@dataclass(frozen=True)
class Report:
    months: list[date]
    tracks: list[Track]
    tables: list[Table]


@dataclass(frozen=True)
class _Asked:
    """What every table is made of: the months, and who was where in each."""

    program: Program
    today: date
    months: list[date]
    tracks: list[Track]
    stays: list[Enrolment]
    placed: dict[tuple[UUID, date], UUID]

    def month_of(self, at: datetime) -> date:
        return at.astimezone(ZoneInfo(self.program.zone)).date().replace(day=1)

    @property
    def begins_at(self) -> datetime:
        return datetime.combine(self.months[-1], time.min, ZoneInfo(self.program.zone))

    def table(self, kind: str, unit: Unit, facts: list[Fact], about: str = "") -> Table:
        columns = [track.id for track in self.tracks]
        return Table(kind, about, unit, rules.rows(facts, self.placed, columns, self.months, unit))


def report_of(program: Program, now: datetime) -> Report:
    today = now.astimezone(ZoneInfo(program.zone)).date()
    months = rules.last_months(today)
    stays = _stays_of(program, months[-1], today)
    tracks = programs.tracks_of(program.id, with_retired=True)
    asked = _Asked(program, today, months, tracks, stays, _placed(stays, months))
    people = [Fact(month, client_id, 1, 1) for client_id, month in asked.placed]
    tables = [
        asked.table("people", Unit.PEOPLE, people),
        *_attended(asked),
        asked.table("engaged", Unit.SHARE, list(_engaged(asked))),
        *_measured(asked),
    ]
    return Report(months, tracks, tables)


def responses_of(program: Program, now: datetime) -> list[tuple[date, Response | None]]:
    """How requests for help were answered, by the month in which they came; None where they were too few."""
    zone = ZoneInfo(program.zone)
    months = rules.last_months(now.astimezone(zone).date())
    times = enquiries.times_since(program, datetime.combine(months[-1], time.min, zone))
    found = []
    for month in months:
        came = [one for one in times if one.received_at.astimezone(zone).date().replace(day=1) == month]
        found.append((month, answering.response(came, now) if len(came) >= rules.LEAST else None))
    return found


def _stays_of(program: Program, first: date, today: date) -> list[Enrolment]:
    """Those that reach into the months, the oldest first."""
    chosen = select(Enrolment).where(
        Enrolment.program_id == program.id,
        Enrolment.started_on <= today,
        or_(Enrolment.ended_on.is_(None), Enrolment.ended_on >= first),
    )
    return list(db.session.scalars(chosen.order_by(Enrolment.started_on)))


def _placed(stays: list[Enrolment], months: list[date]) -> dict[tuple[UUID, date], UUID]:
    """The track of each client in each month: the last one that they were in."""
    found: dict[tuple[UUID, date], UUID] = {}
    for stay in stays:
        for month in months:
            after = (month + timedelta(days=31)).replace(day=1)
            if stay.started_on < after and (stay.ended_on is None or stay.ended_on >= month):
                found[stay.client_id, month] = stay.track_id
    return found


def _attended(asked: _Asked) -> list[Table]:
    columns = (Attendance.client_id, Attendance.counts_on, Attendance.status, Attendance.minutes)
    chosen = select(*columns).where(
        Attendance.program_id == asked.program.id, Attendance.counts_on >= asked.months[-1]
    )
    marked = [(day.replace(day=1), who, status, minutes) for who, day, status, minutes in _all(chosen)]
    came = [Fact(month, who, int(status in CAME), 1) for month, who, status, _ in marked]
    hours = [Fact(month, who, minutes, 0) for month, who, _, minutes in marked]
    return [asked.table("attended", Unit.SHARE, came), asked.table("hours", Unit.HOURS, hours)]


def _engaged(asked: _Asked) -> Iterator[Fact]:
    """Of each whole week of a stay: whether the client checked in, logged a craving or practiced in it."""
    logged = _weeks_with_an_entry(asked)
    for stay in asked.stays:
        first = max(stay.started_on, asked.months[-1])
        for monday in rules.weeks_of(first, min(stay.last_on, asked.today)):
            yield Fact(monday.replace(day=1), stay.client_id, int((stay.client_id, monday) in logged), 1)


def _weeks_with_an_entry(asked: _Asked) -> set[tuple[UUID, date]]:
    kinds = (
        (CheckIn, CheckIn.answered_at, ()),
        (Craving, Craving.occurred_at, (Craving.removed_at.is_(None),)),
        (Practice, Practice.practiced_at, ()),
    )
    chosen = union_all(
        *(
            select(model.client_id, at.label("at")).where(
                model.program_id == asked.program.id, at >= asked.begins_at, *more
            )
            for model, at, more in kinds
        )
    )
    zone = ZoneInfo(asked.program.zone)
    days = ((who, at.astimezone(zone).date()) for who, at in _all(chosen))
    return {(who, day - timedelta(days=day.weekday())) for who, day in days}


def _measured(asked: _Asked) -> list[Table]:
    """The mean of each measure with one number: of each client the newest of a month."""
    chosen = select(Measure.client_id, Measure.instrument_key, Measure.finished_at, Measure.numbers).where(
        Measure.program_id == asked.program.id, Measure.finished_at >= asked.begins_at
    )
    newest: dict[str, dict[tuple[UUID, date], int]] = {}
    scales = {one.key: one.scales[0].key for one in library.instruments() if len(one.scales) == 1}
    for who, key, at, numbers in _all(chosen.order_by(Measure.finished_at)):
        number = (numbers or {}).get(scales.get(key, ""))
        if number is not None:
            newest.setdefault(key, {})[who, asked.month_of(at)] = number
    return [
        asked.table("measure", Unit.MEAN, _as_facts(newest[one.key]), one.short_name)
        for one in library.instruments()
        if one.key in newest
    ]


def _as_facts(numbers: dict[tuple[UUID, date], int]) -> list[Fact]:
    return [Fact(month, who, number, 1) for (who, month), number in numbers.items()]


def _all(chosen: Any) -> list[Any]:
    return list(db.session.execute(chosen))
