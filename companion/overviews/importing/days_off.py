"""The all-day events of a calendar file as days on which no group meets."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from companion.overviews.importing.calendars import Skipped, Why
from companion.overviews.importing.events import A_DAY
from companion.overviews.importing.gatherings import MOST_DAYS_OFF, Gathering
from companion.records.schedule import recurrence
from companion.records.schedule.recurrence import BadRule


@dataclass(frozen=True)
class DayOff:
    line: int
    name: str
    day: date
    is_new: bool


def plan(
    found: Iterable[Gathering], there: Collection[date], today: date
) -> tuple[list[DayOff], list[Skipped]]:
    """The days to come, of which some are holidays already, and what is left out."""
    days_off: dict[date, DayOff] = {}
    skipped = []
    for gathering in found:
        lead, days = gathering.lead, _to_come(gathering, today)
        if not days:
            skipped.append(Skipped(lead.line, lead.title, Why.OVER))
        elif all(day in days_off for day in days):
            skipped.append(Skipped(lead.line, lead.title, Why.SAME_DAYS))
        for day in days:
            days_off.setdefault(day, DayOff(lead.line, lead.title, day, day not in there))
    return list(days_off.values()), skipped


def _to_come(gathering: Gathering, today: date) -> list[date]:
    try:
        held = gathering.occurrences(today - MOST_DAYS_OFF, recurrence.horizon(today))
    except BadRule:
        return []
    days = (
        one.starts_at.date() + timedelta(days=step)
        for one in held
        if not one.is_cancelled
        for step in range((one.ends_at - one.starts_at) // A_DAY)
    )
    return [day for day in days if day >= today]
