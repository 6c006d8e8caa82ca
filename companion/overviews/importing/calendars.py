"""A calendar file: which groups and whole days it holds, and what of it cannot be planned."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from companion.overviews.importing import content_lines
from companion.overviews.importing.content_lines import Component
from companion.overviews.importing.events import A_DAY, Event, event
from companion.overviews.importing.gatherings import Gathering, fits
from companion.overviews.importing.reading import Broken, Problem
from companion.overviews.importing.zones import Zones
from companion.records.schedule import recurrence
from companion.records.schedule.recurrence import BadRule

MOST_EVENTS = 2000
MOST_DAYS_OFF = 31
RULE_MOST = 300
IGNORED = ("VTIMEZONE", "VEVENT", "VALARM", "VFREEBUSY", "VAVAILABILITY")


class Why(StrEnum):
    """Why something of a file is not planned. ``wording`` has the sentences."""

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
    """``zone`` is that of times without one. Raises ``Broken``."""
    calendars = content_lines.calendars(text)
    zones = Zones(calendars, zone)
    found = [part for calendar in calendars for part in calendar.inside("VEVENT")]
    if len(found) > MOST_EVENTS:
        raise Broken(Problem.TOO_MANY_EVENTS, found[MOST_EVENTS].line)
    by_key: dict[str, list[Event]] = {}
    for component in found:
        one = event(component, zones)
        by_key.setdefault(_key(one), []).append(one)
    brought = Brought(skipped=[_left(part) for calendar in calendars for part in _others(calendar)])
    for key, events in by_key.items():
        _sort(brought, key, Gathering.of(events), takes_days_off)
    return brought


def days_of(gathering: Gathering, since: date, until: date) -> list[date]:
    """Each day that an all-day event takes up."""
    return [
        held.starts_at.date() + timedelta(days=step)
        for held in gathering.occurrences(since, until)
        if not held.is_cancelled
        for step in range((held.ends_at - held.starts_at) // A_DAY)
    ]


def _sort(brought: Brought, key: str, found: Gathering, takes_days_off: bool) -> None:
    why = _why_not(found, takes_days_off)
    if why:
        brought.skip(found.lead, why)
        return
    for one in found.unusable:
        brought.skip(one, Why.ALL_DAY if one.start.is_day else Why.WRONG_LENGTH)
    (brought.days_off if found.lead.start.is_day else brought.groups)[key] = found


def _why_not(found: Gathering, takes_days_off: bool) -> Why | None:
    lead = found.lead
    too_long = lead.start.is_day and lead.length > MOST_DAYS_OFF * A_DAY
    reasons = {
        Why.ALL_DAY: lead.start.is_day and not takes_days_off,
        Why.LONG_HOLIDAY: too_long,
        Why.NO_TITLE: not lead.title,
        Why.WRONG_LENGTH: not fits(lead, lead.start.is_day),
        Why.RULE: not _is_known(found),
    }
    return next((why for why, is_so in reasons.items() if is_so), None)


def _is_known(found: Gathering) -> bool:
    """Whether the schedule can keep the rule."""
    rules = found.lead.rules
    if len(rules) > 1 or any(rule.name != "RRULE" for rule in rules):
        return False
    try:
        if rules:
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
