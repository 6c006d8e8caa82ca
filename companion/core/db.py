"""The database: one base class, the column types, and how a transaction begins.

On SQLite writers begin IMMEDIATE: a deferred writer that read first loses its update or fails at
once, whatever the busy timeout says.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, TypeVar
from uuid import UUID

from flask import abort, g, has_request_context, request
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    ColumnElement,
    DateTime,
    Dialect,
    Engine,
    Executable,
    ForeignKey,
    MetaData,
    Select,
    and_,
    event,
    false,
    or_,
)
from sqlalchemy.engine import Connection
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, mapped_column
from sqlalchemy.types import TypeDecorator

from companion.core import sqlite
from companion.core.settings import ROOT

T = TypeVar("T")
READING = {"GET", "HEAD", "OPTIONS"}


class _Ids:
    """UUIDv7 that never go back within a process, so that rows of one moment keep their order.

    Source: RFC 9562, section 6.2, method 2: within a millisecond, and while the clock is set back, the
    random part grows by a random step.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def next(self) -> UUID:
        milliseconds = time.time_ns() // 1_000_000
        with self._lock:
            fresh = (milliseconds & (1 << 48) - 1) << 74 | int.from_bytes(os.urandom(9)) >> 1
            is_later = fresh >> 74 > self._last >> 74
            self._last = fresh if is_later else self._last + 1 + int.from_bytes(os.urandom(4))
            value = self._last
        high, middle, low = value >> 74, value >> 62 & 0xFFF, value & (1 << 62) - 1
        return UUID(int=high << 80 | 7 << 76 | middle << 64 | 2 << 62 | low)


_ids = _Ids()


def new_id() -> UUID:
    """A UUIDv7: hard to guess, in the order it was made, and close in the index to its neighbours."""
    return _ids.next()


class Moment(TypeDecorator[datetime]):
    """A point in time, kept in UTC. Refuses a datetime that does not know its zone."""

    impl = DateTime(timezone=True)
    cache_ok = True
    python_type = datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment needs a time zone.")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


key = Annotated[UUID, mapped_column(primary_key=True, default=new_id)]
moment = Annotated[datetime, mapped_column(Moment)]
program_key = Annotated[UUID, mapped_column(ForeignKey("programs.id"))]
person_key = Annotated[UUID, mapped_column(ForeignKey("people.id"))]


def same_as(name: str) -> Callable[[Any], Any]:
    """A column's default: what another column of the new row says."""
    return lambda context: context.get_current_parameters()[name]


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False}, disable_autonaming=True)
migrate = Migrate(db=db, directory=str(ROOT / "migrations"), render_as_batch=True, compare_type=True)

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


def engine_options(url: str) -> dict[str, Any]:
    """SQLAlchemy engine options for a database address. Raises ``sqlite.Unsafe``."""
    # What a statement carried is a person's own; it must not stand in an error message.
    quiet = {"hide_parameters": True}
    if url.startswith("sqlite"):
        return {**quiet, **sqlite.engine_options()}
    return {**quiet, "pool_pre_ping": True}


def one_or_404(chosen: Select[T]) -> T:
    """The first row, or the same 404 as for a row that does not exist."""
    row = db.session.scalar(chosen)
    if row is None:
        abort(404)
    return row


def newer_than(
    owner: InstrumentedAttribute[UUID], at: InstrumentedAttribute[Any], since: Mapping[UUID, datetime]
) -> ColumnElement[bool]:
    """The rows of each owner after the owner's own moment; of no owner, no row."""
    return or_(false(), *(and_(owner == owner_id, at > after) for owner_id, after in since.items()))


def by_owner(chosen: Executable) -> dict[UUID, list[Any]]:
    """Rows whose first column is their owner, by that owner: one query for all of them."""
    found: dict[UUID, list[Any]] = {}
    for row in db.session.execute(chosen):
        found.setdefault(row[0], []).append(row)
    return found


def write_now() -> None:
    """From here on this request may write, even if it is a GET.

    A reading SQLite transaction that turns into a writing one fails when anybody wrote in between,
    so the reading ends first. PostgreSQL has no such trouble and stays in its transaction.
    """
    if is_writing():
        return
    g.is_writing = True
    if db.engine.dialect.name == "sqlite":
        db.session.commit()


def reading(pages: Iterator[T]) -> Iterator[T]:
    """For an answer that is sent while it is read, after the request's own transaction has ended.

    Each page is a reading transaction of its own: on SQLite a long one would keep the write-ahead log from
    being emptied, and a writing one everybody else from writing.
    """
    g.is_writing = False
    for page in pages:
        db.session.commit()
        yield page


def is_writing() -> bool:
    if not has_request_context():
        return True
    return request.method not in READING or bool(g.get("is_writing"))


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing() else "BEGIN")
