"""A calendar file: which groups and whole days it holds, and what of it cannot be planned."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from companion.overviews.importing import content_lines
from companion.overviews.importing.content_lines import Component
from companion.overviews.importing.events import Event, event
from companion.overviews.importing.gatherings import Gathering, fits
from companion.overviews.importing.reading import Broken, Problem
from companion.overviews.importing.zones import Zones
from companion.records.schedule import recurrence
from companion.records.schedule.recurrence import BadRule

MOST_EVENTS = 2000
RULE_MOST = 300
IGNORED = ("VTIMEZONE", "VEVENT", "VALARM", "VFREEBUSY", "VAVAILABILITY")


class Why(StrEnum):
    """Why something of a file is not planned. ``previews`` has the sentences."""

    ALL_DAY = "all day"
    CANCELLED = "cancelled"
    FAR = "far ahead"
    LIKE_ANOTHER = "like another"
    LIKE_ONE_HERE = "like one here"
    LONG_HOLIDAY = "long holiday"
    NOT_EVENT = "not an event"
    NO_TITLE = "no title"
    OVER = "over"
    RULE = "rule"
    SAME_DAYS = "same days"
    TAKEN_OVER = "taken over"
    WRONG_LENGTH = "wrong length"


@dataclass(frozen=True)
class Skipped:
    line: int
    title: str
    why: Why


@dataclass
class Brought:
    """What a calendar file holds. ``groups`` and ``days_off`` are keyed by their event's UID, hashed."""

    groups: dict[str, Gathering] = field(default_factory=dict)
    days_off: dict[str, Gathering] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)

    def skip(self, one: Event, why: Why) -> None:
        self.skipped.append(Skipped(one.line, one.title, why))


def read(text: str, zone: str, *, takes_days_off: bool = False) -> Brought:
    """``zone`` is the program's. Raises ``Broken``."""
    calendars = content_lines.calendars(text)
    _refuse_too_many([part for calendar in calendars for part in calendar.inside("VEVENT")])
    brought = Brought(skipped=[_left(part) for calendar in calendars for part in _others(calendar)])
    by_key: dict[str, list[Event]] = {}
    for calendar in calendars:
        zones = Zones(calendar, zone)
        for component in calendar.inside("VEVENT"):
            one = event(component, zones)
            by_key.setdefault(_key(one), []).append(one)
    for key, events in by_key.items():
        _sort(brought, key, Gathering.of(events), takes_days_off)
    return brought


def _refuse_too_many(found: list[Component]) -> None:
    if len(found) > MOST_EVENTS:
        raise Broken(Problem.TOO_MANY_EVENTS, found[MOST_EVENTS].line)


def _sort(brought: Brought, key: str, found: Gathering, takes_days_off: bool) -> None:
    why = _why_not(found, takes_days_off)
    if why:
        brought.skip(found.lead, why)
        return
    for one in found.unusable:
        brought.skip(one, _why_unusable(one, found))
    (brought.days_off if found.lead.start.is_day else brought.groups)[key] = found


def _why_not(found: Gathering, takes_days_off: bool) -> Why | None:
    lead = found.lead
    fit = all(fits(length, lead.start.is_day) for length in found.lengths)
    reasons = {
        Why.ALL_DAY: lead.start.is_day and not takes_days_off,
        Why.LONG_HOLIDAY: lead.start.is_day and not fit,
        Why.NO_TITLE: not lead.title,
        Why.WRONG_LENGTH: not fit,
        Why.RULE: not _is_known(found),
    }
    return next((why for why, is_so in reasons.items() if is_so), None)


def _why_unusable(one: Event, found: Gathering) -> Why:
    if not one.start.is_day:
        return Why.WRONG_LENGTH
    return Why.LONG_HOLIDAY if found.lead.start.is_day else Why.ALL_DAY


def _is_known(found: Gathering) -> bool:
    """Whether the schedule can keep the rule."""
    if found.lead.has_more_rules:
        return False
    try:
        if found.lead.rule:
            recurrence.check(found.lead.rule)
    except BadRule:
        return False
    return len(found.wall_rule) <= RULE_MOST


def _key(one: Event) -> str:
    """The same event in the next file has the same key. One without a UID is known by what it says."""
    uid = one.uid or f"{one.title}\n{one.start.local.isoformat()}\n{one.rule}"
    return hashlib.sha256(uid.encode()).hexdigest()


def _others(calendar: Component) -> list[Component]:
    return [part for part in calendar.parts if part.name not in IGNORED]


def _left(part: Component) -> Skipped:
    title = part.first("SUMMARY")
    return Skipped(part.line, title.text[:80] if title else part.name[:80], Why.NOT_EVENT)
