"""Page 40 asks the database exactly what page 1 asks, and each list is read along an index of its owner's."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.dialects import postgresql, sqlite

from companion.core.db import db, new_id
from companion.core.keyset import Listed, Mark
from companion.overviews.timeline import queries
from companion.overviews.timeline.rules import PAGE, Kind
from tests.cast import NOW, Cast
from tests.house.world import make_world
from tests.library.test_cost import asked_of
from tests.timeline.entries import log_cravings, person
from tests.visitor import Visitor

MOST = 37
OWNERS = ("client_id", "track_id", "author_id", "note_id", "alert_id")


def test_a_page_far_back_asks_no_more_than_the_first(app: Flask, cast: Cast, cora: Visitor) -> None:
    with app.app_context():
        make_world(cast)
        log_cravings(cast, 6 * PAGE)
        mark = Mark(NOW - timedelta(days=29), person(cast.rosa).id)
    first, far = counted(app, cora, cast, ""), counted(app, cora, cast, f"?before={mark.cursor}")
    assert far <= first <= MOST


def test_more_entries_ask_for_no_more_queries(app: Flask, cast: Cast, cora: Visitor) -> None:
    with app.app_context():
        make_world(cast)
        log_cravings(cast, 4)
    few = counted(app, cora, cast, "")
    with app.app_context():
        log_cravings(cast, 3 * PAGE)
    assert counted(app, cora, cast, "?kind=craving") < counted(app, cora, cast, "") <= few


def counted(app: Flask, visitor: Visitor, cast: Cast, asked: str) -> int:
    address = f"/caseload/{cast.rosa}/timeline{asked}"
    visitor.get(address)
    with asked_of(app) as found:
        assert visitor.get(address).status_code == 200
    return sum(one.startswith(("SELECT", "WITH")) for one in found)


@pytest.mark.parametrize("kind", list(Kind))
def test_each_list_is_read_along_an_index_that_begins_with_its_owner(
    app: Flask, cast: Cast, kind: Kind
) -> None:
    with app.app_context():
        make_world(cast)
        lists = queries.lists_of(person(cast.rosa), NOW, (kind,))[kind]
        assert lists
        for listed in lists:
            used = indexes_used(listed)
            assert used and used[0].startswith(OWNERS), f"{kind} reads {used}"


def indexes_used(listed: Listed[object]) -> list[str]:
    """The first column of each index that the plan of a page far back reads the listed table by."""
    chosen = listed.chosen(Mark(NOW - timedelta(days=9), new_id()), PAGE + 1)
    table = listed.model.__table__.name  # type: ignore[attr-defined]  # every model has one
    return [first_column(name) for name in plan_of(chosen, table)]


def plan_of(chosen: object, table: str) -> list[str]:
    if db.engine.dialect.name == "sqlite":
        written = chosen.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})  # type: ignore[attr-defined]  # a select
        rows = db.session.execute(text(f"EXPLAIN QUERY PLAN {escaped(str(written))}"))
        details = [row[3] for row in rows]
        return [
            found[2]
            for detail in details
            if (found := re.search(rf"(SEARCH|SCAN) {table} USING INDEX (\w+)", detail))
        ]
    written = chosen.compile(dialect=postgresql.dialect(), compile_kwargs={"literal_binds": True})  # type: ignore[attr-defined]  # a select
    db.session.execute(text("set local enable_seqscan = off"))
    rows = db.session.execute(text(f"EXPLAIN {escaped(str(written))}"))
    read_by = re.compile(r"Index (?:Only )?Scan(?: Backward)? (?:using|on) (\w+)")
    return [found[1] for row in rows if (found := read_by.search(row[0]))]


def escaped(statement: str) -> str:
    return statement.replace(":", r"\:")


def first_column(index: str) -> str:
    for table in db.metadata.sorted_tables:
        for one in (*table.indexes, *table.constraints):
            if one.name == index:
                return str(next(iter(one.columns)).name)  # type: ignore[union-attr]  # keys have columns
    return sqlite_unique(index)


def sqlite_unique(index: str) -> str:
    """SQLite names the index of a unique constraint by itself."""
    found = db.session.execute(text("select name from pragma_index_info(:index)"), {"index": index})
    return str(found.scalar() or index)
