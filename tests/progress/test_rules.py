"""Weeks and hours by hand, where the client is. In 2026 the clocks of New York go back on November 1."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from companion.overviews.progress import rules
from companion.overviews.progress.rules import Change, Part, Week

NEW_YORK, MADRID = "America/New_York", "Europe/Madrid"
WEDNESDAY = date(2026, 11, 18)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def at(text: str) -> datetime:
    """A time on the client's wall."""
    return datetime.fromisoformat(text)


# One moment is Sunday night in New York and Monday morning in Madrid: another day, week, and part of the day.
@pytest.mark.parametrize(
    ("moment", "zone", "wall", "monday", "part"),
    [
        ("2026-11-16T04:30", NEW_YORK, "2026-11-15T23:30", date(2026, 11, 9), Part.EVENING),
        ("2026-11-16T04:30", MADRID, "2026-11-16T05:30", date(2026, 11, 16), Part.NIGHT),
        ("2026-11-16T05:00", NEW_YORK, "2026-11-16T00:00", date(2026, 11, 16), Part.NIGHT),
        # The Sunday with 25 hours: its last hour is 4 o'clock UTC, a week before it was 3 o'clock.
        ("2026-11-02T04:59", NEW_YORK, "2026-11-01T23:59", date(2026, 10, 26), Part.EVENING),
        ("2026-10-26T03:59", NEW_YORK, "2026-10-25T23:59", date(2026, 10, 19), Part.EVENING),
        ("2026-10-26T04:00", NEW_YORK, "2026-10-26T00:00", date(2026, 10, 26), Part.NIGHT),
        # In Madrid the clocks went back a week earlier.
        ("2026-10-25T22:59", MADRID, "2026-10-25T23:59", date(2026, 10, 19), Part.EVENING),
        ("2026-10-25T23:00", MADRID, "2026-10-26T00:00", date(2026, 10, 26), Part.NIGHT),
        ("2026-07-01T10:00", NEW_YORK, "2026-07-01T06:00", date(2026, 6, 29), Part.MORNING),
        ("2026-07-01T10:00", MADRID, "2026-07-01T12:00", date(2026, 6, 29), Part.AFTERNOON),
    ],
)
def test_a_moment_belongs_to_the_day_on_the_client_s_wall(
    moment: str, zone: str, wall: str, monday: date, part: Part
) -> None:
    found = rules.on_the_wall(utc(moment), zone)
    assert found == at(wall)
    assert rules.monday_of(found.date()) == monday
    assert rules.times([found]).most == part


def test_weeks_run_from_the_first_craving_and_a_quiet_one_is_a_zero() -> None:
    ats = [at("2026-10-28T09:00"), at("2026-11-01T23:59"), at("2026-11-09T00:00"), at("2026-11-18T08:00")]
    assert rules.weeks(ats, date(2026, 10, 28), WEDNESDAY) == [
        Week(date(2026, 10, 26), 2, True),
        Week(date(2026, 11, 2), 0, True),
        Week(date(2026, 11, 9), 1, True),
        Week(date(2026, 11, 16), 1, False),
    ]


def test_no_more_than_eight_weeks_are_shown() -> None:
    found = rules.weeks([], date(2024, 1, 1), WEDNESDAY)
    assert [found[0].begins_on, found[-1].begins_on] == [date(2026, 9, 28), date(2026, 11, 16)]
    assert len(found) == 8
    assert rules.first_week(WEDNESDAY) == date(2026, 9, 28)
    assert rules.weeks([], WEDNESDAY, WEDNESDAY) == [Week(date(2026, 11, 16), 0, False)]


# It is Wednesday, 5 PM: of last week count Monday to Wednesday, 5 PM.
LONG_AGO = "2026-09-01T12:00"


@pytest.mark.parametrize(
    ("ats", "first", "expected"),
    [
        ([], LONG_AGO, Change(0, 0)),
        (["2026-11-16T00:00", "2026-11-18T16:59"], LONG_AGO, Change(2, 0)),
        (["2026-11-15T23:59"], LONG_AGO, Change(0, 0)),
        (["2026-11-09T00:00", "2026-11-11T17:00", "2026-11-16T08:00"], LONG_AGO, Change(1, 2)),
        (["2026-11-11T17:01", "2026-11-08T23:59"], LONG_AGO, Change(0, 0)),
        # Nothing to compare with: they began after that.
        (["2026-11-11T17:01"], "2026-11-11T17:01", Change(0, None)),
        (["2026-11-17T09:00"], "2026-11-17T09:00", Change(1, None)),
        (["2026-11-11T17:00"], "2026-11-11T17:00", Change(0, 1)),
    ],
)
def test_this_week_is_held_against_as_much_of_the_last_one(
    ats: list[str], first: str, expected: Change
) -> None:
    assert rules.change([at(one) for one in ats], at(first), at("2026-11-18T17:00")) == expected


def test_the_hour_that_comes_twice_is_one_hour_on_the_wall() -> None:
    twice = [rules.on_the_wall(utc(f"2026-11-01T0{hour}:30"), NEW_YORK) for hour in (5, 6)]
    assert twice == [at("2026-11-01T01:30")] * 2
    assert rules.change(twice, twice[0], at("2026-11-08T01:30")) == Change(0, 2)


def test_times_are_counted_by_quarter_and_weekday() -> None:
    # Monday, then Wednesday, then Sunday.
    days = ["2026-11-16T05:59", "2026-11-16T06:00", "2026-11-18T11:59", "2026-11-22T12:00"]
    found = rules.times([at(one) for one in days])
    assert found.counts == {
        Part.NIGHT: [1, 0, 0, 0, 0, 0, 0],
        Part.MORNING: [1, 0, 1, 0, 0, 0, 0],
        Part.AFTERNOON: [0, 0, 0, 0, 0, 0, 1],
        Part.EVENING: [0, 0, 0, 0, 0, 0, 0],
    }
    assert (found.total, found.highest, found.most) == (4, 1, Part.MORNING)


def test_where_two_parts_of_the_day_are_even_none_stands_out() -> None:
    assert rules.times([at("2026-11-16T18:00"), at("2026-11-17T12:00")]).most is None


def test_the_waves_that_came_to_a_total_have_its_day() -> None:
    on = [date(2026, 10, 1) + timedelta(days=number) for number in range(50)]
    assert rules.wave_milestones(on[:9]) == {}
    assert rules.wave_milestones(on[:10]) == {date(2026, 10, 10): 10}
    assert rules.wave_milestones(on) == {
        date(2026, 10, 10): 10,
        date(2026, 10, 25): 25,
        date(2026, 11, 19): 50,
    }
