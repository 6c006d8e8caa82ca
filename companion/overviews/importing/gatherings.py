"""The sessions of one event and of all that replaces single ones of them.

Source: RFC 5545, sections 3.8.4.4 (RECURRENCE-ID) and 3.8.5 (RDATE, EXDATE, RRULE).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from companion.overviews.importing.events import Event
from companion.overviews.importing.times import When, read
from companion.overviews.importing.zones import Zone
from companion.records.schedule import recurrence
from companion.records.schedule.rules import LEAST_MINUTES, MOST_MINUTES, Occurrence

# Later sessions that are moved together are planned this many days earlier at most.
A_WEEK = timedelta(weeks=1)
MOST_DAYS_OFF = timedelta(days=31)


@dataclass(frozen=True)
class Gathering:
    """All events of one UID: ``plan`` is the one that repeats, if the file has it at all."""

    plan: Event | None
    replacing: tuple[Event, ...]

    @classmethod
    def of(cls, events: Iterable[Event]) -> Gathering:
        """Of two that say the same thing differently, the one with the higher number counts."""
        plan: Event | None = None
        replacing: dict[datetime, Event] = {}
        for one in sorted(events, key=lambda found: found.sequence):
            if one.replaces is None:
                plan = one
            else:
                replacing[one.replaces.moment] = one
        return cls(plan, tuple(sorted(replacing.values(), key=lambda one: one.line)))

    @cached_property
    def lead(self) -> Event:
        return self.plan or self.replacing[0]

    @property
    def zone(self) -> Zone:
        return self.lead.start.zone

    @property
    def is_endless(self) -> bool:
        parts = recurrence.parts_of(self.lead.rule)
        return bool(parts) and not {"COUNT", "UNTIL"} & set(parts)

    @property
    def lengths(self) -> list[timedelta]:
        """How long its sessions last: most of them as the event, an added one perhaps otherwise."""
        return [self.lead.length, *(length for _, length in self.lead.added if length is not None)]

    @property
    def state(self) -> str:
        """What the file says of it, hashed: the same as long as nobody changes the event."""
        events = (self.plan, *self.replacing) if self.plan else self.replacing
        return hashlib.sha256("\n\n".join(sorted(one.said for one in events)).encode()).hexdigest()

    @cached_property
    def unusable(self) -> tuple[Event, ...]:
        """What replaces a session, and is none itself: a whole day, or far too long."""
        is_day = self.lead.start.is_day
        return tuple(
            one for one in self.replacing if one.start.is_day != is_day or not fits(one.length, is_day)
        )

    def occurrences(self, since: date, until: date) -> list[Occurrence]:
        """Those that begin on these days. Raises ``recurrence.BadRule``."""
        replaced = {self._moment_replaced(one): one for one in self.replacing}
        found = {}
        for local, length in self._planned(since, until):
            moment = self.zone.moment(local)
            found[moment] = self._held(moment, local, length, replaced.get(moment))
        for moment in set(replaced) - set(found) - self._left_out():
            if self._is_current(replaced[moment]):
                found[moment] = _replaced(moment, replaced[moment], self.unusable)
        days = {moment: self.zone.local(one.starts_at).date() for moment, one in found.items()}
        return [found[moment] for moment in sorted(found) if since <= days[moment] <= until]

    def _planned(self, since: date, until: date) -> list[tuple[datetime, timedelta | None]]:
        """The local times of the rule and of the added ones, with their length where it is another."""
        if self.plan is None:
            return []
        first, since = self.plan.start.local, since - A_WEEK
        lengths = {when.on(self.zone): length for when, length in self.plan.added}
        planned = recurrence.wall_times(
            self.wall_rule if first.date() <= until and not self._ends_before(since) else "",
            first,
            until,
            # The first one counts, also where the rule does not name it: all calendar programs show it.
            added={*lengths} if self._ends_before(first.date()) else {first, *lengths},
            left_out={when.on(self.zone) for when in self.plan.left_out},
        )
        out = {when.local.date() for when in self.plan.left_out if when.is_day}
        days = ((local, local.date()) for local in planned)
        return [(local, lengths.get(local)) for local, day in days if day >= since and day not in out]

    @cached_property
    def wall_rule(self) -> str:
        """The rule with its last moment as the clocks of the event's own zone show it."""
        return recurrence.on_wall_clock(self.lead.rule, self.zone.rules)

    def _ends_before(self, day: date) -> bool:
        until = recurrence.parts_of(self.wall_rule).get("UNTIL", "")
        return bool(until) and read(until).date() < day

    def _is_current(self, one: Event) -> bool:
        """What replaces a session that the plan has no more, in a later version, is a thing of the past."""
        return self.plan is None or one.sequence >= self.plan.sequence

    def _held(
        self, moment: datetime, local: datetime, length: timedelta | None, instead: Event | None
    ) -> Occurrence:
        if instead:
            return _replaced(moment, instead, self.unusable)
        plan, starts_at = self.lead, moment
        for later in self._later_ones:
            if later.replaces and later.replaces.moment <= moment:
                moved = later.start.on(self.zone) - later.replaces.on(self.zone)
                plan, starts_at, length = later, self.zone.moment(local + moved), None
        return _occurrence(moment, starts_at, replace(plan, length=length or plan.length))

    @cached_property
    def _later_ones(self) -> list[Event]:
        later = [one for one in self.replacing if one.and_later and one.replaces and one not in self.unusable]
        return sorted(later, key=lambda one: self._moment_replaced(one))

    def _moment_replaced(self, one: Event) -> datetime:
        return self._moment_named(one.replaces or one.start)

    def _moment_named(self, named: When) -> datetime:
        """Which planned moment. Only a day means the session of that day."""
        if named.is_day and self.plan and not self.plan.start.is_day:
            clock = self.plan.start.local.time()
            return self.zone.moment(datetime.combine(named.local.date(), clock))
        if self.lead.start.is_day and not named.is_day:
            return self.zone.moment(datetime.combine(named.local.date(), datetime.min.time()))
        return named.moment

    def _left_out(self) -> set[datetime]:
        return {self._moment_named(when) for when in self.plan.left_out} if self.plan else set()


def fits(length: timedelta, is_day: bool) -> bool:
    """Whether a session, or days on which no group meets, can last that long."""
    if is_day:
        return length <= MOST_DAYS_OFF
    return LEAST_MINUTES <= minutes(length) <= MOST_MINUTES


def minutes(length: timedelta) -> int:
    return round(length.total_seconds() / 60)


def _replaced(moment: datetime, one: Event, unusable: tuple[Event, ...]) -> Occurrence:
    held = _occurrence(moment, one.start.moment, one)
    return replace(held, is_cancelled=one.is_cancelled or one in unusable)


def _occurrence(moment: datetime, starts_at: datetime, one: Event) -> Occurrence:
    ends_at, words = starts_at + one.length, one.words
    return Occurrence(
        moment, starts_at, ends_at, words.title, words.place, words.video_link, one.is_cancelled
    )
