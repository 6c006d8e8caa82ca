"""One event of a calendar file: what it says, read into plain values.

Source: RFC 5545, sections 3.3.10 and 3.8.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from icalendar.prop import vRecur

from companion.overviews.importing import times
from companion.overviews.importing.content_lines import Component, Property
from companion.overviews.importing.event_words import LINKS, Note, text_of, words_of
from companion.overviews.importing.reading import Broken, Problem
from companion.overviews.importing.times import When
from companion.overviews.importing.zones import Zones

UNSAID_LENGTH = timedelta(hours=1)
A_DAY = timedelta(days=1)
# What of an event makes its sessions. Programs write other lines anew whenever they save a file.
TELLING = {
    *("SUMMARY", "LOCATION", "DTSTART", "DTEND", "DURATION", "STATUS"),
    *("RRULE", "EXRULE", "RDATE", "EXDATE", "RECURRENCE-ID"),
    *LINKS,
}
UNTIL = re.compile(r"(?<=UNTIL=)[^;]*")
# The year 9999 and others like it stand for a rule without an end.
NEVER = re.compile(r"UNTIL=[3-9]\d{7}(T\d{6}Z?)?(?=;|$)", re.ASCII)


@dataclass(frozen=True)
class Event:
    """``said`` is all that makes its sessions, as it stands there."""

    line: int
    uid: str
    sequence: int
    title: str
    place: str
    video_link: str
    start: When
    length: timedelta
    rule: str
    has_more_rules: bool
    added: tuple[tuple[When, timedelta | None], ...]
    left_out: tuple[When, ...]
    replaces: When | None
    and_later: bool
    is_cancelled: bool
    notes: tuple[Note, ...]
    said: str


def event(component: Component, zones: Zones) -> Event:
    """Raises ``Broken``."""
    start = component.first("DTSTART")
    if start is None:
        raise Broken(Problem.NO_START, component.line)
    begins = times.when(start, start.value, zones)
    words, rules = words_of(component), _rules(component)
    length, is_said = _length(component, begins, zones)
    replaces = component.first("RECURRENCE-ID")
    return Event(
        line=component.line,
        uid=text_of(component, "UID"),
        sequence=_sequence(component),
        title=words.title,
        place=words.place,
        video_link=words.video_link,
        start=begins,
        length=length,
        rule=rules[0] if rules else "",
        has_more_rules=len(rules) > 1 or any(found.value for found in component.every("EXRULE")),
        added=times.periods(component, "RDATE", zones),
        left_out=times.every(component, "EXDATE", zones),
        replaces=times.when(replaces, replaces.value, zones) if replaces else None,
        and_later=replaces is not None and replaces.parameter("RANGE").upper() == "THISANDFUTURE",
        is_cancelled=text_of(component, "STATUS").upper() == "CANCELLED",
        notes=(*words.notes, *(() if is_said else (Note.NO_END,))),
        said="\n".join(sorted(one.said for one in component.properties if one.name in TELLING)),
    )


def _length(component: Component, start: When, zones: Zones) -> tuple[timedelta, bool]:
    """How long it lasts, and whether the file says so."""
    end, duration = component.first("DTEND"), component.first("DURATION")
    if end:
        length = times.when(end, end.value, zones).moment - start.moment
    elif duration:
        length = times.length(duration, duration.value)
    else:
        return (A_DAY, True) if start.is_day else (UNSAID_LENGTH, False)
    if start.is_day:
        return max(length, A_DAY), True
    return (length, True) if length else (UNSAID_LENGTH, False)


def _rules(component: Component) -> list[str]:
    """Some programs write an empty rule for an event that does not repeat."""
    return [_rule(found) for found in component.every("RRULE") if found.value]


def _rule(found: Property) -> str:
    """The rule, without the spaces that Exchange puts in. Whether groups can meet by it is asked later."""
    said = NEVER.sub("", re.sub(r"\s", "", found.value).upper()).replace(";;", ";").strip(";")
    try:
        is_rule = "FREQ" in vRecur.from_ical(said)
        for until in UNTIL.findall(said):
            times.read(until)
    except (ValueError, KeyError, TypeError):
        is_rule = False
    if not is_rule:
        raise Broken(Problem.BAD_RULE, found.line, text=found.value[:60])
    return said


def _sequence(component: Component) -> int:
    found = component.first("SEQUENCE")
    if found and not re.fullmatch("[0-9]{1,9}", found.value):
        raise Broken(Problem.BAD_NUMBER, found.line, text=found.value[:60])
    return int(found.value) if found else 0
