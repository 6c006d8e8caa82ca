"""What a client opens the app for: the next session, a way through a craving, and someone to reach."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask import g
from flask.typing import ResponseReturnValue

from companion.access import queries as access
from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, show
from companion.programs import queries as programs
from companion.records.contacts import queries as contacts
from companion.records.journal import queries as journal
from companion.records.schedule import queries as schedule

routes = Routes("today")


@routes.show("/today", allow=Can.READ_TODAY)
def index() -> ResponseReturnValue:
    now = clock.now()
    enrolment = programs.latest_enrolment(g.client.id)
    today = now.astimezone(ZoneInfo(g.client.zone)).date()
    return show(
        "today/client/today.html",
        appointment=schedule.next_appointment_of(g.client, now),
        people=contacts.help_contacts_of(g.client),
        week=enrolment.week_on(today) if enrolment and not enrolment.ended_on else None,
    )


@routes.show("/me", allow=Can.READ_TODAY)
def me() -> ResponseReturnValue:
    return show(
        "today/client/me.html",
        newest_entry=next(iter(journal.entries_of(g.client, limit=1)), None),
        people=contacts.contacts_of(g.client),
        supports=access.supports_of(g.client),
    )
