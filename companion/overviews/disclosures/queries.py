"""Who opened which client's record: ids, names and moments, never what the record says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from companion.access.models import DisclosureExport
from companion.accounts.models import Person
from companion.accounts.rules import Role
from companion.audit.models import Disclosure
from companion.core.db import db
from companion.core.keyset import Listed, Mark
from companion.programs.models import Program

PAGE = 50
FILE_PAGE = 500
# On paper, or nobody would print it; the file has all of them.
PRINTED_MOST = 500


@dataclass(frozen=True)
class Line:
    at: datetime
    reader: Person
    client: Person
    what: str
    purpose: str


@dataclass(frozen=True)
class Page:
    lines: list[Line]
    older: Mark | None


def readers_and_clients(program_id: UUID) -> tuple[list[Person], list[Person]]:
    """Everyone of the program, by name; those who left, too: what they opened stays."""
    found = db.session.scalars(select(Person).where(Person.program_id == program_id)).all()
    listed = sorted(found, key=lambda person: (person.name or "").casefold())
    clients = [one for one in listed if one.role == Role.CLIENT]
    return [one for one in listed if one.role != Role.CLIENT], clients


def page_of(program: Program, *, before: Mark | None, limit: int = PAGE, **chosen: Any) -> Page:
    """The newest first. Costs the same however far back it goes."""
    listed = _listed(program, **chosen)
    rows = listed.before(before, limit + 1)
    older = listed.mark_of(rows[limit - 1]) if len(rows) > limit else None
    return Page(_named(rows[:limit]), older)


def pages_of(program: Program, **chosen: Any) -> Iterator[list[Line]]:
    """All of them, page by page, for a file."""
    page = page_of(program, before=None, limit=FILE_PAGE, **chosen)
    yield page.lines
    while page.older:
        page = page_of(program, before=page.older, limit=FILE_PAGE, **chosen)
        yield page.lines


def export_sent_as(officer: Person, submission_id: UUID) -> DisclosureExport | None:
    return db.session.scalar(
        select(DisclosureExport).where(
            DisclosureExport.made_by == officer.id, DisclosureExport.submission_id == submission_id
        )
    )


def _listed(
    program: Program, *, who: UUID | None, client: UUID | None, first: date | None, last: date | None
) -> Listed[Disclosure]:
    where = [Disclosure.program_id == program.id]
    where += [Disclosure.recipient_id == who] if who else []
    where += [Disclosure.client_id == client] if client else []
    where += [Disclosure.at >= _midnight(first, program.zone)] if first else []
    where += [Disclosure.at < _midnight(last + timedelta(days=1), program.zone)] if last else []
    return Listed(Disclosure, Disclosure.at, Disclosure.id, tuple(where))


def _named(rows: list[Disclosure]) -> list[Line]:
    ids = {one for row in rows for one in (row.client_id, row.recipient_id)}
    people = {one.id: one for one in db.session.scalars(select(Person).where(Person.id.in_(ids)))}
    return [
        Line(row.at, people[row.recipient_id], people[row.client_id], row.what, row.purpose) for row in rows
    ]


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time.min, ZoneInfo(zone))
