"""The client's own schedule, in the client's own time zone."""

from __future__ import annotations

from datetime import date, timedelta

from flask import g
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, show
from companion.programs import queries as programs
from companion.records.schedule import queries, rules
from companion.records.schedule.models import Appointment, by_day

SHOWN = timedelta(weeks=6)
NEAR = timedelta(weeks=1)
routes = Routes("schedule")


@routes.show("/schedule", allow=Can.READ_SCHEDULE)
def index() -> ResponseReturnValue:
    today = rules.day_in(g.client.zone, clock.now())
    since, until = rules.whole_days(today, today + SHOWN, g.client.zone)
    appointments = queries.appointments_of(g.client, since=since, until=until)
    return show(
        "schedule/client/index.html",
        parts=_parts(appointments, today),
        near=today + NEAR,
        program_zone=programs.program(g.client.program_id).zone,
    )


def _parts(appointments: list[Appointment], today: date) -> dict[str, dict[date, list[Appointment]]]:
    parts: dict[str, dict[date, list[Appointment]]] = {part: {} for part in rules.Part}
    for on, found in by_day(appointments, g.client.zone).items():
        parts[rules.part_of(on, today)][on] = found
    return parts
