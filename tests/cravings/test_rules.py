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


def wave(minutes: int, before: int, after: int, days: int = 0) -> rules.Wave:
    at = NOW - timedelta(days=days)
    return rules.Wave(at, at + timedelta(minutes=minutes), before, after)


# By hand: 8 to 4 is half, 7 to 4 is not; the median of 10, 14 and 30 is 14.
FIVE = [wave(10, 8, 4, 5), wave(14, 7, 3, 4), wave(30, 6, 0, 3), wave(9, 7, 4, 2), wave(20, 5, 5, 1)]


@pytest.mark.parametrize(
    ("waves", "said"),
    [
        ([], None),
        (FIVE[:4], None),
        (FIVE, rules.Pace(5, 3, 14)),
        ([*FIVE, wave(40, 9, 3)], rules.Pace(6, 4, 22)),
        # Only the last six count: the one of 10 minutes is the seventh.
        ([*FIVE, wave(40, 9, 3), wave(50, 9, 3)], rules.Pace(6, 4, 35)),
        # A wave that began at nothing, and one that was rated a day later, tell no pace.
        ([*FIVE[:4], wave(10, 0, 0), wave(60 * 24, 8, 1)], None),
        ([wave(10, 6, 5, days) for days in range(6)], None),
        ([wave(0, 6, 2, days) for days in range(6)], rules.Pace(6, 6, 1)),
    ],
)
def test_a_client_s_own_pace_is_told_from_five_waves_on(
    waves: list[rules.Wave], said: rules.Pace | None
) -> None:
    assert rules.pace(waves) == said
