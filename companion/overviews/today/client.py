"""What a client opens the app for: the next session, a way through a craving, and someone to reach."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import g
from flask.typing import ResponseReturnValue

from companion.access import queries as access
from companion.access.consents import ends
from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, show
from companion.overviews.today import queries
from companion.records.asks import queries as asks
from companion.records.assessments import queries as assessments
from companion.records.assessments import wording as measure_words
from companion.records.attendance import queries as attendance
from companion.records.contacts import queries as contacts
from companion.records.cravings import queries as cravings
from companion.records.days import queries as days
from companion.records.encouragement import queries as notes
from companion.records.home import queries as home
from companion.records.journal import queries as journal
from companion.records.messages import queries as messages
from companion.records.plan import queries as plan
from companion.records.schedule import plans
from companion.records.schedule import queries as schedule
from companion.records.skills import shelves

AHEAD = timedelta(weeks=4)
routes = Routes("today")


@routes.show("/today", allow=Can.READ_TODAY)
def index() -> ResponseReturnValue:
    now, shelf = clock.now(), shelves.shelf_of(g.client.program_id)
    return show(
        "today/client/today.html",
        wave=cravings.open_wave_of(g.client, now),
        appointment=schedule.next_appointment_of(g.client, now),
        unread=len(messages.unread_of(g.client, by_client=True)),
        people=contacts.help_contacts_of(g.client),
        changes=_changes(now),
        lesson=queries.lesson_for(g.client, shelf, now),
        asked=queries.asked_of(g.client, shelf, now),
        clock=attendance.clock_of(g.client, now),
        due=assessments.due_of(g.client, now),
        is_home_check_due=home.is_due(g.client, now),
        measure_words=measure_words,
        standing=days.standing_of(g.client, now),
        endings=ends.endings_of(g.client, now),
        notes=notes.count_new_of(g.client),
        given_back=asks.given_back_of(g.client, now),
    )


def _changes(now: datetime) -> int:
    """How many sessions of the next weeks are new or changed since the client looked at the schedule."""
    planned = schedule.appointments_of(g.client, since=now, until=now + AHEAD)
    seen = plans.seen_until(g.client)
    return sum(one.touched_at > seen for one in planned)


@routes.show("/me", allow=Can.READ_TODAY)
def me() -> ResponseReturnValue:
    return show(
        "today/client/me.html",
        newest_entry=next(iter(journal.entries_of(g.client, limit=1)), None),
        people=contacts.contacts_of(g.client),
        unread=len(messages.unread_of(g.client, by_client=True)),
        plan_changed_at=plan.last_change_of(g.client),
        supports=access.supports_of(g.client),
    )
