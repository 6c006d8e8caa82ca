"""What using a calendar file would do to the schedule, as both stand now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from companion.accounts.models import Person
from companion.core.db import db
from companion.overviews.importing.calendars import Brought, Skipped, Why, days_of
from companion.overviews.importing.gatherings import Gathering, minutes
from companion.overviews.importing.reading import Broken, Problem
from companion.programs.models import Program, Track
from companion.records.schedule import plans, queries, recurrence, rules
from companion.records.schedule.models import Series
from companion.records.schedule.recurrence import BadRule
from companion.records.schedule.rules import Differences, Occurrence

A_DAY = timedelta(days=1)
MOST_SESSIONS = 10_000
# Planned this far, a group without an end is left as it is, so that a file has nothing new to say each day.
FAR_ENOUGH = timedelta(days=366)


@dataclass(frozen=True)
class Step:
    """One group of the file. ``series`` is what an earlier file made of it."""

    key: str
    gathering: Gathering
    wanted: list[Occurrence]
    values: dict[str, Any]
    series: Series | None = None
    differences: Differences | None = None

    @property
    def changes_something(self) -> bool:
        return self.series is None or bool(self.differences)


@dataclass(frozen=True)
class DayOff:
    line: int
    name: str
    day: date
    is_new: bool


@dataclass
class SchedulePlan:
    program: Program
    track: Track
    facilitator: Person
    now: datetime
    steps: list[Step] = field(default_factory=list)
    days_off: list[DayOff] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    @property
    def today(self) -> date:
        return rules.day_in(self.program.zone, self.now)

    @property
    def changes_something(self) -> bool:
        return any(step.changes_something for step in self.steps) or any(off.is_new for off in self.days_off)

    def skip(self, gathering: Gathering, why: Why) -> None:
        self.skipped.append(Skipped(gathering.lead.line, gathering.lead.title, why))


def plan(
    brought: Brought, program: Program, track: Track, *, facilitator: Person, now: datetime
) -> SchedulePlan:
    """Only what is still to come counts. Raises ``Broken`` where it is more than a program can mean."""
    made = SchedulePlan(program, track, facilitator, now, skipped=[*brought.skipped])
    known = plans.series_by_source(program.id, list(brought.groups))
    taken_over = _taken_over([series.id for series in known.values()])
    for key, gathering in brought.groups.items():
        series = known.get(key)
        if series and series.id in taken_over:
            made.skip(gathering, Why.TAKEN_OVER)
        else:
            _add_step(made, key, gathering, series)
    _add_days_off(made, brought)
    made.skipped.sort(key=lambda one: one.line)
    return made


def _add_step(made: SchedulePlan, key: str, gathering: Gathering, series: Series | None) -> None:
    until = _until(made, gathering, series)
    try:
        found = gathering.occurrences(made.today - A_DAY, until)
    except BadRule:
        made.skip(gathering, Why.RULE)
        return
    wanted = [one for one in found if one.starts_at > made.now]
    if sum(len(step.wanted) for step in made.steps) + len(wanted) > MOST_SESSIONS:
        raise Broken(Problem.TOO_MANY_SESSIONS, gathering.lead.line)
    held = [one for one in wanted if not one.is_cancelled]
    if series:
        values = _values(made, gathering, held, until) if held else {}
        differences = plans.differences(series, wanted, made.now)
        made.steps.append(Step(key, gathering, wanted, values, series, differences))
    elif held:
        _add_new(made, Step(key, gathering, wanted, _values(made, gathering, held, until)))
    else:
        made.skip(gathering, _why_nothing(gathering, wanted, until))


def _add_new(made: SchedulePlan, step: Step) -> None:
    """The schedule takes two groups with the same name and times for one that was sent twice."""
    twin = {"program_id": made.program.id, "track_id": made.track.id, "facilitator_id": made.facilitator.id}
    if any(step.values == other.values for other in made.steps if other.series is None):
        made.skip(step.gathering, Why.LIKE_ANOTHER)
    elif queries.series_like(Series(**twin, **step.values)):
        made.skip(step.gathering, Why.LIKE_ONE_HERE)
    else:
        made.steps.append(step)


def _why_nothing(gathering: Gathering, wanted: Collection[Occurrence], until: date) -> Why:
    if wanted:
        return Why.CANCELLED
    return Why.FAR if gathering.lead.start.local.date() > until else Why.OVER


def _until(made: SchedulePlan, gathering: Gathering, series: Series | None) -> date:
    """The last day for which sessions are planned."""
    if series and gathering.is_endless and series.until_on - made.today >= FAR_ENOUGH:
        return series.until_on
    return recurrence.horizon(made.today)


def _values(made: SchedulePlan, gathering: Gathering, held: list[Occurrence], until: date) -> dict[str, Any]:
    """What the series says of itself: from its first session to come on, so that its rule still fits it."""
    lead = gathering.lead
    zone = gathering.zone.name or made.program.zone
    first, last = (one.planned_at.astimezone(ZoneInfo(zone)) for one in (held[0], held[-1]))
    return {
        "title": lead.title,
        "rule": _rule(gathering, last),
        "starts_at": first.time(),
        "minutes": minutes(lead.length),
        "zone": zone,
        "starts_on": first.date(),
        "until_on": until if gathering.is_endless else last.date(),
        "place": lead.place,
        "video_link": lead.video_link,
    }


def _rule(gathering: Gathering, last: datetime) -> str:
    """A number of sessions counts from the first one, which may be long over: the last day says the same."""
    parts = recurrence.parts_of(gathering.wall_rule)
    if parts.pop("COUNT", ""):
        parts["UNTIL"] = last.strftime("%Y%m%dT%H%M%S")
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _add_days_off(made: SchedulePlan, brought: Brought) -> None:
    there = {holiday.day for holiday in plans.holidays_of(made.program.id, since=made.today)}
    seen: set[date] = set()
    for found in brought.days_off.values():
        days = _days_to_come(made, found)
        if not days:
            made.skip(found, Why.OVER)
        for day in days:
            if day in seen:
                made.skip(found, Why.LIKE_ANOTHER)
            else:
                made.days_off.append(DayOff(found.lead.line, found.lead.title, day, day not in there))
        seen |= set(days)


def _days_to_come(made: SchedulePlan, found: Gathering) -> list[date]:
    try:
        days = days_of(found, made.today - timedelta(days=31), recurrence.horizon(made.today))
    except BadRule:
        return []
    return [day for day in days if day >= made.today]


def _taken_over(series_ids: Collection[UUID]) -> set[UUID | None]:
    """Series whose later sessions another one has by now: somebody planned those anew here."""
    return set(db.session.scalars(select(Series.follows_id).where(Series.follows_id.in_(series_ids))))
