"""What a client takes along: only what they tick, under a name that says nothing."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import Any

from flask import Flask
from sqlalchemy import select

from companion.audit.models import Event
from companion.core.db import db
from companion.overviews.leaving import rules
from companion.overviews.leaving.rules import Block, Line
from companion.records.journal.models import Entry
from tests.cast import Cast
from tests.house.world import CANARY, make_world
from tests.stepping.walks import discharge
from tests.visitor import Visitor


def entry_id(app: Flask, cast: Cast) -> str:
    with app.app_context():
        make_world(cast)
        entry = db.session.scalars(select(Entry).where(Entry.client_id == cast.rosa)).first()
        assert entry
        entry.body = "The lake at six"
        db.session.commit()
        return str(entry.id)


def files(answer: Any) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_cells_do_nothing_in_a_spreadsheet() -> None:
    table = rules.table([Block("journal", "=1+1", [Line("@cmd"), Line("plain")])])
    rows = list(csv.reader(io.StringIO(table.removeprefix("\ufeff"))))
    assert rows[1:] == [["journal", "'=1+1", "'@cmd"], ["journal", "'=1+1", "plain"]]


def test_files_hold_the_plan_people_numbers_and_what_was_ticked(
    app: Flask, rosa: Visitor, cast: Cast
) -> None:
    chosen = entry_id(app, cast)
    answer = rosa.post("/leaving/file", entries=chosen, is_own_phone="y")
    assert answer.headers["Content-Disposition"] == "attachment; filename=list.zip"
    found = files(answer)
    assert set(found) == {"list.html", "list.csv", "list.json"}
    parts = {one["part"] for one in json.loads(found["list.json"])["parts"]}
    assert {"people", "numbers", "figures", "journal"} <= parts
    for name, content in found.items():
        assert "The lake at six" in content and "555 0100" in content, name
        assert "Rosa" not in content.replace(CANARY, ""), name
    with app.app_context():
        events = db.session.scalars(select(Event).where(Event.action == "record:taken-out")).all()
        assert [(one.client_id, one.facts) for one in events] == [(cast.rosa, {})]


def test_nothing_of_the_journal_goes_along_unticked(app: Flask, rosa: Visitor, cast: Cast) -> None:
    entry_id(app, cast)
    found = files(rosa.post("/leaving/file", is_own_phone="y"))
    assert "lake" not in "".join(found.values())
    assert "lake" not in rosa.post("/leaving/print").text


def test_files_wait_until_the_phone_is_said_to_be_ones_own(app: Flask, rosa: Visitor, cast: Cast) -> None:
    chosen = entry_id(app, cast)
    answer = rosa.post("/leaving/file", entries=chosen)
    assert answer.status_code == 422 and "Please tick this first" in answer.text
    assert f'value="{chosen}" checked' in answer.text


def test_a_page_to_print_shows_the_same(app: Flask, rosa: Visitor, cast: Cast) -> None:
    chosen = entry_id(app, cast)
    text = rosa.post("/leaving/print", entries=chosen).text
    assert "The lake at six" in text and "988" in text and "My people" in text


def test_an_entry_of_somebody_else_is_nothing(app: Flask, omar: Visitor, cast: Cast) -> None:
    chosen = entry_id(app, cast)
    assert "lake" not in omar.post("/leaving/print", entries=chosen).text


def test_it_works_on_after_the_last_day(app: Flask, rosa: Visitor, cast: Cast) -> None:
    chosen = entry_id(app, cast)
    with app.app_context():
        discharge(cast)
    assert rosa.get("/leaving").status_code == 200
    assert "lake" in files(rosa.post("/leaving/file", entries=chosen, is_own_phone="y"))["list.json"]


def test_staff_and_supporters_have_no_such_page(cora: Visitor, ben: Visitor) -> None:
    for visitor in (cora, ben):
        assert visitor.get("/leaving").status_code == 404
        assert visitor.post("/leaving/file", is_own_phone="y").status_code == 404
