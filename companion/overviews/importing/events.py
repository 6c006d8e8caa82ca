"""One event of a calendar file: what it says, read into plain values.

Source: RFC 5545, sections 3.3.4 to 3.3.6, 3.3.10 and 3.8.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from icalendar.prop import vDuration, vRecur

from companion.overviews.importing.content_lines import Component, Property
from companion.overviews.importing.event_words import Note, text_of, words_of
from companion.overviews.importing.reading import Broken, Problem
from companion.overviews.importing.zones import Zone, Zones

UNSAID_LENGTH = timedelta(hours=1)
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class When:
    """A time on the clocks of a zone. A whole day is its midnight, in no zone but UTC."""

    local: datetime
    zone: Zone
    is_day: bool = False

    @property
    def moment(self) -> datetime:
        return self.zone.moment(self.local)

    def on(self, zone: Zone) -> datetime:
        """What the clocks of that zone show then."""
        return self.local if self.is_day else zone.local(self.moment)


@dataclass(frozen=True)
class Event:
    line: int
    uid: str
    sequence: int
    title: str
    place: str
    video_link: str
    start: When
    length: timedelta
    rules: tuple[Property, ...]
    added: tuple[tuple[When, timedelta | None], ...]
    left_out: tuple[When, ...]
    replaces: When | None
    and_later: bool
    is_cancelled: bool
    notes: tuple[Note, ...]

    @property
    def rule(self) -> str:
        """The first rule, without the spaces that Exchange puts in."""
        return re.sub(r"\s", "", self.rules[0].value).upper().rstrip(";") if self.rules else ""


def event(component: Component, zones: Zones) -> Event:
    """Raises ``Broken``."""
    start = component.first("DTSTART")
    if start is None:
        raise Broken(Problem.NO_START, component.line)
    begins = _when(start, start.value, zones)
    words = words_of(component)
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
        rules=tuple(_checked(rule) for rule in _rules(component)),
        added=tuple(_period(*one, zones) for one in _listed(component, "RDATE")),
        left_out=tuple(_when(*one, zones) for one in _listed(component, "EXDATE")),
        replaces=_when(replaces, replaces.value, zones) if replaces else None,
        and_later=replaces is not None and replaces.parameter("RANGE").upper() == "THISANDFUTURE",
        is_cancelled=text_of(component, "STATUS").upper() == "CANCELLED",
        notes=(*words.notes, *(() if is_said else (Note.NO_END,))),
    )


def _listed(component: Component, name: str) -> list[tuple[Property, str]]:
    """Each value of a property that may hold several, and be there several times."""
    return [
        (found, said.strip())
        for found in component.every(name)
        for said in found.value.split(",")
        if said.strip()
    ]


def _period(found: Property, said: str, zones: Zones) -> tuple[When, timedelta | None]:
    """A time, or one with a length of its own: up to another time, or for as long as it says."""
    first, _, until = said.partition("/")
    begins = _when(found, first, zones)
    if not until:
        return begins, None
    is_length = until.upper().lstrip("+-").startswith("P")
    return begins, _duration(found, until) if is_length else _when(found, until, zones).moment - begins.moment


def _when(found: Property, said: str, zones: Zones) -> When:
    try:
        if len(said) == len("20261118"):
            return When(datetime.combine(_day(said), time.min), zones.utc, is_day=True)
        local = datetime.combine(
            _day(said[:8]), datetime.strptime(said[8:].removesuffix("Z"), "T%H%M%S").time()
        )
    except ValueError:
        raise Broken(Problem.BAD_TIME, found.line, text=said[:60]) from None
    if said.endswith("Z"):
        return When(local, zones.utc)
    tzid = found.parameter("TZID")
    return When(local, zones.named(tzid, found.line) if tzid else zones.own)


def _day(said: str) -> date:
    """Years that no calendar means are refused here, before a rule counts through them."""
    found = datetime.strptime(said, "%Y%m%d").date()
    if not 1970 <= found.year <= 2200 or not re.fullmatch("[0-9]{8}", said):
        raise ValueError(said)
    return found


def _length(component: Component, start: When, zones: Zones) -> tuple[timedelta, bool]:
    """How long it lasts, and whether the file says so."""
    end, duration = component.first("DTEND"), component.first("DURATION")
    if end:
        until = _when(end, end.value, zones)
        length = until.moment - start.moment
    elif duration:
        length = _duration(duration, duration.value)
    else:
        return (A_DAY, True) if start.is_day else (UNSAID_LENGTH, False)
    if start.is_day:
        return max(length, A_DAY), True
    return (length, True) if length else (UNSAID_LENGTH, False)


def _duration(found: Property, said: str) -> timedelta:
    try:
        length: timedelta = vDuration.from_ical(said)  # type: ignore[no-untyped-call]  # the library has no types here
    except (ValueError, OverflowError):
        raise Broken(Problem.BAD_LENGTH, found.line, text=said[:60]) from None
    return length


def _rules(component: Component) -> list[Property]:
    """Some programs write an empty rule for an event that does not repeat."""
    return [rule for name in ("RRULE", "EXRULE") for rule in component.every(name) if rule.value]


def _checked(rule: Property) -> Property:
    """Whether the rule is written as rules are; which ones groups can meet by is asked later."""
    try:
        parts = vRecur.from_ical(re.sub(r"\s", "", rule.value).upper().rstrip(";"))
    except (ValueError, KeyError, TypeError):
        parts = {}
    if "FREQ" not in parts:
        raise Broken(Problem.BAD_RULE, rule.line, text=rule.value[:60])
    return rule


def _sequence(component: Component) -> int:
    found = component.first("SEQUENCE")
    if found and not re.fullmatch("[0-9]{1,9}", found.value):
        raise Broken(Problem.BAD_NUMBER, found.line, text=found.value[:60])
    return int(found.value) if found else 0
