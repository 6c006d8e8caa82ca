from __future__ import annotations

from datetime import date, timedelta

from companion.overviews.caseload import rules
from tests.cast import NOW


def test_a_missing_rating_is_missing_and_never_zero() -> None:
    found = rules.numbers([(7, 3), (9, 6), (None, 2), (5, None), (None, None)])
    assert found == rules.Numbers(cravings=5, highest=9, drop=3.5, rated=2)
    assert rules.numbers([]) == rules.Numbers(cravings=0, highest=None, drop=None, rated=0)


def test_a_moment_lies_between_the_two_ends() -> None:
    since = NOW - timedelta(days=4)
    assert rules.part_of(since, since, NOW) == 0
    assert rules.part_of(NOW - timedelta(days=1), since, NOW) == 0.75
    assert rules.part_of(NOW, NOW, NOW) == 1


def test_the_highest_of_each_day_and_a_gap_where_nothing_was_rated() -> None:
    today = date(2026, 11, 18)
    rated = [
        (date(2026, 11, 18), 3),
        (date(2026, 11, 16), 0),
        (date(2026, 11, 18), 7),
        (date(2026, 11, 4), 9),
    ]
    days = rules.highest_by_day(rated, today)
    assert len(days) == 14
    assert days[0] == (date(2026, 11, 5), None)
    assert days[-3:] == [(date(2026, 11, 16), 0), (date(2026, 11, 17), None), (today, 7)]
