"""Sessions as an iCalendar file that says when, and nothing of what.

A calendar is read by more than its owner: the phone's lock screen, the family's shared view, the
employer's server. So each entry is called "Appointment" and is marked private; there is no
description, no organizer, and a place only where the client asked for it.

Source: RFC 5545; RFC 7986 sections 5.1 (name) and 5.7 (refresh interval).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import force_locale
from icalendar import Calendar, Event

from companion.core.words import _
from companion.overviews.calendar import rules, zones

DAY = timedelta(days=1)
TYPE = "text/calendar; charset=utf-8"
MADE_BY = "-//Calendar//Calendar//EN"


@dataclass(frozen=True)
class Entry:
    """``zone`` is where the session keeps its time; ``written_at`` is when it last changed."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    place: str
    is_cancelled: bool
    sequence: int
    written_at: datetime


def written(entries: Collection[Entry], *, zone: str, language: str, now: datetime) -> bytes:
    """The same entries make the same bytes, all year.

    ``zone`` is described even when there is no entry: a calendar without any component is not valid.
    """
    calendar = Calendar()
    calendar.add("prodid", MADE_BY)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    with force_locale(language):
        name, summary = _("Appointments"), _("Appointment")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", rules.ASK_AGAIN_AFTER, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    # A day before, in UTC, is no later than the local day on which a session begins.
    years = [moment.year for entry in entries for moment in (entry.starts_at - DAY, entry.ends_at + DAY)]
    for each in sorted({zone, *(entry.zone for entry in entries)}):
        calendar.add_component(
            zones.described(each, min(years, default=now.year), max(years, default=now.year))
        )
    for entry in entries:
        calendar.add_component(_event(entry, summary))
    return bytes(calendar.to_ical())


def _event(entry: Entry, summary: str) -> Event:
    zone, event = ZoneInfo(entry.zone), Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.written_at)
    event.add("last-modified", entry.written_at)
    event.add("sequence", entry.sequence)
    event.add("dtstart", entry.starts_at.astimezone(zone))
    event.add("dtend", entry.ends_at.astimezone(zone))
    event.add("summary", summary)
    if entry.place:
        event.add("location", entry.place)
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.is_cancelled else "OPAQUE")
    return event
