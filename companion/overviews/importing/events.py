"""One event of a calendar file: what it says, read into plain values.

Source: RFC 5545, sections 3.3.10 and 3.8.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta

from icalendar.prop import vRecur

from companion.overviews.importing import times
from companion.overviews.importing.content_lines import Component, Property
from companion.overviews.importing.event_words import LINKS, Note, Words, text_of, words_of
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
    component: Component = field(repr=False, compare=False)
    line: int
    sequence: int
    words: Words
    start: When
    length: timedelta
    has_end: bool
    rule: str
    has_more_rules: bool
    added: tuple[tuple[When, timedelta | None], ...]
    left_out: tuple[When, ...]
    replaces: When | None
    is_cancelled: bool

    @property
    def uid(self) -> str:
        return text_of(self.component, "UID")

    @property
    def title(self) -> str:
        return self.words.title

    @property
    def notes(self) -> tuple[Note, ...]:
        return self.words.notes if self.has_end else (*self.words.notes, Note.NO_END)

    @property
    def and_later(self) -> bool:
        found = self.component.first("RECURRENCE-ID")
        return found is not None and found.parameter("RANGE").upper() == "THISANDFUTURE"

    @property
    def said(self) -> str:
        """All that makes its sessions, as it stands in the file."""
        return "\n".join(sorted(one.said for one in self.component.properties if one.name in TELLING))


def event(component: Component, zones: Zones) -> Event:
    """Raises ``Broken``."""
    start, replaces = component.first("DTSTART"), component.first("RECURRENCE-ID")
    if start is None:
        raise Broken(Problem.NO_START, component.line)
    begins, rules = times.when(start, start.value, zones), _rules(component)
    length, has_end = _length(component, begins, zones)
    return Event(
        component=component,
        line=component.line,
        sequence=_sequence(component),
        words=words_of(component),
        start=begins,
        length=length,
        has_end=has_end,
        rule=rules[0] if rules else "",
        has_more_rules=len(rules) > 1 or any(found.value for found in component.every("EXRULE")),
        added=times.periods(component, "RDATE", zones),
        left_out=times.every(component, "EXDATE", zones),
        replaces=times.when(replaces, replaces.value, zones) if replaces else None,
        is_cancelled=text_of(component, "STATUS").upper() == "CANCELLED",
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
