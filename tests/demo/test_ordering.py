from __future__ import annotations

from flask import Flask

from companion import demo
from companion.accounts import queries as people
from companion.overviews.caseload import queries
from companion.records.triage.facts import Kind, Tier
from tests.cast import NOW


def test_each_part_of_the_demo_caseload_has_somebody(context: Flask) -> None:
    demo.make(clients=12, weeks=6, now=NOW)
    counselor = people.person_by_email("counselor@demo.example")
    assert counselor
    rows = queries.caseload_of(counselor, NOW)
    assert {row.standing.tier for row in rows} == set(Tier)
    found = {reason.kind for row in rows for reason in row.standing.reasons}
    assert {Kind.ALERT, Kind.TALK, Kind.USE} <= found


def test_a_small_clinic_has_an_order_too(context: Flask) -> None:
    demo.make(clients=2, weeks=2, now=NOW)
