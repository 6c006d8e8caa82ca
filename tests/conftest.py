"""A fresh database for each test, on SQLite or on the PostgreSQL that the environment names."""

from __future__ import annotations

import base64
import os
import shutil
import smtplib
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import create_engine, text

from companion.app import create_app
from companion.core import schema
from companion.core.db import db
from companion.core.settings import Settings
from tests.cast import NOW, Cast, make_cast
from tests.visitor import Visitor

POSTGRES = os.environ.get("COMPANION_TEST_DATABASE_URL")
LOOPBACK = ("127.", "localhost", "::1", "/")


def settings_for(database_url: str) -> Settings:
    return Settings(
        secret_keys=("a secret of the tests, long enough",),
        data_keys={"1": b"k" * 32},
        index_key=base64.b64decode(base64.b64encode(b"i" * 32)),
        database_url=database_url,
    )


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory, worker: str) -> str:
    """A migrated database without a row: a file to copy, or a PostgreSQL database to empty."""
    if POSTGRES:
        url = _new_postgres_database(POSTGRES, f"companion_test_{worker}")
    else:
        url = f"sqlite:///{tmp_path_factory.mktemp('database')}/empty.sqlite3"
    app = create_app(settings_for(url))
    with app.app_context():
        schema.upgrade()
        db.engine.dispose()
    return url


@pytest.fixture(scope="session")
def worker() -> str:
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


@pytest.fixture(scope="session")
def own_database(empty_database: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where each test of this worker finds its own fresh database."""
    return empty_database if POSTGRES else f"sqlite:///{tmp_path_factory.mktemp('database')}/test.sqlite3"


@pytest.fixture
def database_url(empty_database: str, own_database: str) -> Iterator[str]:
    if not POSTGRES:
        _copy(empty_database, own_database)
    yield own_database
    if POSTGRES:
        _empty_postgres(own_database)


@pytest.fixture(scope="session")
def built_app(own_database: str) -> Flask:
    """Built once a worker: building it and compiling its templates cost more than most tests."""
    return create_app(settings_for(own_database))


@pytest.fixture
def app(database_url: str, built_app: Flask, frozen: Any) -> Iterator[Flask]:
    yield built_app
    with built_app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def context(app: Flask) -> Iterator[Flask]:
    """For tests of queries and actions: the application, with no request."""
    with app.app_context():
        yield app


@pytest.fixture
def cast(app: Flask) -> Cast:
    with app.app_context():
        return make_cast()


@pytest.fixture
def frozen() -> Iterator[time_machine.Traveller]:
    """It is Wednesday, November 18, 2026, 5 PM in New York, until the test says otherwise."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def anyone(app: Flask) -> Visitor:
    return Visitor(app)


def _signed_in(name: str) -> Any:
    @pytest.fixture(name=name)
    def fixture(app: Flask, cast: Cast) -> Visitor:
        return Visitor(app, f"{name}@test.example")

    return fixture


rosa = _signed_in("rosa")
omar = _signed_in("omar")
cora = _signed_in("cora")
wes = _signed_in("wes")
ben = _signed_in("ben")
ada = _signed_in("ada")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing leaves this machine, and no mail is sent."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> Any:
        host = address[0] if isinstance(address, tuple) else str(address)
        assert host.startswith(LOOPBACK), f"a test tried to reach {host}"
        return real(self, address)

    def send(*arguments: Any, **options: Any) -> None:
        raise AssertionError("a test tried to send mail")

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(smtplib.SMTP, "sendmail", send)


def _new_postgres_database(url: str, name: str) -> str:
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"drop database if exists {name}"))
        connection.execute(text(f"create database {name}"))
    server.dispose()
    return f"{url.rsplit('/', 1)[0]}/{name}"


def _copy(empty: str, url: str) -> None:
    """What an earlier test left beside the file goes too: a stale journal would be read as its own."""
    file = Path(url.removeprefix("sqlite:///"))
    for name in (f"{file.name}-wal", f"{file.name}-shm"):
        file.with_name(name).unlink(missing_ok=True)
    shutil.copy(empty.removeprefix("sqlite:///"), file)


def _empty_postgres(url: str) -> None:
    """Append-only tables refuse DELETE; TRUNCATE is the owner's own act and quick."""
    engine = create_engine(url)
    names = ", ".join(table.name for table in db.metadata.sorted_tables)
    with engine.begin() as connection:
        connection.execute(text(f"truncate {names} cascade"))
    engine.dispose()
