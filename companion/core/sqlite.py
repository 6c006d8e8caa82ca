"""How SQLite is opened: in WAL mode with ``synchronous=FULL``, and by a version that loses nothing."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from companion.core.stop import Stop

BUSY_TIMEOUT_MS = 5000
PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "trusted_schema": 0,
    "busy_timeout": BUSY_TIMEOUT_MS,
}


class Unsafe(Stop):
    """The SQLite library at hand can lose committed writes in WAL mode."""


def engine_options() -> dict[str, Any]:
    """Raises ``Unsafe``."""
    module = library()
    refuse_unsafe(module.sqlite_version_info)
    return {"module": module, "connect_args": {"timeout": BUSY_TIMEOUT_MS / 1000}}


def library() -> ModuleType:
    """pysqlite3 brings a current SQLite; without it, Python's own."""
    try:
        return importlib.import_module("pysqlite3.dbapi2")
    except ImportError:
        return importlib.import_module("sqlite3.dbapi2")


def refuse_unsafe(version: tuple[int, int, int]) -> None:
    """Refuse versions with the WAL-reset race.

    Source: sqlite.org/wal.html, "WAL-reset bug": 3.7.0 to 3.51.2, except 3.44.6 and 3.50.7.
    """
    if (3, 7, 0) <= version < (3, 51, 3) and version not in {(3, 44, 6), (3, 50, 7)}:
        raise Unsafe(
            f"SQLite {'.'.join(map(str, version))} can lose committed entries (its WAL-reset bug). "
            "Install the pysqlite3 package of the locked requirements, or use PostgreSQL."
        )


@event.listens_for(Engine, "connect")
def _prepare(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    if not type(connection).__module__.startswith(("pysqlite3", "sqlite3")):
        return
    connection.isolation_level = None
    cursor = connection.cursor()
    for name, wanted in PRAGMAS.items():
        cursor.execute(f"PRAGMA {name} = {wanted}")
        found = cursor.execute(f"PRAGMA {name}").fetchone()[0]
        if found != wanted:
            raise Unsafe(f"SQLite did not accept {name} = {wanted}; it says {found}.")
    cursor.close()
