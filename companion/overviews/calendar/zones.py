"""How the clocks of a zone change, as calendar files describe it.

Source: RFC 5545 section 3.6.5: each change begins at the local time that the clocks showed before it.
Generated descriptions (icalendar's among them) often give the time shown after it, an hour too late in
spring.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

DAY = 24 * 3600
Offsets = tuple[timedelta, timedelta, str]


def described(zone: str, first_year: int, last_year: int) -> Timezone:
    """The zone's offset as the first year begins, and its changes to the end of the last one."""
    timezone, opens = Timezone(), datetime(first_year, 1, 1, tzinfo=UTC)
    timezone.add("tzid", zone)
    at_first = opens.astimezone(ZoneInfo(zone))
    offset = at_first.utcoffset() or timedelta(0)
    begins = {(offset, offset, at_first.tzname() or zone): [opens.replace(tzinfo=None)]}
    for offsets, moments in {**begins, **_by_offsets(zone, first_year, last_year)}.items():
        timezone.add_component(_observance(offsets, moments))
    return timezone


def clock_changes(zone: str, first_year: int, last_year: int) -> list[datetime]:
    """The moments in UTC, to the second."""
    first = int(datetime(first_year, 1, 1, tzinfo=UTC).timestamp())
    last = int(datetime(last_year + 1, 1, 1, tzinfo=UTC).timestamp())
    days = [(start, start + DAY) for start in range(first, last, DAY)]
    return [
        _first_with_another_offset(zone, *day)
        for day in days
        if _offset(zone, day[0]) != _offset(zone, day[1])
    ]


@cache
def _by_offsets(zone: str, first_year: int, last_year: int) -> dict[Offsets, list[datetime]]:
    """Each kind of change with the local times, as shown before it, at which it happens."""
    found: dict[Offsets, list[datetime]] = {}
    for change in clock_changes(zone, first_year, last_year):
        before, after = (
            (change - timedelta(seconds=1)).astimezone(ZoneInfo(zone)),
            change.astimezone(ZoneInfo(zone)),
        )
        was, becomes = before.utcoffset() or timedelta(0), after.utcoffset() or timedelta(0)
        shown = (change + was).replace(tzinfo=None)
        found.setdefault((was, becomes, after.tzname() or zone), []).append(shown)
    return found


def _observance(offsets: Offsets, moments: list[datetime]) -> TimezoneStandard | TimezoneDaylight:
    was, becomes, name = offsets
    part = TimezoneDaylight() if becomes > was else TimezoneStandard()
    part.add("dtstart", moments[0])
    for again in moments[1:]:
        part.add("rdate", again)
    part.add("tzoffsetfrom", was)
    part.add("tzoffsetto", becomes)
    part.add("tzname", name)
    return part


def _first_with_another_offset(zone: str, start: int, end: int) -> datetime:
    before = _offset(zone, start)
    while end - start > 1:
        middle = (start + end) // 2
        if _offset(zone, middle) == before:
            start = middle
        else:
            end = middle
    return datetime.fromtimestamp(end, UTC)


def _offset(zone: str, second: int) -> timedelta:
    return datetime.fromtimestamp(second, ZoneInfo(zone)).utcoffset() or timedelta(0)
