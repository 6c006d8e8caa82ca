"""Times of groups: the clock on the wall is what people come by."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from companion.records.schedule import recurrence, rules

MONDAY, WEDNESDAY, SUNDAY = 0, 2, 6
NEW_YORK, PHOENIX, SYDNEY = "America/New_York", "America/Phoenix", "Australia/Sydney"
SIX_PM = time(18)


def starts(days: Iterable[int], zone: str, starts_on: date, until_on: date) -> list[datetime]:
    """At 6 PM on these days of every week."""
    rule = recurrence.weekly(list(days))
    return recurrence.starts(rule, datetime.combine(starts_on, SIX_PM), zone, until_on)


@pytest.mark.parametrize(
    ("zone", "starts_on", "until_on", "hours"),
    [
        (NEW_YORK, date(2026, 10, 28), date(2026, 11, 4), [22, 23]),
        (NEW_YORK, date(2027, 3, 10), date(2027, 3, 17), [23, 22]),
        (PHOENIX, date(2026, 10, 28), date(2026, 11, 4), [1, 1]),
        (PHOENIX, date(2027, 3, 10), date(2027, 3, 17), [1, 1]),
        (SYDNEY, date(2026, 9, 30), date(2026, 10, 7), [8, 7]),
        (SYDNEY, date(2027, 3, 31), date(2027, 4, 7), [7, 8]),
    ],
    ids=[
        "US autumn",
        "US spring",
        "no change, autumn",
        "no change, spring",
        "south, spring",
        "south, autumn",
    ],
)
def test_a_group_at_6_pm_stays_at_6_pm_when_the_clocks_change(
    zone: str, starts_on: date, until_on: date, hours: list[int]
) -> None:
    met = starts([WEDNESDAY], zone, starts_on, until_on)
    assert [at.hour for at in met] == hours
    assert all(at.tzinfo is UTC for at in met)
    assert [at.astimezone(ZoneInfo(zone)).time() for at in met] == [SIX_PM, SIX_PM]


@pytest.mark.parametrize(
    ("zone", "on", "clock", "moment"),
    [
        (NEW_YORK, date(2027, 3, 14), time(2, 30), datetime(2027, 3, 14, 7, 30, tzinfo=UTC)),
        (NEW_YORK, date(2026, 11, 1), time(1, 30), datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),
        (SYDNEY, date(2026, 10, 4), time(2, 30), datetime(2026, 10, 3, 16, 30, tzinfo=UTC)),
        (SYDNEY, date(2027, 4, 4), time(2, 30), datetime(2027, 4, 3, 15, 30, tzinfo=UTC)),
        ("America/Santiago", date(2026, 9, 6), time(0), datetime(2026, 9, 6, 4, tzinfo=UTC)),
        (PHOENIX, date(2027, 3, 14), time(2, 30), datetime(2027, 3, 14, 9, 30, tzinfo=UTC)),
    ],
    ids=["skipped", "twice", "skipped, south", "twice, south", "skipped midnight", "no change"],
)
def test_a_skipped_time_moves_forward_and_a_double_one_is_the_first(
    zone: str, on: date, clock: time, moment: datetime
) -> None:
    assert rules.at(on, clock, zone) == moment


def test_a_skipped_time_reads_one_hour_later() -> None:
    moved = rules.at(date(2027, 3, 14), time(2, 30), NEW_YORK)
    assert moved.astimezone(ZoneInfo(NEW_YORK)).time() == time(3, 30)


def test_a_group_meets_on_each_of_its_days_from_the_first_to_the_last() -> None:
    met = starts([WEDNESDAY, MONDAY, MONDAY], PHOENIX, date(2026, 11, 18), date(2026, 11, 25))
    assert [rules.day_in(PHOENIX, at) for at in met] == [date(2026, 11, d) for d in (18, 23, 25)]


def test_a_group_without_any_of_its_days_in_between_never_meets() -> None:
    assert starts([SUNDAY], PHOENIX, date(2026, 11, 16), date(2026, 11, 21)) == []


def test_a_series_lasts_800_days_at_most_and_no_day_less_than_one() -> None:
    first = date(2026, 11, 18)
    assert len(starts(range(7), NEW_YORK, first, first + timedelta(days=799))) == 800
    for wrong in (800, -1):
        with pytest.raises(recurrence.BadRule, match="800 days"):
            starts(range(7), NEW_YORK, first, first + timedelta(days=wrong))


def test_the_day_the_clocks_go_back_has_25_hours() -> None:
    begins, ends = rules.whole_days(date(2026, 11, 1), date(2026, 11, 1), NEW_YORK)
    assert ends - begins == timedelta(hours=25)


@pytest.mark.parametrize(
    ("on", "today", "part"),
    [
        (date(2026, 11, 18), date(2026, 11, 18), "today"),
        (date(2026, 11, 19), date(2026, 11, 18), "week"),
        (date(2026, 11, 22), date(2026, 11, 18), "week"),
        (date(2026, 11, 23), date(2026, 11, 18), "later"),
        (date(2026, 11, 22), date(2026, 11, 22), "today"),
        (date(2026, 11, 23), date(2026, 11, 22), "later"),
    ],
)
def test_a_week_ends_with_its_sunday(on: date, today: date, part: str) -> None:
    assert rules.part_of(on, today) == part


@pytest.mark.parametrize(
    ("moment", "other", "same"),
    [
        (datetime(2026, 12, 1, tzinfo=UTC), "America/Denver", True),
        (datetime(2026, 7, 1, tzinfo=UTC), "America/Denver", False),
        (datetime(2026, 12, 1, tzinfo=UTC), NEW_YORK, False),
    ],
)
def test_two_zones_may_show_the_same_time_in_winter_only(moment: datetime, other: str, same: bool) -> None:
    assert rules.show_the_same(moment, PHOENIX, other) is same


@pytest.mark.parametrize(
    ("link", "safe"),
    [
        ("https://video.example/room/7?pwd=x", True),
        ("https://vidéo.example/ä", True),
        ("http://video.example/room", False),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt://video.example/%0aalert(1)", False),
        ("//video.example/room", False),
        ("https://", False),
        ("https:///room", False),
        ("https://[video", False),
        ("https://clinic.example@other.example/", False),
        ("https://video.example/two words", False),
        ("https://video.exam\nple/", False),
        ("video.example", False),
        ("", False),
    ],
)
def test_only_a_whole_https_link_is_one(link: str, safe: bool) -> None:
    assert rules.is_safe_link(link) is safe
