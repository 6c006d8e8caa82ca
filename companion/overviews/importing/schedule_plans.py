"""What using a calendar file would do to the schedule, as both stand now."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from companion.accounts.models import Person
from companion.core.db import db
from companion.overviews.importing import days_off
from companion.overviews.importing.calendars import Brought, Skipped, Why
from companion.overviews.importing.days_off import DayOff
from companion.overviews.importing.gatherings import Gathering
from companion.overviews.importing.reading import Broken, Problem
from companion.overviews.importing.series_values import is_like, values_of
from companion.programs.models import Program, Track
from companion.records.schedule import plans, recurrence, rules
from companion.records.schedule.models import Series
from companion.records.schedule.recurrence import BadRule
from companion.records.schedule.rules import Differences, Occurrence

A_DAY = timedelta(days=1)
MOST_SESSIONS = 10_000
# Planned this far, a group is left as it is, so that the same file has nothing new to say each day.
FAR_ENOUGH = timedelta(days=366)


@dataclass(frozen=True)
class Step:
    """One group of the file. ``series`` is what an earlier file made of it."""

    key: str
    gathering: Gathering
    wanted: Sequence[Occurrence]
    values: dict[str, Any]
    series: Series | None = None
    differences: Differences | None = None

    @property
    def changes_something(self) -> bool:
        return self.series is None or bool(self.differences)


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
    _leave_out_what_is_there(made, brought)
    there = [holiday.day for holiday in plans.holidays_of(program.id, since=made.today)]
    made.days_off, skipped = days_off.plan(brought.days_off.values(), there, made.today)
    made.skipped = sorted([*made.skipped, *skipped], key=lambda one: one.line)
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
    values = values_of(gathering, held, until, made.program.zone) if held else {}
    step = Step(key, gathering, wanted, values, series)
    if series:
        made.steps.append(_compared(step, series, made.now))
    elif held:
        made.steps.append(step)
    else:
        made.skip(gathering, _why_nothing(gathering, wanted, until))


def _until(made: SchedulePlan, gathering: Gathering, series: Series | None) -> date:
    """The last day for which sessions are planned."""
    if series and series.until_on - made.today >= FAR_ENOUGH and _is_as_long(gathering, series):
        return series.until_on
    return recurrence.horizon(made.today)


def _is_as_long(gathering: Gathering, series: Series) -> bool:
    return gathering.is_endless or gathering.state == series.source_state


def _compared(step: Step, series: Series, now: datetime) -> Step:
    """With what is there. Where the file says what it said before, what was changed here since stays."""
    if step.gathering.state != series.source_state:
        return replace(step, differences=plans.differences(series, step.wanted, now))
    there = [one.as_occurrence() for one in plans.appointments_in(series)]
    last = max((rules.day_in(series.zone, one.planned_at) for one in there), default=series.until_on)
    later = [one for one in step.wanted if rules.day_in(series.zone, one.planned_at) > series.until_on]
    # Sessions behind its last day mean that its end was set here.
    if not later or last > series.until_on:
        return step
    wanted = [*there, *later]
    return replace(step, wanted=wanted, differences=plans.differences(series, wanted, now))


def _why_nothing(gathering: Gathering, wanted: Collection[Occurrence], until: date) -> Why:
    if wanted:
        return Why.CANCELLED
    return Why.FAR if gathering.lead.start.local.date() > until else Why.OVER


def _leave_out_what_is_there(made: SchedulePlan, brought: Brought) -> None:
    """The same group may be here by another way: planned by hand, or from a file that named it otherwise."""
    running = [
        series
        for series in plans.series_running(made.track, made.today)
        if series.source_key not in brought.groups
    ]
    seen: set[tuple[Any, ...]] = set()
    steps, made.steps = made.steps, []
    for step in steps:
        said = tuple(step.values.values())
        if step.series is None and said in seen:
            made.skip(step.gathering, Why.LIKE_ANOTHER)
        elif step.series is None and any(is_like(series, step.values) for series in running):
            made.skip(step.gathering, Why.LIKE_ONE_HERE)
        else:
            made.steps.append(step)
            seen.add(said)


def _taken_over(series_ids: Collection[UUID]) -> set[UUID | None]:
    """Series whose later sessions another one has by now: somebody planned those anew here."""
    return set(db.session.scalars(select(Series.follows_id).where(Series.follows_id.in_(series_ids))))
