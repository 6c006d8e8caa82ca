"""Whoever changes the audit behind the app's back is found out: the first row that is not ours is named."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from companion.accounts.models import Person
from companion.audit import checking, trail
from companion.audit.models import Chain, Disclosure, Event
from companion.core.db import db
from tests.cast import NOW, Cast
from tests.command import companion
from tests.visitor import Visitor

ROWS = 6


@pytest.fixture
def noted(context: Flask, cast: Cast) -> list[Event]:
    """Some rows of both kinds, and the events among them."""
    rosa, cora = (db.session.get_one(Person, one) for one in (cast.rosa, cast.cora))
    for number in range(ROWS):
        trail.note("task:opened", program_id=cast.program, at=NOW, client_id=rosa.id, kind=f"task {number}")
        trail.disclose(client=rosa, recipient=cora, at=NOW, what="a page", purpose="treatment")
    db.session.commit()
    chosen = select(Event).where(Event.action == "task:opened").order_by(Event.number)
    rows = list(db.session.scalars(chosen))
    db.session.commit()
    db.session.expunge_all()
    return rows


def behind_its_back(statement: str, **values: Any) -> None:
    """What somebody does who may do everything in the database."""
    db.session.commit()
    with db.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            for table in ("events", "disclosures"):
                for verb in ("update", "delete"):
                    connection.execute(text(f"drop trigger if exists {table}_refuse_{verb}"))
        else:
            connection.execute(text("set local session_replication_role = replica"))
        connection.execute(text(statement), values)
    db.session.expunge_all()


def of(row: Any) -> Any:
    """The row's id as the database has it."""
    return row.id.hex if db.engine.dialect.name == "sqlite" else row.id


def test_all_that_a_request_notes_hangs_together(app: Flask, cast: Cast, cora: Visitor) -> None:
    cora.get(f"/caseload/{cast.rosa}/brief")
    with app.app_context():
        ends = {end.kind: end.number for end in checking.check()}
        for kind in (Event, Disclosure):
            counted = db.session.scalar(select(func.count()).select_from(kind))
            assert counted and ends[kind.__tablename__] == counted


@pytest.mark.parametrize("table", ["events", "disclosures"])
@pytest.mark.parametrize("verb", ["update {} set at = at", "delete from {}"])
def test_the_database_refuses_to_change_or_remove_a_row(noted: list[Event], table: str, verb: str) -> None:
    with pytest.raises(Exception, match=f"{table} is append-only"), db.engine.begin() as connection:
        connection.execute(text(verb.format(table)))


CHANGES: dict[str, Callable[[list[Event]], tuple[str, dict[str, Any]]]] = {
    "changed": lambda rows: ("update events set action = 'task:closed' where id = :id", {"id": of(rows[2])}),
    "facts": lambda rows: ("update events set facts = '{}' where id = :id", {"id": of(rows[2])}),
    "another's": lambda rows: ("update events set client_id = null where id = :id", {"id": of(rows[2])}),
}


@pytest.mark.parametrize("how", CHANGES)
def test_a_changed_row_is_named(noted: list[Event], how: str) -> None:
    statement, values = CHANGES[how](noted)
    behind_its_back(statement, **values)
    with pytest.raises(checking.Broken, match=f"events, row {noted[2].id}, number {noted[2].number}"):
        checking.check()


def test_the_row_after_a_removed_one_is_named(noted: list[Event]) -> None:
    named = f"events, row {noted[3].id}: not number {noted[2].number}"
    behind_its_back("delete from events where id = :id", id=of(noted[2]))
    with pytest.raises(checking.Broken, match=named):
        checking.check()


def test_two_rows_in_each_others_place_are_found(noted: list[Event]) -> None:
    second, third = noted[1].number, noted[2].number
    for number, row in ((-1, noted[1]), (second, noted[2]), (third, noted[1])):
        behind_its_back("update events set number = :number where id = :id", number=number, id=of(row))
    with pytest.raises(checking.Broken, match=f"events, row {noted[2].id}, number {second}"):
        checking.check()


def test_rows_taken_from_the_end_are_missed(noted: list[Event]) -> None:
    behind_its_back("delete from events where id = :id", id=of(noted[-1]))
    with pytest.raises(checking.Broken, match=f"the rows from {noted[-1].number} to {noted[-1].number}"):
        checking.check()


def test_the_end_cannot_be_moved_back_without_the_key(noted: list[Event]) -> None:
    behind_its_back("delete from events where id = :id", id=of(noted[-1]))
    moved = (
        "update audit_chains set number = :number, last_hash = :hash where kind = 'events' and number = :was"
    )
    behind_its_back(moved, number=noted[-2].number, hash=noted[-2].hash, was=noted[-1].number)
    with pytest.raises(checking.Broken, match="what says where they end is not ours"):
        checking.check()


def test_a_row_of_somebody_elses_making_is_named(noted: list[Event]) -> None:
    columns = "id, program_id, at, action, facts"
    copied = "select :id, program_id, at, 'consent:signed', facts from events where id = :of"
    strange = noted[0].id.hex[:-4] + "ffff"
    behind_its_back(f"insert into events ({columns}) {copied}", id=strange, of=of(noted[0]))
    with pytest.raises(checking.Broken, match=r"events, row .*ffff: not number 1"):
        checking.check()


def test_what_was_noted_elsewhere_is_asked_for(noted: list[Event]) -> None:
    known = {str(end) for end in checking.check()}
    trail.note("session:started", program_id=noted[0].program_id, at=NOW)
    db.session.commit()
    assert checking.check(known)
    with pytest.raises(checking.Broken, match="noted elsewhere"):
        checking.check({f"{noted[0].program_id} events 1 {'0' * 64}"})


def test_many_pages_are_read_in_their_order(noted: list[Event], monkeypatch: pytest.MonkeyPatch) -> None:
    before = checking.check()
    monkeypatch.setattr(checking, "PAGE", 2)
    assert checking.check() == before


def test_a_refused_request_leaves_the_chain_alone(noted: list[Event]) -> None:
    before = checking.check()
    trail.note("session:started", program_id=noted[0].program_id, at=NOW)
    db.session.rollback()
    db.session.commit()
    assert checking.check() == before


def test_a_note_outlives_a_savepoint_that_fails_beside_it(noted: list[Event]) -> None:
    trail.note("session:started", program_id=noted[0].program_id, at=NOW)
    with db.session.begin_nested() as savepoint:
        savepoint.rollback()
    with db.session.begin_nested():
        pass
    assert db.session.scalar(select(Chain.number).where(Chain.kind == "events")) == noted[-1].number
    db.session.commit()
    assert db.session.scalar(select(Chain.number).where(Chain.kind == "events")) == noted[-1].number + 1


def test_many_at_once_make_one_chain(app: Flask, noted: list[Event]) -> None:
    program_id, start = noted[0].program_id, Barrier(4)
    failed: list[Exception] = []

    def note_some() -> None:
        start.wait()
        with app.app_context():
            try:
                for _ in range(5):
                    trail.note("session:started", program_id=program_id, at=NOW)
                    db.session.commit()
            except Exception as error:
                failed.append(error)
            db.session.remove()

    threads = [Thread(target=note_some) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    before = noted[-1].number or 0
    assert {end.number for end in checking.check() if end.kind == "events"} == {before + 20}


def checked(database_url: str, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return companion("check-audit", *options, database_url=database_url, folder=folder)


def test_the_command_prints_where_the_chains_end_and_asks_for_known_ends(
    noted: list[Event], database_url: str, tmp_path: Path
) -> None:
    found, known = checked(database_url, tmp_path), tmp_path / "known"
    assert found.returncode == 0
    assert found.stdout.endswith("The audit is whole.\n") and " disclosures 6 " in found.stdout
    known.write_text("\n".join(found.stdout.splitlines()[:-1]))
    assert checked(database_url, tmp_path, "--known", str(known)).returncode == 0
    known.write_text(f"{noted[0].program_id} events 1 {'0' * 64}\n")
    assert checked(database_url, tmp_path, "--known", str(known)).returncode == 2


def test_the_command_names_the_first_broken_row(
    noted: list[Event], database_url: str, tmp_path: Path
) -> None:
    behind_its_back("update events set action = 'task:closed' where id = :id", id=of(noted[2]))
    found = checked(database_url, tmp_path)
    assert found.returncode == 2
    assert str(noted[2].id) in found.stderr
    assert "Traceback" not in found.stderr
