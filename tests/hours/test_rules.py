from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from companion.programs import rules
from companion.programs.rules import Shift

NEW_YORK, PHOENIX, HONOLULU = "America/New_York", "America/Phoenix", "Pacific/Honolulu"
OFFICE = [Shift(day, time(8), time(18)) for day in range(5)]
NIGHTS = [Shift(5, time(22), time(6))]
ALWAYS = [Shift(day, time(0), time(0)) for day in range(7)]
EARLY = [Shift(6, time(2, 15), time(2, 45))]
THANKSGIVING = date(2026, 11, 26)


def local(said: str, zone: str = NEW_YORK, fold: int = 0) -> datetime:
    return datetime.fromisoformat(said).replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


@pytest.mark.parametrize(
    ("week", "now", "since", "until"),
    [
        # Wednesday, November 18, 2026.
        (OFFICE, "2026-11-18T07:59", "2026-11-18T08:00", "2026-11-18T18:00"),
        (OFFICE, "2026-11-18T08:00", "2026-11-18T08:00", "2026-11-18T18:00"),
        (OFFICE, "2026-11-18T17:59", "2026-11-18T08:00", "2026-11-18T18:00"),
        (OFFICE, "2026-11-18T18:00", "2026-11-19T08:00", "2026-11-19T18:00"),
        (OFFICE, "2026-11-20T23:30", "2026-11-23T08:00", "2026-11-23T18:00"),
        # The day before Thanksgiving, and the holiday itself.
        (OFFICE, "2026-11-25T19:00", "2026-11-27T08:00", "2026-11-27T18:00"),
        (OFFICE, "2026-11-26T10:00", "2026-11-27T08:00", "2026-11-27T18:00"),
        # Saturday's night shift goes on into Sunday.
        (NIGHTS, "2026-11-21T22:00", "2026-11-21T22:00", "2026-11-22T06:00"),
        (NIGHTS, "2026-11-22T05:59", "2026-11-21T22:00", "2026-11-22T06:00"),
        (NIGHTS, "2026-11-22T06:00", "2026-11-28T22:00", "2026-11-29T06:00"),
        (ALWAYS, "2026-11-18T03:00", "2026-11-18T00:00", "2026-11-19T00:00"),
        # March 8, 2026: 2 AM does not come; November 1: 1 AM comes twice. 8 is 8 on both sides.
        (OFFICE, "2026-03-06T19:00", "2026-03-09T08:00", "2026-03-09T18:00"),
        (OFFICE, "2026-10-30T19:00", "2026-11-02T08:00", "2026-11-02T18:00"),
        (NIGHTS, "2026-03-08T03:30", "2026-03-07T22:00", "2026-03-08T06:00"),
        (EARLY, "2026-03-08T01:30", "2026-03-08T03:15", "2026-03-08T03:45"),
    ],
)
def test_the_next_staffed_time_is_the_one_that_is_on_or_comes_next(
    week: list[Shift], now: str, since: str, until: str
) -> None:
    found = rules.next_staffed(week, {THANKSGIVING}, NEW_YORK, local(now))
    assert found is not None
    assert (found.since, found.until) == (local(since), local(until))
    assert found.is_on(local(now)) == (local(since) <= local(now))


@pytest.mark.parametrize(
    ("zone", "opens_utc"),
    [(NEW_YORK, "2026-11-19T13:00"), (PHOENIX, "2026-11-19T15:00"), (HONOLULU, "2026-11-18T18:00")],
)
def test_the_hours_are_those_of_the_programs_clocks(zone: str, opens_utc: str) -> None:
    """It is 1 PM on Wednesday in London: 3 hours before 6 AM in Honolulu, and after hours nowhere."""
    now = (
        datetime(2026, 11, 18, 13, tzinfo=UTC) if zone == HONOLULU else datetime(2026, 11, 19, 6, tzinfo=UTC)
    )
    found = rules.next_staffed(OFFICE, set(), zone, now)
    assert found is not None
    assert found.since == datetime.fromisoformat(opens_utc).replace(tzinfo=UTC)


def test_a_night_shift_on_the_day_of_the_clock_change_has_its_real_length() -> None:
    spring = rules.next_staffed(NIGHTS, set(), NEW_YORK, local("2026-03-07T23:00"))
    autumn = rules.next_staffed(NIGHTS, set(), NEW_YORK, local("2026-10-31T23:00"))
    assert spring is not None
    assert autumn is not None
    assert (spring.until - spring.since).total_seconds() == 7 * 3600
    assert (autumn.until - autumn.since).total_seconds() == 9 * 3600


def test_a_night_shift_that_began_on_a_holiday_is_no_shift() -> None:
    found = rules.next_staffed(NIGHTS, {date(2026, 11, 21)}, NEW_YORK, local("2026-11-22T03:00"))
    assert found is not None
    assert found.since == local("2026-11-28T22:00")


@pytest.mark.parametrize("week", [[], [Shift(0, time(8), time(18))]])
def test_where_nobody_is_at_work_for_long_it_is_not_known(week: list[Shift]) -> None:
    mondays = {date.fromordinal(date(2026, 11, 16).toordinal() + 7 * number) for number in range(20)}
    assert rules.next_staffed(week, mondays, NEW_YORK, local("2026-11-18T12:00")) is None
