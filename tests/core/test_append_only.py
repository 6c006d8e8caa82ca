"""What happened stays what happened: not even the database's own user can rewrite it."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from tests.cast import NOW, Cast

CHANGES = [
    ("events", "action = 'nothing:happened'"),
    ("disclosures", "what = 'nothing'"),
    ("versions", "number = 99"),
]
# What a version says is sealed: with a new key it is sealed again. Nobody can change it without the key.


@pytest.fixture
def trailed(context: Flask, cast: Cast) -> None:
    rosa, cora = (db.session.get_one(Person, one) for one in (cast.rosa, cast.cora))
    trail.disclose(client=rosa, recipient=cora, at=NOW, what="brief", purpose="treatment")
    version = trail.Version(program_id=cast.program, client_id=cast.rosa, subject="cravings")
    version.subject_id, version.number, version.replaced_by, version.replaced_at = rosa.id, 0, rosa.id, NOW
    version.content = "{}"
    db.session.add(version)
    db.session.commit()


@pytest.mark.usefixtures("trailed")
@pytest.mark.parametrize(("table", "change"), CHANGES)
def test_a_row_of_the_trail_cannot_be_changed(table: str, change: str) -> None:
    with pytest.raises(DBAPIError, match=f"{table} is append-only"):
        db.session.execute(text(f"update {table} set {change}"))  # noqa: S608


@pytest.mark.usefixtures("trailed")
@pytest.mark.parametrize("table", [table for table, _ in CHANGES])
def test_a_row_of_the_trail_cannot_be_removed(table: str) -> None:
    count = select(func.count()).select_from(text(table))
    before = db.session.scalar(count)
    with pytest.raises(DBAPIError, match=f"{table} is append-only"):
        db.session.execute(text(f"delete from {table}"))  # noqa: S608
    db.session.rollback()
    assert before
    assert db.session.scalar(count) == before


def test_a_fact_that_its_action_did_not_declare_is_refused(context: Flask, cast: Cast) -> None:
    with pytest.raises(ValueError, match="does not declare"):
        trail.note("session:started", program_id=cast.program, at=NOW, note="what she said")
