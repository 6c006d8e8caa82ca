"""No number speaks of fewer than eleven people, and none can be had by a subtraction."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.overviews.reports import rules
from companion.overviews.reports.rules import Fact, Unit

A, B, C = (UUID(int=number) for number in (1, 2, 3))
MONTH = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ((12, 30, 11), set()),
        ((0, 30, 11), set()),
        ((10, 30, 12), {A, C}),
        ((1, 30, 30), {A, B}),
        ((6, 5, 30), {A, B}),
        ((5, 5, 30), {A, B, C}),
        ((3, 0, 0), {A}),
        ((3, 0, 40), {A, C}),
        ((0, 0, 0), set()),
    ],
)
def test_a_small_part_is_hidden_and_so_is_one_beside_it(
    counts: tuple[int, int, int], hidden: set[UUID]
) -> None:
    assert rules.hidden(dict(zip((A, B, C), counts, strict=True))) == hidden


@given(st.dictionaries(st.uuids(), st.integers(0, 40), max_size=8))
def test_what_is_hidden_adds_up_to_enough_or_to_all(counts: dict[UUID, int]) -> None:
    hidden = rules.hidden(counts)
    assert all(count == 0 or count >= rules.LEAST for key, count in counts.items() if key not in hidden)
    left = sum(counts[key] for key in hidden)
    assert left == 0 or left >= rules.LEAST or sum(counts.values()) == left


def facts(track: UUID, people: int, part: int = 1) -> tuple[list[Fact], dict[tuple[UUID, date], UUID]]:
    found = [Fact(MONTH, uuid4(), part, 1) for _ in range(people)]
    return found, {(one.client_id, MONTH): track for one in found}


def row(unit: Unit, *groups: tuple[UUID, int, int]) -> rules.Row:
    every: list[Fact] = []
    placed: dict[tuple[UUID, date], UUID] = {}
    for track, people, part in groups:
        found, where = facts(track, people, part)
        every, placed = every + found, placed | where
    return rules.rows(every, placed, [A, B], [MONTH], unit)[0]


def test_a_share_is_shown_for_eleven_and_not_for_ten() -> None:
    shown = row(Unit.SHARE, (A, 11, 1), (B, 11, 0))
    assert [shown.total.value, *(one.value for one in shown.tracks)] == [50, 100, 0]
    shown = row(Unit.SHARE, (A, 11, 1), (B, 10, 0))
    assert shown.total.value == 52
    assert [(one.value, one.is_hidden) for one in shown.tracks] == [(None, True)] * 2
    assert row(Unit.SHARE, (A, 10, 1)).total.is_hidden


def test_the_units() -> None:
    assert row(Unit.PEOPLE, (A, 12, 1)).total.value == 12
    assert row(Unit.HOURS, (A, 12, 90)).total.value == 18
    assert row(Unit.MEAN, (A, 12, 7)).total.value == 7.0
    assert row(Unit.MEAN).total.value is None


@pytest.mark.parametrize(
    ("first", "last", "mondays"),
    [
        (date(2026, 11, 2), date(2026, 11, 8), [date(2026, 11, 2)]),
        (date(2026, 11, 3), date(2026, 11, 14), []),
        (date(2026, 11, 3), date(2026, 11, 22), [date(2026, 11, 9), date(2026, 11, 16)]),
        (date(2026, 11, 8), date(2026, 11, 7), []),
    ],
)
def test_only_whole_weeks_count(first: date, last: date, mondays: list[date]) -> None:
    assert rules.weeks_of(first, last) == mondays


def test_the_months_go_back_over_new_year() -> None:
    assert rules.last_months(date(2027, 2, 3))[:3] == [date(2027, 2, 1), date(2027, 1, 1), date(2026, 12, 1)]
