"""What is so of a client, as far as a reminder may be of it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from companion.accounts.models import Person
from companion.records.assessments import queries as assessments
from companion.records.days import queries as days
from companion.records.messages import queries as messages
from companion.records.reminders.rules import LEADS, UNREAD_FOR, Facts, Kind
from companion.records.schedule import queries as schedule
from companion.records.skills import queries as skills

AHEAD = timedelta(minutes=max(LEADS), hours=1)


def facts_of(client: Person, kinds: Collection[Kind], now: datetime) -> Facts:
    """Only what is asked for is looked up."""
    asked = {
        Kind.CHECK_IN: _check_in,
        Kind.PRACTICE: _practice,
        Kind.MEASURE: _measures,
        Kind.MESSAGE: _message,
    }
    waiting = [
        (kind, subject) for kind, find in asked.items() if kind in kinds for subject in find(client, now)
    ]
    sessions: list[tuple[object, datetime]] = []
    if Kind.SESSION in kinds:
        planned = schedule.appointments_of(client, since=now, until=now + AHEAD)
        sessions = [(one.id, one.starts_at) for one in planned if not one.cancelled_at]
    return Facts(sessions, tuple(waiting))  # type: ignore[arg-type]  # ids are of the model's own type


def _today(client: Person, now: datetime) -> str:
    return now.astimezone(ZoneInfo(client.zone)).date().isoformat()


def _check_in(client: Person, now: datetime) -> list[str]:
    today = now.astimezone(ZoneInfo(client.zone)).date()
    return [] if days.check_in_on(client, today) else [today.isoformat()]


def _practice(client: Person, now: datetime) -> list[str]:
    """What the care team asks for and was not practised often enough since Monday."""
    open_ones = [one for one in skills.asked_of(client, now) if one.done < one.pick.times_a_week]
    return [_today(client, now)] if open_ones else []


def _measures(client: Person, now: datetime) -> list[str]:
    return [f"{one.instrument.key}:{one.next_on}" for one in assessments.due_of(client, now)]


def _message(client: Person, now: datetime) -> list[str]:
    """The newest that has waited for an hour: a later one is said again, the same one never."""
    waiting = [one for one in messages.unread_of(client, by_client=True) if now - one.sent_at >= UNREAD_FOR]
    newest = max(waiting, key=lambda one: one.sent_at, default=None)
    return [str(newest.id)] if newest else []
