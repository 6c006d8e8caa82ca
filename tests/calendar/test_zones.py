from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical

from companion.overviews.calendar import zones
from companion.overviews.calendar.ics import Entry, written

ZONES = [
    "America/New_York",
    "America/Phoenix",
    "America/Anchorage",
    "America/Puerto_Rico",
    "Pacific/Honolulu",
    "Europe/Dublin",
    "Australia/Lord_Howe",
    "UTC",
]


@pytest.mark.parametrize("zone", ZONES)
def test_a_described_zone_shows_the_same_time_every_hour_of_two_years(zone: str) -> None:
    text = zones.described(zone, 2026, 2027).to_ical().decode()
    read, real = tzical(io.StringIO(text)).get(), ZoneInfo(zone)
    local = datetime(2026, 1, 1)
    while local.year < 2028:
        if is_plain(local, real):
            assert read.utcoffset(local) == local.replace(tzinfo=real).utcoffset(), local
        local += timedelta(hours=1)


def is_plain(local: datetime, zone: ZoneInfo) -> bool:
    """Neither skipped by the clock nor shown twice: those are anybody's guess."""
    return local.replace(tzinfo=zone).utcoffset() == local.replace(tzinfo=zone, fold=1).utcoffset()


def test_changes_are_found_to_the_second() -> None:
    changes = zones.clock_changes("America/New_York", 2026, 2026)
    assert changes == [datetime(2026, 3, 8, 7, tzinfo=UTC), datetime(2026, 11, 1, 6, tzinfo=UTC)]


def test_a_session_on_the_evening_before_the_first_year_has_its_zone() -> None:
    evening = datetime(2027, 1, 1, 1, tzinfo=UTC)
    entry = Entry("u", evening, evening + timedelta(hours=1), "America/New_York", "", False, 0, evening)
    text = written([entry], zone="America/New_York", language="en", now=evening).decode()
    assert "DTSTART;TZID=America/New_York:20261231T200000" in text
    assert "DTSTART:20260101T000000" in text
