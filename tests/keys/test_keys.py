"""Shortcut keys: a person can turn them off or change them, and the server keeps it."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from companion.accounts.models import Person
from companion.core.db import db
from companion.overviews.keys import rules
from tests.cast import Cast
from tests.visitor import Visitor


def form(**changes: str) -> dict[str, Any]:
    return {"uses_keys": "y", **rules.USUAL, **changes}


def test_only_what_differs_is_kept() -> None:
    keys = rules.keys_of("jx er")
    assert (keys["next"], keys["review"], keys["previous"]) == ("x", "r", "k")
    assert rules.kept(keys) == "jx er"
    assert rules.kept(rules.keys_of("")) == ""


@pytest.mark.parametrize(
    ("text", "is_one"), [("x", True), ("ñ", True), ("§", True), ("", False), (" ", False), ("ab", False)]
)
def test_a_key_is_one_visible_sign(text: str, is_one: bool) -> None:
    assert rules.is_key(text) is is_one


def test_two_acts_of_one_key_are_both_named() -> None:
    assert rules.twice(rules.USUAL | {"next": "k"}) == {"next", "previous"}
    # Two that change places are no clash.
    assert rules.twice(rules.USUAL | {"next": "k", "previous": "j"}) == set()


def test_a_change_is_on_every_page_of_the_desk(app: Flask, cora: Visitor, cast: Cast) -> None:
    assert 'data-keys=""' in cora.get("/caseload").text
    assert cora.post("/settings/keys", **form(next="x", review="r")).location == "/settings/keys"
    assert 'data-keys="jx er"' in cora.get("/caseload").text
    assert 'value="x"' in cora.get("/settings/keys").text
    with app.app_context():
        assert db.session.get_one(Person, cast.wes).own_keys == ""


def test_off_is_off_and_keeps_the_own_keys(cora: Visitor) -> None:
    cora.post("/settings/keys", **form(next="x"))
    off = form(next="x")
    del off["uses_keys"]
    cora.post("/settings/keys", **off)
    assert 'data-keys="off"' in cora.get("/inbox").text
    cora.post("/settings/keys", **form(next="x"))
    assert 'data-keys="jx"' in cora.get("/inbox").text


def test_the_usual_keys_come_back(cora: Visitor) -> None:
    cora.post("/settings/keys", **form(next="x"))
    cora.post("/settings/keys/usual")
    assert 'data-keys=""' in cora.get("/caseload").text


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"next": "k"}, "This key is there twice."),
        ({"next": ""}, "Please fill this in."),
        ({"next": "ab"}, "Please type one letter, number or sign."),
    ],
)
def test_what_can_not_work_is_explained(cora: Visitor, changes: dict[str, str], says: str) -> None:
    answer = cora.post("/settings/keys", **form(timeline="y", **changes))
    assert answer.status_code == 422
    assert says in answer.text
    assert 'value="y"' in answer.text
    assert 'data-keys=""' in cora.get("/caseload").text


def test_the_list_is_a_plain_link_and_only_the_desk_has_it(cora: Visitor, rosa: Visitor) -> None:
    assert '<a class="keys-link" href="/settings/keys" data-key="?">' in cora.get("/caseload").text
    assert "/settings/keys" in cora.get("/settings").text
    assert "/settings/keys" not in rosa.get("/settings").text
    assert rosa.get("/settings/keys").status_code == 404
