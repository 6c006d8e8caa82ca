"""Reading calendars in few words."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any

from icalendar import Calendar, Event

from companion.records.schedule.models import Series
from tests.cast import Cast
from tests.schedule.plans import plan_group
from tests.visitor import Visitor

PLACE = "Room 2, 12 Main Street, behind the very long name of a building that goes on and on, Örebro"


def make_feed(visitor: Visitor, **form: str) -> str:
    """The path of a new address, which the page tells once."""
    answer = visitor.post("/schedule/calendar", **form)
    assert answer.status_code == 200
    return address_in(answer.text)


def address_in(page: str) -> str:
    found = re.search(r'value="http://127.0.0.1:8000(/calendar/[\w-]{22}\.ics)"', page)
    assert found, "The page holds no address."
    return found[1]


def events_in(body: bytes) -> list[Event]:
    return list(Calendar.from_ical(body).walk("VEVENT"))


def plan_across_the_clock_change(cast: Cast, **changes: Any) -> Series:
    """Mondays at 6 PM in New York, from before November 1, when the clocks go back, until spring."""
    values: dict[str, Any] = {"starts_on": date(2026, 10, 26), "until_on": date(2027, 1, 11), "place": PLACE}
    return plan_group(cast, **{**values, "rule": "FREQ=WEEKLY;BYDAY=MO", "starts_at": time(18), **changes})
