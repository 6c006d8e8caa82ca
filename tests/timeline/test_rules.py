"""What a spreadsheet may open, which month a moment lies in, and where a page begins."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.core import sheets
from companion.core.keyset import Mark, read_cursor
from companion.overviews.timeline import rules

MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(9000, 1, 1), timezones=st.just(UTC))


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+15550100", "'+15550100"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("  =1+1", "'  =1+1"),
        ("＝1+1", "'＝1+1"),
        ("I feel = to them", "I feel = to them"),
        ("", ""),
        ("6 to 3", "6 to 3"),
    ],
)
def test_what_a_spreadsheet_would_run_becomes_text(cell: str, written: str) -> None:
    assert sheets.harmless([cell]) == [written]


@pytest.mark.parametrize(
    ("at", "zone", "first"),
    [
        (datetime(2026, 11, 1, 3, 59, tzinfo=UTC), "America/New_York", date(2026, 10, 1)),
        (datetime(2026, 11, 1, 4, 0, tzinfo=UTC), "America/New_York", date(2026, 11, 1)),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "Europe/Madrid", date(2027, 1, 1)),
    ],
)
def test_a_month_is_the_clients(at: datetime, zone: str, first: date) -> None:
    assert rules.first_of_month(at, zone) == first


def test_months_reach_over_the_year_and_the_change_of_clocks() -> None:
    since, until = rules.months_around(
        datetime(2026, 11, 5, tzinfo=UTC), datetime(2026, 12, 5, tzinfo=UTC), "America/New_York"
    )
    assert since == datetime(2026, 11, 1, 4, tzinfo=UTC)
    assert until == datetime(2027, 1, 1, 5, tzinfo=UTC)


@given(MOMENTS, st.uuids())
def test_a_cursor_says_exactly_where_a_page_ended(at: datetime, row_id: UUID) -> None:
    mark = Mark(at, row_id)
    assert read_cursor(mark.cursor) == mark
    assert mark.just_before.at == at


@given(st.text(max_size=40))
def test_nonsense_is_no_cursor(text: str) -> None:
    try:
        mark = read_cursor(text)
    except ValueError:
        return
    assert read_cursor(mark.cursor) == mark


def test_a_moment_beyond_all_days_is_no_cursor() -> None:
    far = Mark(datetime(9999, 12, 31, tzinfo=UTC), UUID(int=0)).cursor
    assert read_cursor(far).at == datetime(9999, 12, 31, tzinfo=UTC)
    with pytest.raises(ValueError, match="no cursor"):
        read_cursor("f" + far[1:])


def test_a_page_before_a_mark_just_before_begins_with_its_row() -> None:
    mark = Mark(datetime(2026, 11, 5, tzinfo=UTC) + timedelta(microseconds=7), UUID(int=9))
    assert mark < mark.just_before
    last = Mark(mark.at, UUID(int=(1 << 128) - 1))
    assert last.just_before == last
