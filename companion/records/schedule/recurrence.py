"""When a group meets: an RFC 5545 recurrence rule on the wall clock of the program's zone.

Source: RFC 5545, sections 3.3.10 and 3.8.5. A rule runs on local time, so that 6 PM stays 6 PM across
both clock changes; each result is then read in its zone. Excluded times win over added ones.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import product, takewhile
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rrulestr

from companion.records.schedule.rules import at

MOST_DAYS = 800
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# A rule that can never come true would be searched for until the year 9999, so these say what is meant.
KNOWN_PARTS = {
    "DAILY": {"BYDAY", "BYMONTH", "BYMONTHDAY"},
    "WEEKLY": {"BYDAY", "BYMONTH"},
    "MONTHLY": {"BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS"},
    "YEARLY": {"BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS", "BYYEARDAY", "BYWEEKNO"},
}
# The numbers end where months, weeks and years do, so that none is looked for in vain.
UP_TO_53 = "[+-]?0?([1-9]|[1-4][0-9]|5[0-3])"
UP_TO_366 = "[+-]?0{0,2}([1-9][0-9]?|[12][0-9]{2}|3[0-5][0-9]|36[0-6])"
SHAPES = {
    "INTERVAL": "[1-9][0-9]{0,3}",
    "COUNT": "[1-9][0-9]{0,8}",
    "BYMONTH": "(0?[1-9]|1[0-2])",
    "BYDAY": f"({UP_TO_53})?(MO|TU|WE|TH|FR|SA|SU)",
    "BYWEEKNO": UP_TO_53,
    "BYYEARDAY": UP_TO_366,
    "BYSETPOS": UP_TO_366,
}
EVERYWHERE = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}


class BadRule(ValueError):
    """The rule is not one that groups meet by. Says which part is not known; never a person's words."""


def starts(
    rule: str,
    first: datetime,
    zone: str,
    until_on: date,
    *,
    added: Collection[datetime] = (),
    left_out: Collection[datetime] = (),
) -> list[datetime]:
    """The moments, in UTC, at which a group begins, from its first local time to the last day.

    ``first``, ``added`` and ``left_out`` are wall-clock times without a zone. Without a rule the first one
    is the only one; with a rule it counts if the rule names it. Raises ``BadRule``.
    """
    if not 0 <= (until_on - first.date()).days < MOST_DAYS:
        raise BadRule(f"A series lasts from 1 to {MOST_DAYS} days.")
    met = wall_times(on_wall_clock(rule, ZoneInfo(zone)), first, until_on, added=added, left_out=left_out)
    return sorted({at(local.date(), local.time(), zone) for local in met})


def wall_times(
    rule: str,
    first: datetime,
    until_on: date,
    *,
    added: Collection[datetime] = (),
    left_out: Collection[datetime] = (),
) -> set[datetime]:
    """The same before they are read in a zone, and however long ago the first one was."""
    last = datetime.combine(until_on, time.max)
    met = {*added, *(_by_rule(rule, first, last) if rule else [first])}
    return {local for local in met - set(left_out) if local <= last}


def on_wall_clock(rule: str, zone: tzinfo) -> str:
    """The rule with its last moment, where that is written in UTC, as the clocks of the zone show it."""
    parts = parts_of(rule)
    until = parts.get("UNTIL", "")
    if until.endswith("Z"):
        try:
            moment = datetime.strptime(until, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            parts["UNTIL"] = f"{moment.astimezone(zone):%Y%m%dT%H%M%S}"
        except (ValueError, OverflowError) as error:
            raise BadRule("The rule’s part UNTIL cannot be read.") from error
    return _joined(parts)


def weekly(days: Collection[int], *, interval: int = 1, count: int | None = None) -> str:
    """The rule for certain days (Monday is 0) of every week, or of every second one."""
    return _said("WEEKLY", interval, count) + ",".join(DAYS[day] for day in sorted(set(days)))


def monthly(week: int, days: Collection[int], *, interval: int = 1, count: int | None = None) -> str:
    """The rule for certain days of a week of the month: the 1st to 4th of their kind, or -1 for the last."""
    return _said("MONTHLY", interval, count) + ",".join(f"{week}{DAYS[day]}" for day in sorted(set(days)))


def week_of(rule: str) -> int | None:
    """The one week of the month that the rule names for all of its days, if it does."""
    named = re.findall(r"(?:^|,)([+-]?\d*)[A-Z]{2}", parts_of(rule).get("BYDAY", ""))
    return int(named[0]) if named and named[0] and len(set(named)) == 1 else None


def days_of(rule: str) -> list[int]:
    """The weekdays that the rule names, Monday is 0."""
    return sorted(
        {DAYS.index(found) for found in re.findall("|".join(DAYS), parts_of(rule).get("BYDAY", ""))}
    )


def parts_of(rule: str) -> dict[str, str]:
    """The rule's parts by name, all in capitals. Raises ``BadRule``."""
    found: dict[str, str] = {}
    for part in filter(None, rule.upper().strip().removeprefix("RRULE:").split(";")):
        name, sign, value = part.partition("=")
        if not sign or not value or name in found:
            raise BadRule(f"The rule’s part {name[:20]} cannot be read.")
        found[name] = value
    return found


def check(rule: str) -> dict[str, str]:
    """The parts of a rule by which groups can meet. Raises ``BadRule`` for any other."""
    parts = parts_of(rule)
    known = KNOWN_PARTS.get(parts.get("FREQ", ""))
    if known is None:
        raise BadRule("The rule repeats by neither the day, the week, the month nor the year.")
    unknown = sorted(set(parts) - known - EVERYWHERE)
    if unknown:
        raise BadRule(f"The rule’s part {unknown[0][:20]} is not known here.")
    if "COUNT" in parts and "UNTIL" in parts:
        raise BadRule("The rule has both COUNT and UNTIL.")
    for name, shape in SHAPES.items():
        values = parts.get(name, "").split(",") if name.startswith("BY") else [parts.get(name, "")]
        if name in parts and not all(re.fullmatch(shape, value) for value in values):
            raise BadRule(f"The rule’s part {name} cannot be read.")
    _refuse_days_that_no_month_has(parts)
    return parts


def _said(unit: str, interval: int, count: int | None) -> str:
    every = f"INTERVAL={interval};" if interval > 1 else ""
    times = f"COUNT={count};" if count else ""
    return f"FREQ={unit};{every}{times}BYDAY="


def _joined(parts: Mapping[str, str]) -> str:
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _by_rule(rule: str, first: datetime, last: datetime) -> list[datetime]:
    parts = check(rule)
    until = _until(parts.pop("UNTIL", ""))
    try:
        found = rrulestr(_joined(parts), dtstart=first)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise BadRule("The rule cannot be read.") from error
    if not isinstance(found, rrule):
        raise BadRule("The rule cannot be read.")
    bound = min(last, until or last)
    return list(takewhile(lambda local: local <= bound, found))


def _until(said: str) -> datetime | None:
    """The last local time, itself in it. A day without a time ends with that day."""
    if not said:
        return None
    try:
        if "T" in said:
            return datetime.strptime(said, "%Y%m%dT%H%M%S")
        return datetime.combine(datetime.strptime(said, "%Y%m%d"), time.max)
    except ValueError as error:
        raise BadRule("The rule’s part UNTIL cannot be read.") from error


def _refuse_days_that_no_month_has(parts: dict[str, str]) -> None:
    months, days = parts.get("BYMONTH"), parts.get("BYMONTHDAY")
    if not days:
        return
    try:
        pairs = product(map(int, (months or "1").split(",")), map(int, days.split(",")))
        if not any(0 < abs(day) <= LONGEST_MONTHS[month - 1] for month, day in pairs):
            raise BadRule("The rule names a day that no such month has.")
    except (ValueError, IndexError) as error:
        raise BadRule("The rule names a day that no such month has.") from error


def horizon(first: date) -> date:
    """The last day for which a series without an end of its own is planned."""
    return first + timedelta(days=MOST_DAYS - 1)
