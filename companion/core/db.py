"""The database: one base class, the column types, and how a transaction begins.

SQLite is opened with ``synchronous=FULL`` in WAL mode and writers begin IMMEDIATE: a deferred
writer that read first loses its update or fails at once, whatever the busy timeout says.
"""

from __future__ import annotations

import importlib
import os
import threading
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from types import ModuleType
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
    ForeignKey,
    MetaData,
    Select,
    and_,
    event,
    func,
    or_,
    select,
)
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, mapped_column
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

from companion.core.settings import ROOT

BUSY_TIMEOUT_MS = 5000
T = TypeVar("T")
READING = {"GET", "HEAD", "OPTIONS"}
PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "trusted_schema": 0,
    "busy_timeout": BUSY_TIMEOUT_MS,
}


class UnsafeSqlite(Exception):
    """The SQLite library at hand can lose committed writes in WAL mode."""


class _Ids:
    """UUIDv7 that never go back within a process, so that rows of one moment keep their order.

    Source: RFC 9562, section 6.2, method 2: within a millisecond the random part grows by a random step.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def next(self) -> UUID:
        milliseconds = time.time_ns() // 1_000_000
        with self._lock:
            fresh = (milliseconds & (1 << 48) - 1) << 74 | int.from_bytes(os.urandom(9)) >> 1
            is_same = fresh >> 74 == self._last >> 74
            self._last = self._last + 1 + int.from_bytes(os.urandom(4)) if is_same else fresh
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
    """SQLAlchemy engine options for a database address. Raises ``UnsafeSqlite``."""
    # What a statement carried is a person's own; it must not stand in an error message.
    quiet = {"hide_parameters": True}
    if url.startswith("sqlite"):
        module = sqlite_module()
        refuse_unsafe_sqlite(module.sqlite_version_info)
        return {**quiet, "module": module, "connect_args": {"timeout": BUSY_TIMEOUT_MS / 1000}}
    return {**quiet, "pool_pre_ping": True}


def sqlite_module() -> ModuleType:
    """pysqlite3 brings a current SQLite; without it, Python's own."""
    try:
        return importlib.import_module("pysqlite3.dbapi2")
    except ImportError:
        return importlib.import_module("sqlite3.dbapi2")


def refuse_unsafe_sqlite(version: tuple[int, int, int]) -> None:
    """Refuse versions with the WAL-reset race.

    Source: sqlite.org/wal.html, "WAL-reset bug": 3.7.0 to 3.51.2, except 3.44.6 and 3.50.7.
    """
    if (3, 7, 0) <= version < (3, 51, 3) and version not in {(3, 44, 6), (3, 50, 7)}:
        raise UnsafeSqlite(
            f"SQLite {'.'.join(map(str, version))} can lose committed entries (its WAL-reset bug). "
            "Install the pysqlite3 package of the locked requirements, or use PostgreSQL."
        )


def one_or_404(chosen: Select[T]) -> T:
    """The first row, or the same 404 as for a row that does not exist."""
    row = db.session.scalar(chosen)
    if row is None:
        abort(404)
    return row


def counts_since(
    owner: InstrumentedAttribute[UUID],
    at: InstrumentedAttribute[Any],
    since: Mapping[UUID, datetime],
    *only: ColumnElement[bool],
) -> dict[UUID, int]:
    """How many rows each owner has after the owner's own moment: one query for all of them."""
    if not since:
        return {}
    newer = or_(*(and_(owner == owner_id, at > after) for owner_id, after in since.items()))
    chosen = select(owner, func.count()).where(newer, *only).group_by(owner)
    return dict(db.session.execute(chosen).all())


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


def is_writing() -> bool:
    if not has_request_context():
        return True
    return request.method not in READING or bool(g.get("is_writing"))


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    if not type(connection).__module__.startswith(("pysqlite3", "sqlite3")):
        return
    connection.isolation_level = None
    cursor = connection.cursor()
    for name, wanted in PRAGMAS.items():
        cursor.execute(f"PRAGMA {name} = {wanted}")
        found = cursor.execute(f"PRAGMA {name}").fetchone()[0]
        if found != wanted:
            raise UnsafeSqlite(f"SQLite did not accept {name} = {wanted}; it says {found}.")
    cursor.close()


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing() else "BEGIN")
