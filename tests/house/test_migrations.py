"""Each migration goes up, down and up again on a used database, and what it does not drop stays as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from flask import Flask
from sqlalchemy import Connection, inspect, text

from companion.accounts import throttling
from companion.accounts.models import Person
from companion.audit import trail
from companion.core import keys, schema
from companion.core.db import Base, db
from companion.core.settings import ROOT
from companion.outbox import actions as outbox
from companion.records.contacts.models import Contact
from tests.cast import NOW, Cast
from tests.command import companion
from tests.house.world import make_world

SCRIPTS = ScriptDirectory(str(ROOT / "migrations"))
REVISIONS: list[Script] = list(SCRIPTS.walk_revisions())
HEAD = SCRIPTS.get_current_head()

Rows = dict[str, list[dict[str, str]]]


@pytest.fixture
def used(app: Flask, cast: Cast) -> Iterator[Flask]:
    """A database with a row in every table. It is brought back to the newest schema in any case."""
    with app.app_context():
        make_world(cast)
        fill_the_rest(cast)
        db.session.commit()
        keys.refuse_wrong()
        db.session.remove()
    yield app
    with app.app_context():
        schema.upgrade()


def test_every_table_is_used_here(used: Flask) -> None:
    with used.app_context():
        assert [name for name, rows in rows_of_all().items() if not rows] == []


@pytest.mark.parametrize("script", REVISIONS, ids=[script.revision for script in REVISIONS])
def test_a_migration_goes_down_and_up_on_a_used_database(used: Flask, script: Script) -> None:
    with used.app_context():
        newest, before = shape(), rows_of_all()
        flask_migrate.downgrade(revision=script.down_revision or "base")
        left = rows_of_all()
        assert left == only_columns_of(left, before)
        older = shape()
        flask_migrate.upgrade(revision=script.revision)
        flask_migrate.downgrade(revision="-1")
        assert shape() == older, "going up and down again leaves something behind"
        schema.upgrade()
        assert shape() == newest, "going down and up again does not lead to the same schema"
        after = rows_of_all()
        assert only_columns_of(left, after) == left


def test_the_migrations_lead_to_what_the_models_say(context: Flask) -> None:
    with db.engine.connect() as connection:
        options = {"compare_type": True, "target_metadata": Base.metadata}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata) == []


def test_a_revision_is_called_as_its_file_and_follows_one_other() -> None:
    for script in REVISIONS:
        assert script.path.endswith(f"/{script.revision}.py")
    numbers = sorted(int(script.revision[:4]) for script in REVISIONS)
    assert numbers == list(range(1, len(REVISIONS) + 1))
    assert SCRIPTS.get_heads() == [HEAD]


def test_a_database_of_newer_code_is_left_alone_and_said_in_words(used: Flask) -> None:
    with used.app_context():
        before = shape()
        set_revision("9999_later")
        try:
            with pytest.raises(schema.NewerSchema, match=r"9999_later.*Install the newer version"):
                schema.upgrade()
            assert not schema.is_current()
            assert shape() == before
        finally:
            set_revision(str(HEAD))
        assert schema.is_current()


def test_the_command_refuses_a_newer_database(used: Flask, database_url: str, tmp_path: Path) -> None:
    with used.app_context():
        set_revision("9999_later")
    try:
        refused = companion("check-config", database_url=database_url, folder=tmp_path)
    finally:
        with used.app_context():
            set_revision(str(HEAD))
    assert refused.returncode == 2
    assert "Install the newer version" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert companion("check-config", database_url=database_url, folder=tmp_path).returncode == 0


def fill_the_rest(cast: Cast) -> None:
    """A row in each table that Rosa's world leaves empty."""
    rosa, cora = (db.session.get_one(Person, one) for one in (cast.rosa, cast.cora))
    throttling.count_failure(b"k" * 32, 10, at=NOW)
    trail.disclose(client=rosa, recipient=cora, at=NOW, what="brief", purpose="treatment")
    contact = db.session.query(Contact).one()
    trail.keep_version(contact, ["name"], by_id=rosa.id, at=NOW)
    outbox.queue(rosa, subject="A reminder", body="You have a reminder.", address="r@test.example", at=NOW)


def only_columns_of(left: Rows, rows: Rows) -> Rows:
    """The tables that are left, with the columns that both have: a migration may add and drop some."""
    for name, known in left.items():
        columns = set(known[0]) & set(rows[name][0])
        for row in (*known, *rows[name]):
            for column in set(row) - columns:
                del row[column]
    return {name: rows[name] for name in left}


def rows_of_all() -> Rows:
    with db.engine.connect() as connection:
        names = sorted(set(inspect(connection).get_table_names()) - {"alembic_version"})
        return {name: rows_of(connection, name) for name in names}


def rows_of(connection: Connection, table: str) -> list[dict[str, str]]:
    found = connection.execute(text(f"select * from {table}")).mappings()  # noqa: S608
    rows = [{name: repr(value) for name, value in row.items()} for row in found]
    return sorted(rows, key=lambda row: row.get("id", repr(sorted(row.items()))))


def shape() -> dict[str, Any]:
    """All that the database says of its tables, in a form that two of them can be compared by."""
    with db.engine.connect() as connection:
        looking = inspect(connection)
        asks = ("columns", "indexes", "unique_constraints", "check_constraints", "foreign_keys")
        tables = {
            name: {ask: sorted(map(in_words, getattr(looking, f"get_{ask}")(name))) for ask in asks}
            for name in looking.get_table_names()
        }
        return {**tables, "triggers": triggers(connection)}


def in_words(fact: Any) -> str:
    """The condition of an index is an object: what it says stands in its place."""
    options = {name: str(value) for name, value in fact.get("dialect_options", {}).items()}
    return str({**fact, "dialect_options": options})


def triggers(connection: Connection) -> list[str]:
    if connection.dialect.name == "sqlite":
        asked = "select sql from sqlite_master where type = 'trigger'"
    else:
        asked = "select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal"
    return sorted(connection.scalars(text(asked)))


def set_revision(revision: str) -> None:
    with db.engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = :revision"), {"revision": revision})
