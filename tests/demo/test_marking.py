from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from companion import demo
from companion.accounts import queries as people
from companion.accounts.models import Person
from companion.overviews.progress.queries import progress_of
from companion.records.days import queries as days
from companion.records.days.rules import Used
from companion.records.skills import rules as skill_rules
from tests.cast import NOW


@pytest.fixture
def dana(context: Flask) -> Person:
    demo.make(clients=12, weeks=6, now=NOW)
    found = people.person_by_email("client@demo.example")
    assert found
    return found


def test_the_demo_client_s_days_are_marked_from_the_first_to_yesterday(dana: Person) -> None:
    marks = days.marks_of(dana)
    count = days.day_count_of(dana)
    assert count and count.began_on == min(marks)
    assert max(marks) == NOW.date() - timedelta(days=1)
    assert list(marks.values()).count(Used.YES) == 1
    assert {Used.NO, Used.SKIP} <= set(marks.values())
    assert days.uses_of(dana)[0].around_keys == ["people", "feeling"]
    assert days.numbers_of(dana, NOW.date()).not_marked > 0


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
