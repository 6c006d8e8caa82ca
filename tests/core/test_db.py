"""Nothing that was saved is lost, whoever else writes at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import create_engine, select, text
from sqlalchemy.exc import OperationalError, StatementError

from companion.accounts import throttling
from companion.accounts.models import Person, Throttle
from companion.core import sqlite
from companion.core.db import (
    _Ids,
    db,
    engine_options,
    write_now,
)
from tests.cast import NOW, Cast
from tests.conftest import POSTGRES
from tests.visitor import Visitor

sqlite_only = pytest.mark.skipif(bool(POSTGRES), reason="about SQLite")
KEY = b"k" * 32


@sqlite_only
def test_eight_who_read_and_then_write_lose_nothing(app: Flask) -> None:
    def count_forty_times() -> None:
        with app.app_context():
            for _ in range(40):
                throttling.count_failure(KEY, 10, at=NOW)
                db.session.commit()

    in_parallel(8, count_forty_times)
    with app.app_context():
        assert db.session.get_one(Throttle, KEY).failures == 320


@sqlite_only
def test_each_pooled_connection_is_opened_safely(context: Flask) -> None:
    opened = [db.engine.connect() for _ in range(3)]
    for connection in opened:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in sqlite.PRAGMAS}
        assert found == {
            "journal_mode": "wal",
            "synchronous": 2,
            "foreign_keys": 1,
            "trusted_schema": 0,
            "busy_timeout": 5000,
        }
        connection.rollback()
        connection.close()


def test_a_database_that_does_not_accept_a_safe_setting_is_not_used() -> None:
    in_memory = create_engine("sqlite://", **engine_options("sqlite://"))
    with pytest.raises(sqlite.Unsafe, match="journal_mode"):
        in_memory.connect()
    in_memory.dispose()


@pytest.mark.parametrize(
    ("version", "is_safe"),
    [
        ((3, 6, 23), True),
        ((3, 7, 0), False),
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 4), False),
        ((3, 50, 7), True),
        ((3, 51, 1), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_a_sqlite_that_can_lose_entries_is_refused(version: tuple[int, int, int], is_safe: bool) -> None:
    if is_safe:
        sqlite.refuse_unsafe(version)
    else:
        with pytest.raises(sqlite.Unsafe, match=r"can lose committed entries.*pysqlite3"):
            sqlite.refuse_unsafe(version)


@sqlite_only
def test_a_page_opens_while_somebody_else_is_writing(rosa: Visitor, context: Flask) -> None:
    with db.engine.connect() as writing:
        writing.execute(text("update programs set hours = 'Mon'"))
        assert rosa.get("/settings").status_code == 200
        writing.rollback()


@sqlite_only
def test_a_page_that_turns_to_writing_says_so_first(app: Flask, cast: Cast) -> None:
    with app.test_request_context("/"):
        rosa = db.session.get_one(Person, cast.rosa)
        written_by_another(app)
        rosa.zone = "UTC"
        with pytest.raises(OperationalError, match="locked"):
            db.session.flush()
        db.session.rollback()
    with app.test_request_context("/"):
        rosa = db.session.get_one(Person, cast.rosa)
        write_now()
        written_by_another(app)
        rosa.zone = "UTC"
        db.session.commit()
    with app.app_context():
        assert db.session.get_one(Person, cast.rosa).zone == "UTC"


@sqlite_only
@pytest.mark.parametrize(
    ("method", "begins"), [("GET", "BEGIN"), ("HEAD", "BEGIN"), ("POST", "BEGIN IMMEDIATE")]
)
def test_only_a_request_that_writes_takes_the_writers_place(app: Flask, method: str, begins: str) -> None:
    with app.test_request_context("/", method=method):
        said = heard_at_begin()
        db.session.execute(text("select 1"))
        assert said == [begins]
        write_now()
        db.session.execute(text("select 1"))
        assert said[-1] == "BEGIN IMMEDIATE"
        db.session.rollback()


def test_a_moment_without_a_zone_is_refused(context: Flask, cast: Cast) -> None:
    rosa = db.session.get_one(Person, cast.rosa)
    rosa.left_at = datetime(2026, 11, 18, 12, 0)
    with pytest.raises(StatementError, match="needs a time zone"):
        db.session.flush()


def test_a_moment_comes_back_to_the_microsecond_in_utc(context: Flask, cast: Cast) -> None:
    rosa = db.session.get_one(Person, cast.rosa)
    rosa.left_at = datetime(2026, 11, 1, 1, 30, 15, 123456, tzinfo=timezone(timedelta(hours=-4)))
    db.session.commit()
    db.session.expire_all()
    found = db.session.scalars(select(Person.left_at).where(Person.id == cast.rosa)).one()
    assert found == datetime(2026, 11, 1, 5, 30, 15, 123456, tzinfo=UTC)
    assert found.tzinfo == UTC


def test_ids_are_in_the_order_of_time_and_never_the_same(frozen: Any) -> None:
    made, ids = _Ids(), []
    for _ in range(200):
        ids.append(made.next())
        frozen.shift(timedelta(milliseconds=1))
    assert ids == sorted(ids)
    assert {(one.version, one.variant) for one in ids} == {(7, "specified in RFC 4122")}
    assert len({made.next() for _ in range(1000)}) == 1000
    assert ids[0].int >> 80 == int(NOW.timestamp() * 1000)


def test_ids_go_on_when_the_clock_is_set_back(frozen: Any) -> None:
    made = _Ids()
    before = made.next()
    frozen.shift(timedelta(hours=-1))
    after = made.next()
    assert before < after < made.next()


def heard_at_begin() -> list[str]:
    """What the session's connection is told when a transaction begins."""
    said: list[str] = []

    def note(statement: str) -> None:
        if statement.startswith("BEGIN"):
            said.append(statement)

    db.session.connection().connection.driver_connection.set_trace_callback(note)
    db.session.rollback()
    return said


def written_by_another(app: Flask) -> None:
    def write() -> None:
        with app.app_context():
            throttling.count_failure(KEY, 10, at=NOW)
            db.session.commit()

    in_parallel(1, write)


def in_parallel(count: int, work: Callable[[], None]) -> None:
    threads = [Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
