"""After the last day: each address of the client is closed to the old counselor and open to the client."""

from __future__ import annotations

from datetime import timedelta

import time_machine
from flask import Flask
from sqlalchemy import select, update

from companion.core.db import db
from companion.records.alerts.models import SafetyAlert
from tests.cast import NOW, Cast
from tests.house.test_access import ALLOWED, NOT_FOUND, RULES, address_of, counts, outcome
from tests.house.world import make_world
from tests.stepping.walks import TODAY, discharge
from tests.visitor import Visitor

A_WEEK = timedelta(days=7)


def left(app: Flask, cast: Cast, days: int) -> dict[str, str]:
    with app.app_context():
        places = make_world(cast)
        # An open alert would be answered first.
        db.session.execute(update(SafetyAlert).values(state="closed"))
        discharge(cast, TODAY + timedelta(days=days))
        assert db.session.scalar(select(SafetyAlert.id)) is not None
    return places


def statuses(app: Flask, places: dict[str, str], email: str) -> dict[str, str]:
    visitor, found = Visitor(app, email), {}
    for rule, method in RULES:
        if rule.endpoint.startswith("counselor.") and "client_id" in rule.arguments:
            address = address_of(rule, places)
            before = counts(app)
            answer = visitor.get(address) if method == "GET" else visitor.post(address, skill="halt")
            found[f"{method} {rule.rule}"] = outcome(answer)
            assert outcome(answer) == ALLOWED or counts(app) == before, f"{method} {rule.rule} wrote"
    return found


def test_the_counselor_finds_none_of_the_client_s_addresses_from_that_day_on(app: Flask, cast: Cast) -> None:
    places = left(app, cast, 0)
    found = statuses(app, places, "cora@test.example")
    assert len(found) > 50 and set(found.values()) == {NOT_FOUND}, found


def test_a_later_day_closes_them_by_itself(app: Flask, cast: Cast) -> None:
    places = left(app, cast, 7)
    with time_machine.travel(NOW + A_WEEK, tick=False):
        assert Visitor(app, "cora@test.example").get(f"/caseload/{cast.rosa}/brief").status_code == 200
    with time_machine.travel(NOW + A_WEEK + timedelta(hours=8), tick=False):
        found = statuses(app, places, "cora@test.example")
    assert set(found.values()) == {NOT_FOUND}, found


def test_the_client_keeps_every_page(app: Flask, cast: Cast) -> None:
    places = left(app, cast, 0)
    rosa = Visitor(app, "rosa@test.example")
    closed = {
        rule.rule
        for rule, method in RULES
        if method == "GET"
        and rule.endpoint.startswith("client.")
        and outcome(rosa.get(address_of(rule, places))) != ALLOWED
    }
    assert closed == set()
