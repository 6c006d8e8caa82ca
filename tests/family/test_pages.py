"""What a client writes for supporters, and that it waits with the client until it is shown."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from companion.access.rules import Scope
from companion.audit import trail
from companion.core.db import db
from companion.records.family import rules
from companion.records.family.models import TodaysLine, Wish
from tests.cast import NOW, Cast
from tests.consents.giving import give
from tests.visitor import Visitor

WORDS = {
    "helps": "Bring food\n\n Stay a while",
    "not_helps": "",
    "craving": "",
    "used": "",
    "phone": "555 0199",
}


def test_each_line_is_one_thing() -> None:
    assert rules.lines_in(" a \n\n b") == ["a", "b"]


def test_a_line_is_said_changed_and_taken_back(app: Flask, rosa: Visitor, ben: Visitor, cast: Cast) -> None:
    with app.app_context():
        give(cast, [Scope.TODAY])
    assert rosa.post("/sharing/today", mood="rough", words="").location == "/sharing"
    assert "Rough day. A call would help." in ben.get(f"/supporting/{cast.rosa}").text
    rosa.post("/sharing/today", mood="", words="Better now, tía 🌱")
    page = ben.get(f"/supporting/{cast.rosa}").text
    assert "Better now, tía 🌱" in page
    assert "Rough day" not in page
    rosa.post("/sharing/today", mood="none", words="left over")
    assert "No line for today." in ben.get(f"/supporting/{cast.rosa}").text
    with app.app_context():
        line = db.session.query(TodaysLine).one()
        assert [content["mood"] for _, content in trail.versions_of(line)] == ["rough", None]


def test_tomorrow_the_line_is_gone(
    app: Flask, rosa: Visitor, cast: Cast, frozen: time_machine.Traveller
) -> None:
    with app.app_context():
        give(cast, [Scope.TODAY])
    rosa.post("/sharing/today", mood="good", words="")
    frozen.move_to(NOW + timedelta(days=1))
    assert "No line for today." in Visitor(app, "ben@test.example").get(f"/supporting/{cast.rosa}").text


def test_own_words_stand_in_place_of_the_general_ones(
    app: Flask, rosa: Visitor, ben: Visitor, cast: Cast
) -> None:
    assert rosa.post("/sharing/words", **WORDS).location == "/sharing"
    general = "Notice what goes well, and say so."
    assert general in ben.get(f"/supporting/{cast.rosa}").text
    with app.app_context():
        give(cast, [Scope.PLAN])
    page = ben.get(f"/supporting/{cast.rosa}").text
    assert "Bring food" in page
    assert "Stay a while" in page
    assert general not in page
    assert "5550199" not in page
    assert "Bring food" in rosa.get("/sharing/words").text


def test_the_number_is_shown_with_how_today_is(app: Flask, rosa: Visitor, ben: Visitor, cast: Cast) -> None:
    rosa.post("/sharing/words", **WORDS)
    with app.app_context():
        give(cast, [Scope.TODAY])
    page = ben.get(f"/supporting/{cast.rosa}").text
    assert 'href="tel:5550199"' in page
    assert 'href="sms:5550199"' in page
    assert "Bring food" not in page


def test_the_same_twice_leaves_one_version(app: Flask, rosa: Visitor, cast: Cast) -> None:
    for _ in range(2):
        rosa.post("/sharing/words", **WORDS)
    with app.app_context():
        wish = db.session.query(Wish).one()
        assert trail.versions_of(wish) == []
        assert b"Bring food" not in wish.words_sealed


@pytest.mark.parametrize(
    ("address", "field", "value"),
    [
        ("/sharing/today", "mood", "furious"),
        ("/sharing/today", "words", "x" * 161),
        ("/sharing/words", "helps", "x" * 601),
        ("/sharing/words", "phone", "call me"),
        ("/sharing/words", "used", "a\x00b"),
    ],
)
def test_what_does_not_fit_is_refused_and_kept(
    app: Flask, rosa: Visitor, address: str, field: str, value: str
) -> None:
    kept = {"words": "Walk with me"} if address.endswith("today") else {"craving": "Walk with me"}
    answer = rosa.post(address, **{**kept, field: value})
    assert answer.status_code == 422
    assert field in kept or "Walk with me" in answer.text
    with app.app_context():
        assert not db.session.query(Wish).all() + db.session.query(TodaysLine).all()


def test_supporters_and_staff_do_not_find_the_forms(ben: Visitor, cora: Visitor, anyone: Visitor) -> None:
    for address in ("/sharing/today", "/sharing/words"):
        assert ben.get(address).status_code == cora.get(address).status_code == 404
        assert anyone.get(address).location == "/sign-in"
