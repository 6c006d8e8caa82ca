"""Runs the migrations on the application's own engine, so that SQLite is opened the same way."""

from __future__ import annotations

from typing import Any

from alembic import context
from flask import current_app

import companion.models  # noqa: F401  (fills the metadata)
from companion.core.db import Base, Moment, db


def render_item(kind: str, item: Any, autogen: Any) -> str | bool:
    """Write our own column type as the plain one it stands on: old migrations must not change with it."""
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    return False


def run() -> None:
    options = current_app.extensions["migrate"].configure_args
    connection = context.config.attributes.get("connection")
    if connection is not None:
        migrate_on(connection, options)
        return
    with db.engine.connect() as opened:
        migrate_on(opened, options)


def migrate_on(connection: Any, options: dict[str, Any]) -> None:
    context.configure(
        connection=connection, target_metadata=Base.metadata, render_item=render_item, **options
    )
    is_sqlite = connection.dialect.name == "sqlite"
    if is_sqlite:
        switch_references(connection, "OFF")
    try:
        with context.begin_transaction():
            context.run_migrations()
            if is_sqlite:
                refuse_broken_references(connection)
    finally:
        if is_sqlite:
            switch_references(connection, "ON")


def switch_references(connection: Any, switch: str) -> None:
    """SQLite changes a table by making it anew and dropping the old one, which rows may point at.

    Source: sqlite.org/lang_altertable.html, section 7: foreign keys off before the transaction begins.
    """
    connection.connection.dbapi_connection.execute(f"PRAGMA foreign_keys = {switch}")


def refuse_broken_references(connection: Any) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken:
        raise RuntimeError(f"The migration leaves rows of {broken[0]} that point at nothing.")


run()
