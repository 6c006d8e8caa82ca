"""The golden tables of day numbers: none goes back because of use, and a day is the client's own day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.records.days import rules
from companion.records.days.rules import Numbers, Used

NO, YES, SKIP = Used.NO, Used.YES, Used.SKIP
NEW_YORK, HONOLULU, LOS_ANGELES = "America/New_York", "Pacific/Honolulu", "America/Los_Angeles"
FIRST = date(2026, 11, 1)


def days(marks: str, first: date = FIRST) -> dict[date, Used]:
    """One letter a day: n for no, y for yes, s for skipped, a dot for a day that is not filled in."""
    known = {"n": NO, "y": YES, "s": SKIP}
    return {first + timedelta(days=i): known[letter] for i, letter in enumerate(marks) if letter != "."}


@pytest.mark.parametrize(
    ("moment", "zone", "day"),
    [
        # Midnight: one second apart, and two days.
        ("2026-11-19T04:59:59", NEW_YORK, "2026-11-18"),
        ("2026-11-19T05:00:00", NEW_YORK, "2026-11-19"),
        # The same moment is still the day before in the west.
        ("2026-11-19T05:00:00", HONOLULU, "2026-11-18"),
        ("2026-11-19T09:59:59", HONOLULU, "2026-11-18"),
        ("2026-11-19T10:00:00", HONOLULU, "2026-11-19"),
        # The clock goes forward at two: a day of 23 hours.
        ("2026-03-08T04:59:59", NEW_YORK, "2026-03-07"),
        ("2026-03-08T05:00:00", NEW_YORK, "2026-03-08"),
        ("2026-03-09T03:59:59", NEW_YORK, "2026-03-08"),
        ("2026-03-09T04:00:00", NEW_YORK, "2026-03-09"),
        ("2026-03-09T06:59:59", LOS_ANGELES, "2026-03-08"),
        ("2026-03-09T07:00:00", LOS_ANGELES, "2026-03-09"),
        # The clock goes back at two: a day of 25 hours, with one o'clock twice.
        ("2026-11-01T03:59:59", NEW_YORK, "2026-10-31"),
        ("2026-11-01T05:30:00", NEW_YORK, "2026-11-01"),
        ("2026-11-01T06:30:00", NEW_YORK, "2026-11-01"),
        ("2026-11-02T04:59:59", NEW_YORK, "2026-11-01"),
        ("2026-11-02T05:00:00", NEW_YORK, "2026-11-02"),
        ("2026-11-02T07:59:59", LOS_ANGELES, "2026-11-01"),
        ("2026-11-02T08:00:00", LOS_ANGELES, "2026-11-02"),
    ],
)
def test_a_day_is_the_day_where_the_client_is(moment: str, zone: str, day: str) -> None:
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert rules.day_in(zone, at) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("began", "marks", "today", "numbers"),
    [
        # Nothing yet: no date, no mark.
        (None, "", 1, Numbers(None, 0, 0, 0, 0)),
        # The picked day is day 1, and a date alone leaves no day unmarked.
        (1, "", 1, Numbers(1, 0, 0, 0, 0)),
        (1, "", 10, Numbers(10, 0, 0, 0, 0)),
        # Each day marked no counts, today too.
        (1, "nnn", 3, Numbers(3, 3, 0, 3, 3)),
        # Days that are not filled in or skipped are neither; today is not over.
        (1, "n.s.n", 5, Numbers(5, 2, 3, 2, 2)),
        (1, "n.s.", 5, Numbers(5, 1, 3, 1, 1)),
        # Use takes nothing away: only the current run begins anew, beside the longest.
        (1, "nnnnn", 6, Numbers(6, 5, 0, 5, 5)),
        (1, "nnnnny", 6, Numbers(6, 5, 0, 0, 5)),
        (1, "nnnnnyn", 7, Numbers(7, 6, 0, 1, 5)),
        (1, "nyyn.n", 6, Numbers(6, 3, 1, 2, 2)),
        # Twelve days away: the totals stand, and nobody is said to have used.
        (1, "nnnn", 17, Numbers(17, 4, 12, 4, 4)),
        # A date before the first mark asks for no marks from before; one after it counts from there.
        (-60, "nnn", 3, Numbers(64, 3, 0, 3, 3)),
        (4, "n..n.", 6, Numbers(3, 2, 1, 2, 2)),
        # Another date changes the days in recovery and no other total.
        (6, "nnnnny", 6, Numbers(1, 5, 0, 0, 5)),
        # A date from the other side of the date line is day 1.
        (7, "n", 6, Numbers(1, 1, 0, 1, 1)),
    ],
)
def test_the_numbers_of_a_life(began: int | None, marks: str, today: int, numbers: Numbers) -> None:
    """Days count from 1, which is FIRST; there is a day 0 before it."""
    began_on = None if began is None else FIRST + timedelta(days=began - 1)
    assert rules.numbers(began_on, days(marks), FIRST + timedelta(days=today - 1)) == numbers


@pytest.mark.parametrize("first", [date(2026, 3, 5), date(2026, 10, 29)])
@pytest.mark.parametrize("zone", [NEW_YORK, LOS_ANGELES])
def test_a_changed_clock_adds_no_day_and_takes_none(first: date, zone: str) -> None:
    """Eight days around each change of the clock, looked at each hour of the day."""
    marks = days("nnnnnnnn", first)
    start = datetime(first.year, first.month, first.day, 12, tzinfo=UTC)
    seen = {rules.day_in(zone, start + timedelta(hours=hour)) for hour in range(7 * 24)}
    assert {rules.numbers(first, marks, day).in_recovery for day in seen} == set(range(1, 9))
    assert {rules.numbers(first, marks, day).without_use for day in seen} == {8}


@given(st.lists(st.sampled_from("nys."), max_size=60), st.integers(0, 59))
def test_telling_of_use_on_an_unmarked_day_changes_no_total(letters: list[str], place: int) -> None:
    marks, today = days("".join(letters)), FIRST + timedelta(days=60)
    day = FIRST + timedelta(days=place)
    before = rules.numbers(FIRST, marks, today)
    after = rules.numbers(FIRST, {**marks, day: YES}, today)
    assert after.in_recovery == before.in_recovery
    assert after.without_use == before.without_use - (marks.get(day) == NO)
    assert after.longest_run >= after.run


def test_where_two_answers_differ_the_use_stands() -> None:
    told = rules.marks({FIRST: NO, FIRST + timedelta(days=2): SKIP}, [FIRST, FIRST + timedelta(days=1)])
    assert list(told.values()) == [YES, YES, SKIP]


def test_milestones_are_totals_whatever_lies_between() -> None:
    marks = days("nnnn" + "y" + "...." + "nnn" + "y" + "n" * 7)
    assert rules.milestones(marks) == {FIRST + timedelta(days=11): 7, FIRST + timedelta(days=19): 14}


@pytest.mark.parametrize(("back", "is_open"), [(-1, False), (0, True), (1, True), (14, True), (15, False)])
def test_today_and_fourteen_days_back_can_be_filled_in(back: int, is_open: bool) -> None:
    day = FIRST - timedelta(days=back)
    assert rules.is_open(day, FIRST) is is_open
    assert (day in rules.days_open(FIRST)) is is_open


@pytest.mark.parametrize(
    ("back", "is_back"), [(None, False), (0, False), (2, False), (3, True), (12, True), (400, True)]
)
def test_who_comes_back_is_greeted(back: int | None, is_back: bool) -> None:
    last_on = None if back is None else FIRST - timedelta(days=back)
    assert rules.is_back(last_on, FIRST) is is_back
