"""What the time zones of a calendar file mean, however the file names them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from companion.overviews.importing import content_lines
from companion.overviews.importing.calendars import read
from companion.overviews.importing.reading import Broken, Problem
from companion.overviews.importing.zones import Zones
from tests.importing.files import NEW_YORK, calendar, event, only_group

CHICAGO = "America/Chicago"
# A zone that only the file knows: six and a quarter hours ahead, without a clock change.
OWN = """BEGIN:VTIMEZONE
TZID:Clinic time
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0615
TZOFFSETTO:+0615
END:STANDARD
END:VTIMEZONE"""


def zones(*parts: str) -> Zones:
    return Zones(content_lines.calendars(calendar(*parts, zones=""))[0], CHICAGO)


@pytest.mark.parametrize(
    ("tzid", "name"),
    [
        ("America/New_York", "America/New_York"),
        ("America/new_york", "America/New_York"),
        ("US/Eastern", "US/Eastern"),
        ("Eastern Standard Time", "America/New_York"),
        ("US Mountain Standard Time", "America/Phoenix"),
        ("Hawaiian Standard Time", "Pacific/Honolulu"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York"),
        ("(GMT-07:00) Arizona", "America/Phoenix"),
        ("(UTC) Coordinated Universal Time", "UTC"),
        ("tzone://Microsoft/Utc", "UTC"),
        ("/freeassociation.sourceforge.net/America/New_York", "America/New_York"),
        ("/example.org/20050126_1/Europe/Berlin", "Europe/Berlin"),
    ],
)
def test_a_zone_is_known_by_each_name_that_programs_give_it(tzid: str, name: str) -> None:
    found = zones().named(tzid, 1)
    assert found.moment(datetime(2026, 7, 1, 12)) == zones().named(name, 1).moment(datetime(2026, 7, 1, 12))
    assert found.moment(datetime(2026, 1, 1, 12)) == zones().named(name, 1).moment(datetime(2026, 1, 1, 12))
    assert found.name == name or (name == "UTC" and found.name.endswith("UTC"))


def test_a_definition_is_found_again_in_the_database() -> None:
    """Exchange names zones as it likes, and describes them."""
    text = NEW_YORK.replace("TZID:America/New_York", "TZID:Our own name")
    assert zones(text).named("Our own name", 1).name == "America/New_York"


def test_the_name_that_stands_beside_a_definition_counts() -> None:
    text = NEW_YORK.replace("TZID:America/New_York", "TZID:Mine\nX-LIC-LOCATION:America/Toronto")
    assert zones(text).named("Mine", 1).name == "America/Toronto"


def test_the_programs_zone_is_taken_where_the_clocks_show_the_same() -> None:
    text = NEW_YORK.replace("TZID:America/New_York", "TZID:Mine")
    own = Zones(content_lines.calendars(calendar(text, zones=""))[0], "America/Detroit")
    assert own.named("Mine", 1).name == "America/Detroit"


def test_a_zone_that_only_the_file_knows_counts_as_it_is_defined() -> None:
    text = calendar(event(DTSTART=";TZID=Clinic time:20261123T180000", DTEND=""), zones=OWN)
    found = only_group(read(text, CHICAGO))
    assert found.lead.start.moment == datetime(2026, 11, 23, 11, 45, tzinfo=UTC)
    assert found.zone.name == ""


@pytest.mark.parametrize(
    ("said", "hour"),
    [("", 24), ("X-WR-TIMEZONE:America/Los_Angeles", 26), ("X-WR-TIMEZONE:Nowhere/At all", 24)],
)
def test_a_time_without_a_zone_is_the_calendars_and_else_the_programs(said: str, hour: int) -> None:
    found = only_group(read(calendar(said, event(), zones=""), CHICAGO))
    assert found.lead.start.moment.timestamp() == datetime(2026, 11, 23, tzinfo=UTC).timestamp() + hour * 3600


def test_a_time_in_utc_stays_in_utc() -> None:
    said = event(DTSTART="20261123T230000Z", DTEND="20261124T000000Z", RRULE="FREQ=WEEKLY;COUNT=20")
    found = only_group(read(calendar(said, zones=""), CHICAGO))
    held = found.occurrences(datetime(2026, 11, 1).date(), datetime(2027, 6, 1).date())
    assert {one.starts_at.hour for one in held} == {23}


def test_a_group_keeps_its_time_over_both_clock_changes() -> None:
    said = event(
        DTSTART=";TZID=America/New_York:20261019T180000",
        DTEND=";TZID=America/New_York:20261019T190000",
        RRULE="FREQ=WEEKLY;COUNT=30",
    )
    held = only_group(read(calendar(said), CHICAGO)).occurrences(
        datetime(2026, 10, 1).date(), datetime(2027, 6, 1).date()
    )
    assert [one.starts_at.hour for one in held] == [22] * 2 + [23] * 19 + [22] * 9


@pytest.mark.parametrize(
    ("tzid", "defined"),
    [
        ("Nowhere/At all", ""),
        ("Mine", NEW_YORK.replace("TZID:America/New_York", "TZID:Mine").replace("-0400", "never")),
        ("Mine", NEW_YORK.replace("TZID:America/New_York", "TZID:Mine").replace("YEARLY", "SECONDLY")),
    ],
    ids=["unknown", "unreadable", "endless"],
)
def test_a_zone_that_nobody_knows_breaks_the_file(tzid: str, defined: str) -> None:
    with pytest.raises(Broken) as found:
        read(calendar(event(DTSTART=f";TZID={tzid}:20261123T180000"), zones=defined), CHICAGO)
    assert found.value.problem == Problem.NO_ZONE
