from __future__ import annotations

from datetime import timedelta

import pytest

from companion.records.cravings import rules
from tests.cast import NOW


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (7, 3, "down"),
        (7, 7, "same"),
        (7, 8, "up"),
        (None, 3, "unknown"),
        (7, None, "unknown"),
        (0, 0, "same"),
    ],
)
def test_a_wave_ends_in_one_of_three_honest_words(before: int | None, after: int | None, said: str) -> None:
    assert rules.ending(before, after) == said


@pytest.mark.parametrize(("strength", "strong"), [(7, False), (8, True), (10, True), (None, False)])
def test_a_person_comes_first_from_eight_on(strength: int | None, strong: bool) -> None:
    assert rules.is_strong(strength) is strong


@pytest.mark.parametrize(
    ("ago", "allowed"),
    [
        (timedelta(0), True),
        (timedelta(days=14), True),
        (timedelta(days=14, seconds=1), False),
        (timedelta(seconds=-60), True),
        (timedelta(seconds=-61), False),
    ],
)
def test_a_craving_is_entered_up_to_fourteen_days_back(ago: timedelta, allowed: bool) -> None:
    assert rules.is_time_allowed(NOW - ago, NOW) is allowed
