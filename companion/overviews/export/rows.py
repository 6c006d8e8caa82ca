"""A row as plain values, and plain values as a row: the same ones both ways."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from enum import Enum
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Table, select

from companion.accounts.models import Person
from companion.core.db import db
from companion.core.sealed import Sealed
from companion.overviews.export.kinds import KINDS, NEVER, Kind

PAGE = 1000
Said = dict[str, Any]


@cache
def fields_of(kind: Kind) -> dict[str, Column[Any]]:
    """By the name under which it is said: a sealed text is said in clear, under its own name."""
    table: Table = kind.model.__table__
    sealed = {
        f"{name}_sealed": name for name in vars(kind.model) if isinstance(vars(kind.model)[name], Sealed)
    }
    kept = [one for one in table.columns if one.name not in NEVER | kind.without]
    return {sealed.get(one.name, one.name): one for one in kept}


def said(kind: Kind, row: Any) -> Said:
    return {name: _plain(getattr(row, name)) for name in fields_of(kind)}


def pages_of(kind: Kind, client: Person) -> Iterator[list[Said]]:
    """All the client's rows of a kind in the order in which they were made, a page at a time.

    A page begins after the id at which the last one ended: ids grow with time, and nothing is counted.
    """
    key, last = next(iter(kind.model.__table__.primary_key)), None
    chosen = select(kind.model).where(kind.chosen(client)).order_by(key).limit(PAGE)
    while True:
        rows = db.session.scalars(chosen if last is None else chosen.where(key > last)).all()
        if not rows:
            return
        last = getattr(rows[-1], key.name)
        page = [said(kind, row) for row in rows]
        # What was said is not kept: a hundred thousand rows need no more memory than a thousand.
        db.session.expunge_all()
        yield page


def people_of(client: Person) -> list[Said]:
    """Everybody whom a row names, and nothing of theirs: an id, a role, a name as the client knows it."""
    ids = {one for kind in KINDS for column in _people_in(kind) for one in _distinct(kind, column, client)}
    own = {row.supporter_id: row.name for row in _supports(client)}
    people = db.session.scalars(select(Person).where(Person.id.in_(ids - {client.id})).order_by(Person.id))
    return [{"id": str(one.id), "role": str(one.role), "name": own.get(one.id, one.name)} for one in people]


def read(kind: Kind, values: Said, client: Person) -> Any:
    """A row that says the same. Raises ``ValueError`` or ``KeyError`` where a value is not one of its."""
    row = kind.model(**_whose(kind, client))
    for name, column in fields_of(kind).items():
        value = values[name]
        setattr(row, name, value if column.name != name else _typed(column, value))
    return row


def _whose(kind: Kind, client: Person) -> Said:
    whose = {"program_id": client.program_id, "client_id": client.id}
    return {name: value for name, value in whose.items() if name in kind.model.__table__.columns}


def _typed(column: Column[Any], value: Any) -> Any:
    if value is None or isinstance(value, dict):
        return value
    wanted = column.type.python_type
    if wanted is UUID:
        return UUID(value)
    if wanted in (datetime, date, time):
        return wanted.fromisoformat(value)
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, UUID) else value


def _people_in(kind: Kind) -> list[Column[Any]]:
    """The columns that name a person."""
    columns = fields_of(kind).values()
    return [one for one in columns if any(key.column.table.name == "people" for key in one.foreign_keys)]


def _distinct(kind: Kind, column: Column[Any], client: Person) -> list[UUID]:
    chosen = select(column).where(kind.chosen(client), column.is_not(None)).distinct()
    return list(db.session.scalars(chosen))


def _supports(client: Person) -> list[Any]:
    kind = next(one for one in KINDS if one.name == "supporters")
    return list(db.session.scalars(select(kind.model).where(kind.chosen(client))))


def is_standing(row: Said) -> bool:
    """Whether it is still so: not taken back, and of a measure, finished. JSON and tables hold the rest."""
    is_over = row.get("removed_at") or row.get("taken_back_at")
    return not is_over and row.get("finished_at", True) is not None
