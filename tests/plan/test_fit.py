from __future__ import annotations

import pytest

from companion.overviews.printing import rules
from companion.overviews.printing.rules import Fit, Size

LARGE, SMALL = Size("large", 10, 20), Size("small", 20, 40)
SIZES = (LARGE, SMALL)


@pytest.mark.parametrize(
    ("line", "rows"),
    [("", 1), ("a" * 17, 1), ("a" * 18, 2), ("A" * 10, 1), ("A" * 11, 2), ("心" * 11, 2), ("é" * 17, 1)],
)
def test_rows_are_counted_on_the_safe_side(line: str, rows: int) -> None:
    assert rules.rows_for(line, 19) == rows


def test_what_fits_is_printed_in_the_largest_letters() -> None:
    assert rules.fit([["a"] * 3, ["b"] * 2], SIZES) == Fit(LARGE, 2, 3)


def test_more_is_printed_in_smaller_letters_before_anything_is_left_out() -> None:
    assert rules.fit([["a"] * 8, ["b"] * 8], SIZES) == Fit(SMALL, 2, 8)


def test_the_first_lines_are_printed_where_not_all_fit() -> None:
    assert rules.fit([["a"] * 12, ["b"] * 12], SIZES) == Fit(SMALL, 2, 8)
    assert rules.fit([["a"] * 30, ["b"]], SIZES) == Fit(SMALL, 2, 15)


def test_the_last_parts_are_left_out_only_where_not_even_one_line_of_each_fits() -> None:
    assert rules.fit([["a" * 200], ["b"]] * 3, SIZES) == Fit(SMALL, 3, 1)
    assert rules.fit([["a" * 900]], SIZES) == Fit(SMALL, 1, 1)


def test_an_empty_plan_fits() -> None:
    assert rules.fit([], SIZES) == Fit(LARGE, 0, 0)
