"""What a series says of itself when it comes from a file: from its first session to come on."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from companion.overviews.importing.gatherings import Gathering, minutes
from companion.records.schedule import recurrence
from companion.records.schedule.models import Series
from companion.records.schedule.rules import Occurrence

# Two groups that differ in nothing but these parts of their rules meet at the same times while both last.
ENDS = {"UNTIL", "COUNT", "WKST"}


def values_of(gathering: Gathering, held: list[Occurrence], until: date, program_zone: str) -> dict[str, Any]:
    lead = gathering.lead
    zone = gathering.zone.name or program_zone
    first, last = (one.planned_at.astimezone(ZoneInfo(zone)) for one in (held[0], held[-1]))
    return {
        "title": lead.title,
        "rule": _rule(gathering, last),
        "starts_at": first.time(),
        "minutes": minutes(lead.length),
        "zone": zone,
        "starts_on": first.date(),
        "until_on": until if gathering.is_endless else last.date(),
        "place": lead.words.place,
        "video_link": lead.words.video_link,
    }


def is_like(series: Series, values: dict[str, Any]) -> bool:
    """Whether the group has the same name and times, and lasts at the same time."""
    named = (series.title.casefold(), series.starts_at, series.minutes, _times(series.rule))
    same = (values["title"].casefold(), values["starts_at"], values["minutes"], _times(values["rule"]))
    return named == same and series.starts_on <= values["until_on"] and values["starts_on"] <= series.until_on


def _times(rule: str) -> set[tuple[str, str]]:
    return {part for part in recurrence.parts_of(rule).items() if part[0] not in ENDS}


def _rule(gathering: Gathering, last: datetime) -> str:
    """A number of sessions counts from the first one, which may be long over: the last day says the same."""
    parts = recurrence.parts_of(gathering.wall_rule)
    if parts.pop("COUNT", ""):
        parts["UNTIL"] = last.strftime("%Y%m%dT%H%M%S")
    return ";".join(f"{name}={value}" for name, value in parts.items())
