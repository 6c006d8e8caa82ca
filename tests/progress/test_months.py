from __future__ import annotations

from datetime import date

import pytest

from companion.overviews.progress import rules
from companion.overviews.progress.rules import Square
from companion.records.days.rules import Used

FEBRUARY, NOVEMBER = date(2027, 2, 1), date(2026, 11, 1)
MARKS = {
    date(2026, 11, 3): Used.NO,
    date(2026, 11, 4): Used.NO,
    date(2026, 11, 6): Used.YES,
    date(2026, 11, 7): Used.SKIP,
    date(2026, 11, 9): Used.NO,
}


def test_each_day_is_drawn_as_it_was_marked() -> None:
    found = rules.month(NOVEMBER, MARKS, date(2026, 11, 3), date(2026, 11, 10))
    assert found.days(Square.WITHOUT) == [3, 4, 9]
    assert found.days(Square.USE) == [6]
    assert found.days(Square.NO_ANSWER) == [7]
    assert found.days(Square.NOT_MARKED) == [5, 8]
    assert len(found.squares) == 7


def test_a_day_without_a_check_in_is_never_use() -> None:
    found = rules.month(NOVEMBER, {}, NOVEMBER, date(2026, 12, 5))
    assert set(found.squares.values()) == {Square.NOT_MARKED}
    assert len(found.squares) == 30


@pytest.mark.parametrize(
    ("began_on", "today", "shown"),
    [
        (date(2026, 11, 3), date(2026, 11, 9), [3, 4, 5, 6, 7, 8, 9]),
        # Before the chosen date only what is marked; today only once it is.
        (date(2026, 11, 8), date(2026, 11, 11), [3, 4, 6, 7, 8, 9, 10]),
        (date(2026, 10, 30), date(2026, 11, 4), [1, 2, 3, 4]),
        (date(2026, 12, 1), date(2026, 12, 24), [3, 4, 6, 7, 9]),
    ],
)
def test_days_ahead_and_before_the_beginning_are_left_out(
    began_on: date, today: date, shown: list[int]
) -> None:
    found = rules.month(NOVEMBER, MARKS, began_on, today)
    assert [on.day for on in found.squares] == shown


def test_a_month_has_the_rows_that_it_needs() -> None:
    # November 2026 begins on a Sunday, February 2027 on a Monday.
    november = rules.month(NOVEMBER, {}, NOVEMBER, date(2027, 1, 1))
    assert november.rows == range(6)
    assert [november.row_of(date(2026, 11, day)) for day in (1, 2, 8, 9, 30)] == [0, 1, 1, 2, 5]
    assert rules.month(FEBRUARY, {}, FEBRUARY, date(2027, 4, 1)).rows == range(4)
    late = rules.month(NOVEMBER, {}, date(2026, 11, 16), date(2026, 11, 24))
    assert late.rows == range(3, 5)
    assert late.holds(date(2026, 11, 20))
    assert not late.holds(date(2026, 11, 3))
    assert not late.holds(date(2026, 10, 20))
    assert rules.month(NOVEMBER, {}, date(2026, 12, 1), date(2026, 12, 2)).rows == range(0)


def shelf(asked: str | None, oldest: str, today: str = "2026-11-18") -> tuple[list[str], str, str]:
    found = rules.shelf(
        date.fromisoformat(asked) if asked else None, date.fromisoformat(oldest), date.fromisoformat(today)
    )
    shown, around = [f"{one:%Y-%m}" for one in found.shown], (found.earlier, found.later)
    return shown, *(f"{one:%Y-%m}" if one else "" for one in around)


@pytest.mark.parametrize(
    ("asked", "oldest", "expected"),
    [
        (None, "2026-11-16", (["2026-11"], "", "")),
        (None, "2026-10-31", (["2026-11", "2026-10"], "", "")),
        (None, "2026-09-30", (["2026-11", "2026-10"], "2026-09", "")),
        ("2026-09-01", "2026-05-02", (["2026-09", "2026-08"], "2026-07", "2026-11")),
        ("2026-10-01", "2025-12-02", (["2026-10", "2026-09"], "2026-08", "2026-11")),
        ("2026-01-01", "2025-12-02", (["2026-01", "2025-12"], "", "2026-03")),
        # A month that is not there is the nearest that is.
        ("2031-01-01", "2026-09-30", (["2026-11", "2026-10"], "2026-09", "")),
        ("0001-01-01", "2026-09-30", (["2026-09"], "", "2026-11")),
        # The chosen date lies ahead.
        (None, "2027-01-05", (["2026-11"], "", "")),
    ],
)
def test_two_months_are_shown_with_the_way_to_the_others(
    asked: str | None, oldest: str, expected: tuple[list[str], str, str]
) -> None:
    assert shelf(asked, oldest) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([], []),
        ([4], [(4, 4)]),
        ([1, 3, 4, 5, 9], [(1, 1), (3, 5), (9, 9)]),
        ([31, 30, 1], [(1, 1), (30, 31)]),
    ],
)
def test_days_that_follow_each_other_are_one_span(days: list[int], expected: list[tuple[int, int]]) -> None:
    assert rules.spans(days) == expected
