"""Planning a series, bringing it to what it should be, letting another take over, ending it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.core.errors import Refusal
from companion.core.words import _
from companion.programs.models import Track
from companion.records.schedule import actions, plans, queries, recurrence, rules
from companion.records.schedule.models import Appointment, Series
from companion.records.schedule.rules import Differences, Occurrence


class NothingLeft(Refusal):
    """There is no later session for the new plan to take over."""


def create_series(
    track: Track,
    *,
    facilitator: Person,
    title: str,
    rule: str,
    starts_at: time,
    minutes: int,
    zone: str,
    starts_on: date,
    until_on: date,
    place: str = "",
    video_link: str = "",
    source_key: str | None = None,
    wanted: Sequence[Occurrence] | None = None,
    by: Person,
    at: datetime,
) -> Series:
    """A group with all its sessions: those of the rule, or just the wanted. Sent twice, it is the same.

    One with a ``source_key`` is known by that, however much it looks like another.
    Raises ``recurrence.BadRule``.
    """
    series = Series(
        program_id=track.program_id,
        track_id=track.id,
        facilitator_id=facilitator.id,
        title=title,
        rule=rule,
        starts_at=starts_at,
        minutes=minutes,
        zone=zone,
        starts_on=starts_on,
        until_on=until_on,
        place=place,
        video_link=video_link,
        source_key=source_key,
        created_by=by.id,
        created_at=at,
    )
    there = queries.series_like(series) if source_key is None else None
    return there or _plan(series, wanted, by, at)


def replan(series: Series, wanted: Sequence[Occurrence], *, by: Person, at: datetime) -> Differences:
    """Bring the series to what is wanted: add, change, cancel, restore. What has begun stays."""
    there = {one.planned_at or one.starts_at: one for one in plans.appointments_in(series)}
    found = plans.differences(series, wanted, at)
    for was in found.cancelled:
        actions.cancel(there[was.planned_at], by=by, at=at, holiday=_holiday_of(series, was))
    for was in found.restored:
        actions.restore(there[was.planned_at], by=by, at=at)
    for was, one in found.changed:
        _bring(there[was.planned_at], one, by, at)
    db.session.flush()
    _add(series, found.added, by, at)
    if found:
        _note("series:replanned", series, by, at, len(found.added) + len(found.changed))
    return found


def take_over(
    first: Appointment,
    *,
    facilitator: Person,
    wanted: Sequence[Occurrence] | None = None,
    by: Person,
    at: datetime,
    **plan: Any,
) -> Series:
    """From this session on, another plan: ``plan`` is what ``create_series`` takes.

    The sessions to come move to the new series, each to the new time of its day; the days that the new
    rule has no session for are cancelled, and the ones it adds are added.
    """
    old = plans.series_behind(first)
    series = Series(
        program_id=old.program_id, track_id=old.track_id, facilitator_id=facilitator.id, follows_id=old.id
    )
    for name, value in {**plan, "zone": old.zone, "created_by": by.id, "created_at": at}.items():
        setattr(series, name, value)
    wanted = occurrences_of(series) if wanted is None else wanted
    later = [one for one in plans.appointments_from(first) if one.starts_at > at]
    if not later or not wanted:
        raise NothingLeft(_("No session is left that this plan could change."))
    db.session.add(series)
    db.session.flush()
    for appointment in later:
        appointment.series_id = series.id
        actions.change(appointment, {"facilitator_id": facilitator.id}, by=by, at=at)
    _end_before(old, rules.day_in(old.zone, first.planned_at or first.starts_at))
    db.session.flush()
    replan(series, wanted, by=by, at=at)
    return series


def end_series(series: Series, *, until_on: date, by: Person, at: datetime) -> None:
    """The group meets on that day for the last time. What has begun stays, whatever the day.

    The sessions after it are cancelled, not erased: whoever counted on them is told.
    """
    over = rules.whole_days(until_on, until_on, series.zone)[1]
    ended = [one for one in plans.appointments_in(series) if one.starts_at >= max(over, at + _AN_INSTANT)]
    for appointment in ended:
        actions.cancel(appointment, by=by, at=at)
    # The database keeps the last day behind the first, also where not even the first is left.
    series.until_on = min(series.until_on, max(until_on, series.starts_on))
    _note("series:ended", series, by, at, len(ended))


def occurrences_of(series: Series) -> list[Occurrence]:
    """The sessions as its own rule has them. Raises ``recurrence.BadRule``."""
    first = datetime.combine(series.starts_on, series.starts_at)
    length = timedelta(minutes=series.minutes)
    return [
        Occurrence(start, start, start + length, series.title, series.place, series.video_link)
        for start in recurrence.starts(series.rule, first, series.zone, series.until_on)
    ]


_AN_INSTANT = timedelta(microseconds=1)


def _plan(series: Series, wanted: Sequence[Occurrence] | None, by: Person, at: datetime) -> Series:
    met = occurrences_of(series) if wanted is None else [one for one in wanted if not one.is_cancelled]
    db.session.add(series)
    db.session.flush()
    _add(series, met, by, at)
    _note("series:created", series, by, at, len(met))
    return series


def _add(series: Series, wanted: Iterable[Occurrence], by: Person, at: datetime) -> None:
    closed = {holiday.day: holiday for holiday in plans.holidays_of(series.program_id)}
    whose = {name: getattr(series, name) for name in ("program_id", "track_id", "facilitator_id")}
    for one in wanted:
        holiday = closed.get(rules.day_in(series.zone, one.starts_at))
        db.session.add(
            Appointment(
                **whose,
                series_id=series.id,
                planned_at=one.planned_at,
                title=one.title,
                starts_at=one.starts_at,
                ends_at=one.ends_at,
                place=one.place,
                video_link=one.video_link,
                holiday=holiday,
                cancelled_at=at if holiday else None,
                created_by=by.id,
                created_at=at,
            )
        )


def _bring(appointment: Appointment, wanted: Occurrence, by: Person, at: datetime) -> None:
    names = ("title", "starts_at", "ends_at", "place", "video_link")
    actions.change(appointment, {name: getattr(wanted, name) for name in names}, by=by, at=at)
    appointment.planned_at = wanted.planned_at


def _holiday_of(series: Series, one: Occurrence) -> Any:
    return plans.holiday_on(series.program_id, rules.day_in(series.zone, one.starts_at))


def _end_before(series: Series, day: date) -> None:
    series.until_on = max(series.starts_on, min(series.until_on, day - timedelta(days=1)))


def _note(action: str, series: Series, by: Person, at: datetime, count: int) -> None:
    trail.note(action, program_id=series.program_id, at=at, by_id=by.id, subject_id=series.id, count=count)
