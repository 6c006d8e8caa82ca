"""Using a file: all of it in one transaction, by what is in the database then and not by its preview."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from companion.access.enrolling import NewClient, enrol
from companion.accounts.models import Person
from companion.audit import trail
from companion.overviews.importing.roster_plans import Place, RosterPlan, Standing
from companion.overviews.importing.schedule_plans import SchedulePlan, Step
from companion.programs import actions as programs
from companion.records.schedule import actions as schedule
from companion.records.schedule import planning
from companion.records.schedule.models import Series

DESCRIBED = ("title", "zone", "starts_at", "minutes", "place", "video_link")


def use_schedule(plan: SchedulePlan, *, by: Person, at: datetime) -> None:
    """Days off come first, so that no session is planned on one and cancelled again."""
    zone = plan.program.zone
    new = [off for off in plan.days_off if off.is_new]
    for off in new:
        schedule.add_holiday(plan.program.id, off.day, off.name, zone=zone, by=by, at=at)
    for step in plan.steps:
        series = _bring(step.series, step, by, at) if step.series else _create(step, plan, by, at)
        series.source_state = step.gathering.state
    count = len(new) + sum(step.changes_something for step in plan.steps)
    trail.note("schedule:imported", program_id=plan.program.id, at=at, by_id=by.id, count=count)


def use_roster(plan: RosterPlan, *, by: Person, at: datetime) -> None:
    """Raises ``EmailTaken`` where somebody took an email a moment ago."""
    new = [place for place in plan.places if place.standing == Standing.NEW]
    for place in new:
        _take_in(place, plan, by, at)
    trail.note("roster:imported", program_id=plan.program.id, at=at, by_id=by.id, count=len(new))


def _create(step: Step, plan: SchedulePlan, by: Person, at: datetime) -> Series:
    about: dict[str, Any] = {"facilitator": plan.facilitator, "source_key": step.key, "wanted": step.wanted}
    return planning.create_series(plan.track, **about, **step.values, by=by, at=at)


def _bring(series: Series, step: Step, by: Person, at: datetime) -> Series:
    """The sessions as the file has them, and what the series says of itself if any is left to come."""
    if step.differences:
        planning.replan(series, step.wanted, by=by, at=at)
        if step.values:
            _describe(series, step.values)
    return series


def _describe(series: Series, values: dict[str, Any]) -> None:
    for name in DESCRIBED:
        setattr(series, name, values[name])
    if series.rule != values["rule"]:
        series.rule, series.starts_on = values["rule"], values["starts_on"]
    series.until_on = max(series.starts_on, values["until_on"])


def _take_in(place: Place, plan: RosterPlan, by: Person, at: datetime) -> None:
    new = NewClient(
        name=place.row.name,
        language=plan.program.language,
        zone=plan.program.zone,
        started_on=place.row.started_on,
        planned_end_on=place.row.planned_end_on,
        required_minutes_per_week=place.track.required_minutes_per_week,
    )
    client = enrol(new, place.track, client_id=place.client_id, counselor=place.counselor, by=by, at=at)
    if place.row.email:
        programs.give_email(client, place.row.email)
