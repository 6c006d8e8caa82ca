"""Random rules, zones and years: the schedule meets when recurring-ical-events says it does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as some
from icalendar import Calendar

from companion.records.schedule import recurrence

# With clock changes in the north and the south, by half an hour, without any, and off the whole hour.
ZONES = [
    "America/New_York",
    "America/Los_Angeles",
    "America/Phoenix",
    "America/Puerto_Rico",
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "America/Asuncion",
    "Asia/Kathmandu",
    "UTC",
]
DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
FORMAT = "%Y%m%dT%H%M%S"
SPAN = timedelta(days=730)


@dataclass(frozen=True)
class Case:
    rule: str
    first: datetime
    zone: str
    added: tuple[datetime, ...]
    left_out: tuple[datetime, ...]

    def calendar(self) -> str:
        def times(name: str, found: tuple[datetime, ...]) -> list[str]:
            return [f"{name};TZID={self.zone}:{one.strftime(FORMAT)}" for one in found]

        event = ["BEGIN:VEVENT", "UID:1", *times("DTSTART", (self.first,)), "DURATION:PT1H"]
        event += [f"RRULE:{self.rule}", *times("RDATE", self.added), *times("EXDATE", self.left_out)]
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *event, "END:VEVENT", "END:VCALENDAR"]
        return "\r\n".join(lines)


@some.composite
def cases(draw: Any) -> Case:
    first = datetime(draw(some.integers(1990, 2035)), 1, 1) + timedelta(
        days=draw(some.integers(0, 365)), minutes=draw(some.integers(0, 95)) * 15
    )
    zone = draw(some.sampled_from(ZONES))
    rule = draw(some.one_of(daily(), weekly(), monthly(), yearly()))
    interval = draw(some.integers(1, 4))
    rule += f";INTERVAL={interval}" if interval > 1 else ""
    rule += draw(some.sampled_from(["", ";WKST=SU"])) + draw(ends(first, zone))
    left_out = first + timedelta(days=draw(some.integers(0, 60)))
    added = first + timedelta(days=draw(some.integers(1, 300)), hours=draw(some.integers(0, 5)))
    return Case(
        rule,
        first,
        zone,
        (added,) if draw(some.booleans()) else (),
        (left_out, first + timedelta(weeks=2)) if draw(some.booleans()) else (),
    )


def daily() -> Any:
    return some.sampled_from(["FREQ=DAILY", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "FREQ=DAILY;BYMONTH=1,6,11"])


def weekly() -> Any:
    days = some.lists(some.sampled_from(DAYS), unique=True, max_size=4)
    return days.map(lambda found: "FREQ=WEEKLY" + (f";BYDAY={','.join(found)}" if found else ""))


def monthly() -> Any:
    weeks = some.tuples(some.sampled_from([1, 2, 3, 4, 5, -1, -2]), some.sampled_from(DAYS))
    dates = some.lists(some.integers(-31, 31).filter(bool), unique=True, min_size=1, max_size=3)
    places = some.sampled_from(["1", "-1", "2,-2"])
    return some.one_of(
        some.just("FREQ=MONTHLY"),
        weeks.map(lambda found: f"FREQ=MONTHLY;BYDAY={found[0]}{found[1]}"),
        dates.map(lambda found: f"FREQ=MONTHLY;BYMONTHDAY={','.join(map(str, found))}"),
        places.map(lambda found: f"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS={found}"),
    )


def yearly() -> Any:
    months = some.lists(some.integers(1, 12), unique=True, min_size=1, max_size=3)
    day = some.tuples(months, some.integers(1, 28))
    week = some.tuples(months, some.sampled_from(["1MO", "-1FR", "3TU"]))
    return some.one_of(
        some.just("FREQ=YEARLY"),
        day.map(lambda found: f"FREQ=YEARLY;BYMONTH={','.join(map(str, found[0]))};BYMONTHDAY={found[1]}"),
        week.map(lambda found: f"FREQ=YEARLY;BYMONTH={','.join(map(str, found[0]))};BYDAY={found[1]}"),
    )


def ends(first: datetime, zone: str) -> Any:
    """Never, after a number of times, or at a moment, which RFC 5545 wants in UTC."""

    def until(days: int) -> str:
        last = (first + timedelta(days=days)).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        return f";UNTIL={last.strftime(FORMAT)}Z"

    numbers = some.integers(1, 40).map(lambda number: f";COUNT={number}")
    return some.one_of(some.just(""), numbers, some.integers(0, 700).map(until))


@settings(max_examples=250, deadline=None, derandomize=True)
@given(cases())
def test_a_rule_meets_when_recurring_ical_events_says(case: Case) -> None:
    last = case.first + SPAN
    found = recurring_ical_events.of(Calendar.from_ical(case.calendar())).between(
        case.first - timedelta(days=2), last + timedelta(days=2)
    )
    theirs = sorted({one.start.astimezone(UTC) for one in found})
    # Calendar programs show the first time also where the rule does not name it.
    ours = recurrence.starts(
        case.rule,
        case.first,
        case.zone,
        last.date(),
        added={case.first, *case.added},
        left_out=case.left_out,
    )
    closing = last.replace(hour=0, minute=0, tzinfo=UTC) - timedelta(days=2)
    assert [one for one in ours if one < closing] == [one for one in theirs if one < closing]
