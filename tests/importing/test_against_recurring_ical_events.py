"""Random rules, zones and years: the schedule meets when recurring-ical-events says it does.

So does what is read from a file, with single sessions moved and cancelled.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as some
from icalendar import Calendar

from companion.overviews.importing.calendars import read
from companion.overviews.importing.reading import text_of
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

    def calendar(self, *others: str) -> str:
        event = ["BEGIN:VEVENT", "UID:1", "SUMMARY:Group", self.time("DTSTART", self.first), "DURATION:PT1H"]
        event += [f"RRULE:{self.rule}", *(self.time("RDATE", one) for one in self.added)]
        event += [self.time("EXDATE", one) for one in self.left_out]
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *event, "END:VEVENT", *others, "END:VCALENDAR"]
        return "\r\n".join(lines)

    def time(self, name: str, at: datetime) -> str:
        return f"{name};TZID={self.zone}:{at.strftime(FORMAT)}"

    def instead(self, of: datetime, at: datetime, *more: str) -> str:
        """What a file says of a single session that was moved."""
        told = [self.time("RECURRENCE-ID", of), self.time("DTSTART", at), "DURATION:PT2H", *more]
        return "\r\n".join(["BEGIN:VEVENT", "UID:1", "SUMMARY:Moved", *told, "END:VEVENT"])


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
    # recurring-ical-events takes an added time for one that is left out where it reads in its zone what
    # the other reads in UTC. Seven minutes past a quarter, no added one does.
    added = first + timedelta(days=draw(some.integers(1, 300)), hours=draw(some.integers(0, 5)), minutes=7)
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
    # Calendar programs show the first time also where the rule does not name it.
    ours = recurrence.starts(
        case.rule,
        case.first,
        case.zone,
        last.date(),
        added={case.first, *case.added},
        left_out=case.left_out,
    )
    theirs = [begins for begins, _, _ in sessions_of(case.calendar(), case.first)]
    closing = last.replace(hour=0, minute=0, tzinfo=UTC) - timedelta(days=2)
    assert [one for one in ours if one < closing] == [one for one in theirs if one < closing]


@settings(max_examples=250, deadline=None, derandomize=True)
@given(cases(), some.lists(some.tuples(some.integers(0, 30), some.integers(-90, 90)), max_size=4))
def test_a_file_is_read_as_recurring_ical_events_reads_it(case: Case, moves: list[tuple[int, int]]) -> None:
    """A move is the number of a session, and by how many hours. Every fourth is cancelled instead."""
    until = case.first.date() + SPAN
    planned = sorted(recurrence.wall_times(on_clock(case), case.first, until, left_out=case.left_out))
    numbers = {number: hours for number, hours in moves if number < len(planned) and hours}
    text = case.calendar(
        *(
            case.instead(
                planned[number],
                planned[number] + timedelta(hours=hours),
                f"STATUS:{'CONFIRMED' if hours % 4 else 'CANCELLED'}",
            )
            for number, hours in numbers.items()
        )
    )
    (group,) = read(text_of(text.encode()), "America/Denver").groups.values()
    ours = {
        (one.starts_at, one.ends_at, one.title)
        for one in group.occurrences(case.first.date() - timedelta(days=8), until)
        if not one.is_cancelled
    }
    closing = datetime.combine(until, time.min, UTC) - timedelta(days=8)
    theirs = sessions_of(text, case.first)
    assert sorted(one for one in ours if one[0] < closing) == [one for one in theirs if one[0] < closing]


def sessions_of(text: str, first: datetime) -> list[tuple[datetime, datetime, str]]:
    found = recurring_ical_events.of(Calendar.from_ical(text)).between(
        first - timedelta(days=8), first + SPAN + timedelta(days=2)
    )
    held = [one for one in found if one.get("STATUS") != "CANCELLED"]
    return sorted({(one.start.astimezone(UTC), end_of(one), str(one["SUMMARY"])) for one in held})


def end_of(event: Any) -> datetime:
    """Theirs is by the clock on the wall. An hour is an hour also in the night when that is set back."""
    length = event.end.replace(tzinfo=None) - event.start.replace(tzinfo=None)
    return event.start.astimezone(UTC) + length  # type: ignore[no-any-return]  # the library has no types here


def on_clock(case: Case) -> str:
    return recurrence.on_wall_clock(case.rule, ZoneInfo(case.zone))
