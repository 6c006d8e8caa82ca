"""Bringing the database up to the schema that this code knows."""

from __future__ import annotations

import logging

import flask_migrate
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import inspect, text

from companion.core.db import db
from companion.core.stop import Stop


class NewerSchema(Stop):
    """The database was made by newer code than this."""


def upgrade() -> None:
    """Run every migration that the database has not seen. Raises ``NewerSchema``."""
    refuse_newer()
    logging.getLogger("alembic").setLevel(logging.WARNING)
    flask_migrate.upgrade()


def refuse_newer() -> None:
    found = _revision()
    known = {script.revision for script in _scripts().walk_revisions()}
    if found and found not in known:
        raise NewerSchema(
            f"The database is at {found}, which this version of the app does not know. "
            "Install the newer version again, or restore the backup made before the upgrade."
        )


def is_current() -> bool:
    return _revision() == _scripts().get_current_head()


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(current_app.extensions["migrate"].directory)


def _revision() -> str | None:
    with db.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("select version_num from alembic_version")).scalar()
