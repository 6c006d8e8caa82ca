"""From a file's text to its plan, its preview and its use, whichever kind it is."""

from __future__ import annotations

from datetime import datetime

from companion.accounts import queries as people
from companion.accounts.models import Person
from companion.overviews.importing import (
    actions,
    calendars,
    directories,
    directory_plans,
    previews,
    roster_plans,
    rosters,
    schedule_plans,
)
from companion.overviews.importing.directory_plans import DirectoryPlan
from companion.overviews.importing.previews import Line
from companion.overviews.importing.roster_plans import RosterPlan
from companion.overviews.importing.schedule_plans import SchedulePlan
from companion.programs import queries as programs
from companion.programs.models import Program, Track
from companion.records.imports.models import Kind, Upload

Plan = SchedulePlan | RosterPlan | DirectoryPlan


def plan_of(upload: Upload, now: datetime) -> Plan:
    """Raises ``Broken``."""
    program = programs.program(upload.program_id)
    if upload.kind == Kind.DIRECTORY:
        return directory_plans.plan(directories.read(upload.content), program)
    if upload.kind == Kind.ROSTER or upload.track_id is None or upload.facilitator_id is None:
        return roster(upload.content, program, now=now)
    track = programs.track_of(program.id, upload.track_id)
    facilitator = people.staff_member(program.id, upload.facilitator_id)
    takes = upload.takes_holidays
    return schedule(upload.content, program, track, facilitator, takes_holidays=takes, now=now)


def schedule(
    text: str, program: Program, track: Track, facilitator: Person, *, takes_holidays: bool, now: datetime
) -> SchedulePlan:
    """Raises ``Broken``."""
    brought = calendars.read(text, program.zone, takes_days_off=takes_holidays)
    return schedule_plans.plan(brought, program, track, facilitator=facilitator, now=now)


def roster(text: str, program: Program, *, now: datetime) -> RosterPlan:
    """Raises ``Broken``."""
    return roster_plans.plan(rosters.read(text), program, now=now)


def lines_of(plan: Plan) -> list[Line]:
    if isinstance(plan, SchedulePlan):
        return previews.schedule_lines(plan)
    if isinstance(plan, DirectoryPlan):
        return directory_plans.lines(plan)
    return previews.roster_lines(plan)


def counts_of(plan: Plan, lines: list[Line]) -> dict[str, int]:
    """How many come out how; a directory shows less lines than it has."""
    return directory_plans.counts(plan) if isinstance(plan, DirectoryPlan) else previews.counted(lines)


def use(plan: Plan, *, by: Person, at: datetime) -> None:
    if isinstance(plan, SchedulePlan):
        actions.use_schedule(plan, by=by, at=at)
    elif isinstance(plan, DirectoryPlan):
        directory_plans.use(plan, by=by, at=at)
    else:
        actions.use_roster(plan, by=by, at=at)
