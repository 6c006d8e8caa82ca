from __future__ import annotations

import pytest
from flask import Flask

from companion import demo
from companion.accounts import queries as people
from companion.accounts.models import Person
from companion.overviews.progress.queries import progress_of
from companion.records.skills import rules as skill_rules
from tests.cast import NOW


@pytest.fixture
def dana(context: Flask) -> Person:
    demo.make(clients=12, weeks=6, now=NOW)
    found = people.person_by_email("client@demo.example")
    assert found
    return found


def test_her_page_of_progress_has_something_in_every_part(dana: Person, context: Flask) -> None:
    with context.test_request_context():
        found = progress_of(dana, NOW)
    assert found.lately and found.days and found.days.numbers
    assert len(found.lately.weeks) >= 4
    assert found.lately.times.total >= 10
    assert found.days.milestones and found.waves.milestones
    assert sum(record.rated >= skill_rules.ENOUGH_PAIRS for _, record in found.helps) >= 3


def test_a_client_of_today_has_nothing_yet(dana: Person) -> None:
    new = people.person_by_email("client-1@demo.example")
    assert new and progress_of(new, NOW).is_empty
