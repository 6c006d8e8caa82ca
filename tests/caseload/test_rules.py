from __future__ import annotations

from datetime import timedelta

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


def test_the_next_session_comes_first_and_then_the_name() -> None:
    rows = [(None, "Ann"), (NOW + timedelta(hours=2), "bob"), (NOW, "Zoe"), (NOW + timedelta(hours=2), "Abe")]
    ordered = sorted(rows, key=lambda row: rules.sooner_first(*row))
    assert [name for _, name in ordered] == ["Zoe", "Abe", "bob", "Ann"]
