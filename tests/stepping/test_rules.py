from __future__ import annotations

from datetime import date

import pytest

from companion.programs.path import rules
from companion.programs.path.rules import Kind, Level

R, A, E, M, U, D, X, L = Kind


@pytest.mark.parametrize(
    ("last", "may"),
    [
        (None, {R, A, E}),
        (R, {A, E, X}),
        (A, {A, E, X}),
        (E, {M, U, D, X}),
        (M, {M, U, D, X}),
        (U, {M, U, D, X}),
        (D, {M, U, D, X}),
        (X, {L}),
        (L, {R, A, E}),
    ],
)
def test_which_step_may_follow_which(last: Kind | None, may: set[Kind]) -> None:
    assert {step for step in Kind if rules.may_follow(last, step)} == may


@pytest.mark.parametrize(
    ("step", "before", "after", "fits"),
    [
        (D, Level.INTENSIVE_OUTPATIENT, Level.OUTPATIENT, True),
        (D, Level.INTENSIVE_OUTPATIENT, Level.INTENSIVE_OUTPATIENT, True),
        (D, Level.INTENSIVE_OUTPATIENT, Level.RESIDENTIAL, False),
        (U, Level.INTENSIVE_OUTPATIENT, Level.PARTIAL_HOSPITALIZATION, True),
        (U, Level.INTENSIVE_OUTPATIENT, Level.INTENSIVE_OUTPATIENT, True),
        (U, Level.INTENSIVE_OUTPATIENT, Level.COMMUNITY, False),
    ],
)
def test_up_is_not_less_and_down_is_not_more(step: Kind, before: Level, after: Level, fits: bool) -> None:
    assert rules.fits(step, before, after) == fits


@pytest.mark.parametrize(
    ("last_on", "alone_from"),
    [
        (date(2026, 11, 18), date(2026, 11, 18)),
        (date(2026, 11, 25), date(2026, 11, 26)),
        (date(2026, 11, 10), date(2026, 11, 11)),
    ],
)
def test_the_first_day_without_staff(last_on: date, alone_from: date) -> None:
    assert rules.alone_from(last_on, date(2026, 11, 18)) == alone_from
