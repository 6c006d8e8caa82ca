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
    with context.begin_transaction():
        context.run_migrations()


run()
