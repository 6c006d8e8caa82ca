"""Changing, taking back and undoing a craving: nothing is lost on the way."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import func, select

from companion.accounts.models import Person
from companion.audit.models import Event, Version
from companion.core.db import db
from companion.records.cravings import queries
from tests.cast import NOW, Cast
from tests.cravings.test_client import log, only_craving
from tests.visitor import Visitor


def undo_of(page: str) -> str:
    return page.split('name="version" value="')[1].split('"')[0]


def test_a_changed_number_can_be_changed_back_and_forth(app: Flask, rosa: Visitor) -> None:
    craving = log(rosa, "7")
    answer = rosa.post(f"/cravings/{craving}/change", strength="4")
    page = rosa.get(answer.location).text
    assert "Changed." in page
    rosa.post(f"/cravings/{craving}/undo", version=undo_of(page))
    assert only_craving(app).strength == 7
    rosa.post(f"/cravings/{craving}/undo", version="1")
    assert only_craving(app).strength == 4


def test_a_changed_time_is_typed_in_the_client_s_own_time_and_can_be_undone(
    app: Flask, rosa: Visitor
) -> None:
    craving = log(rosa, "7")
    form = {"strength": "7", "occurred": "2026-11-17T21:30"}
    page = rosa.get(rosa.post(f"/cravings/{craving}/change", **form).location).text
    assert only_craving(app).occurred_at.isoformat() == "2026-11-18T02:30:00+00:00"
    rosa.post(f"/cravings/{craving}/undo", version=undo_of(page))
    assert only_craving(app).occurred_at == NOW


def test_what_was_added_can_be_undone(app: Flask, rosa: Visitor) -> None:
    craving = log(rosa)
    form = {"triggers": ["payday"], "outcome": "reached_out", "note": "At the bus stop"}
    page = rosa.get(rosa.post(f"/cravings/{craving}", **form).location).text
    rosa.post(f"/cravings/{craving}/undo", version=undo_of(page))
    row = only_craving(app)
    with app.app_context():
        assert (row.trigger_keys, row.outcome, row.note) == ([], None, "")


def test_a_version_that_is_not_there_changes_nothing(app: Flask, rosa: Visitor) -> None:
    craving = log(rosa, "7")
    for version in ("0", "99999999999999999999", "-1", "x", "", "٣"):
        assert rosa.post(f"/cravings/{craving}/undo", version=version).status_code == 303
    assert only_craving(app).strength == 7


def test_another_client_can_neither_take_back_nor_undo(app: Flask, rosa: Visitor, omar: Visitor) -> None:
    craving = log(rosa, "7")
    rosa.post(f"/cravings/{craving}/change", strength="4")
    for verb in ("undo", "removal", "restoration", "left", "tags"):
        assert omar.post(f"/cravings/{craving}/{verb}", version="0").status_code == 404
    assert (only_craving(app).strength, only_craving(app).removed_at) == (4, None)


def test_a_deleted_craving_counts_nowhere_and_comes_back(
    app: Flask, cast: Cast, rosa: Visitor, cora: Visitor
) -> None:
    craving = log(rosa, "9")
    rosa.post(f"/cravings/{craving}", note="The ferry at dusk", outcome="")
    rosa.post(f"/cravings/{craving}/after", strength="3", skill="halt")
    brief = f"/caseload/{cast.rosa}/brief"
    assert "The ferry at dusk" in cora.get(brief).text
    answer = rosa.post(f"/cravings/{craving}/removal")
    page = rosa.get(answer.location).text
    assert "Deleted." in page
    assert f'href="/cravings/{craving}"' not in page
    assert "The ferry at dusk" not in cora.get(brief).text
    with app.app_context():
        client = db.session.get_one(Person, cast.rosa)
        assert queries.rated_pairs_of(client) == []
        assert queries.cravings_since({cast.rosa: NOW.replace(year=2000)}) == {}
        assert queries.skill_uses_of(client, NOW.replace(year=2000)) == {}
        assert queries.waves_of(client, limit=9) == []
    for path in ("", "/choose", "/after", "/change"):
        assert rosa.get(f"/cravings/{craving}{path}").status_code == 404
    rosa.post(f"/cravings/{craving}/restoration")
    assert "The ferry at dusk" in rosa.get(f"/cravings/{craving}").text
    assert "Deleted." not in rosa.get("/cravings").text


def test_nothing_that_was_said_is_destroyed(app: Flask, rosa: Visitor) -> None:
    craving = log(rosa, "7")
    rosa.post(f"/cravings/{craving}/change", strength="4")
    rosa.post(f"/cravings/{craving}/removal")
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Version)) == 1
        actions = db.session.scalars(select(Event.action).order_by(Event.id)).all()
        assert actions[-3:] == ["craving:logged", "craving:changed", "craving:removed"]
