"""Until when a record is kept."""

from __future__ import annotations

from datetime import date

import pytest

from companion.overviews.closing.rules import kept_until


@pytest.mark.parametrize(
    ("ends", "years", "wanted"),
    [
        ([date(2026, 11, 30)], 7, date(2033, 11, 30)),
        ([date(2025, 1, 2), date(2026, 3, 4)], 6, date(2032, 3, 4)),
        ([date(2028, 2, 29)], 1, date(2029, 3, 1)),
        ([date(2028, 2, 29)], 4, date(2032, 2, 29)),
        ([date(2025, 1, 2), None], 6, None),
        ([], 6, None),
    ],
)
def test_so_many_years_after_the_last_stay(ends: list[date | None], years: int, wanted: date | None) -> None:
    assert kept_until(ends, years) == wanted
