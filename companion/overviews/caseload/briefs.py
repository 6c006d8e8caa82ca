"""One page about one client: what happened since they and the counselor last met."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from companion.accounts.models import Person
from companion.core import words
from companion.overviews.caseload import practising, rules
from companion.overviews.caseload.practising import Asked, Practised, Practising
from companion.overviews.caseload.reported import Reported, reported_by
from companion.programs import queries as programs
from companion.programs.models import Enrolment
from companion.records.attendance import queries as attendance
from companion.records.attendance.rules import Clock
from companion.records.cravings import queries as cravings
from companion.records.cravings import rules as craving_rules
from companion.records.cravings.models import Craving
from companion.records.days.rules import day_in
from companion.records.journal import queries as journal
from companion.records.journal.models import Entry
from companion.records.schedule import queries as schedule
from companion.records.schedule.models import Appointment

QUOTES = 3


@dataclass(frozen=True)
class Point:
    """A craving on the chart: ``x`` from 0 to 1, strengths 0 to 10 or None."""

    x: float
    before: int | None
    after: int | None
    label: str


@dataclass(frozen=True)
class Mark:
    x: float
    label: str


@dataclass(frozen=True)
class Drawing:
    """Cravings from the last meeting on the left to now on the right."""

    points: list[Point]
    marks: list[Mark]
    ticks: list[Mark]


@dataclass(frozen=True)
class Brief:
    client: Person
    enrolment: Enrolment | None
    clock: Clock | None
    last_met: datetime | None
    since: datetime
    now: datetime
    numbers: rules.Numbers
    numbers_before: rules.Numbers
    drawing: Drawing
    practising: Practising
    wants: list[Entry]
    quotes: list[Entry]
    recent: list[Craving]
    reported: Reported
    appointment: Appointment | None

    @property
    def practised(self) -> list[Practised]:
        return self.practising.practised

    @property
    def asked(self) -> list[Asked]:
        return self.practising.asked

    @property
    def notes(self) -> list[Craving]:
        return [craving for craving in self.recent if craving.note][:QUOTES]

    @property
    def used(self) -> list[Craving]:
        """With a craving, on a day that was not reported as such: each day is said once."""
        days, zone = self.reported.used_on, self.client.zone
        return [one for one in _with_use(self.recent) if day_in(zone, one.occurred_at) not in days]

    @property
    def is_strong(self) -> bool:
        return craving_rules.is_strong(self.numbers.highest)


def brief_of(client: Person, counselor: Person, now: datetime) -> Brief:
    """Nothing that the client marked Just me is looked at, so nothing of it can show or be counted."""
    last_met, since, before = _window(client, counselor, now)
    recent, earlier = _cravings(client, since, before)
    reported = reported_by(client, since=since, before=before, now=now)
    return Brief(
        client=client,
        enrolment=programs.latest_enrolment(client.id, day_in(client.zone, now)),
        clock=attendance.clock_of(client, now),
        last_met=last_met,
        since=since,
        now=now,
        numbers=_numbers(recent),
        numbers_before=_numbers(earlier),
        drawing=_drawing(recent, reported.used_on, since, now, client.zone),
        practising=practising.practising_of(client, recent, since, now),
        **_words(client, since),
        recent=recent,
        reported=reported,
        appointment=schedule.next_appointment_of(client, now),
    )


def _window(client: Person, counselor: Person, now: datetime) -> tuple[datetime | None, datetime, datetime]:
    """When they last met: from attendance, once any was taken; before that from what was planned.

    With it, since when the brief looks, and since when the window before that one.
    """
    attended = attendance.last_attended_by_client([client.id], counselor)
    last_met = attended[client.id] if attended else schedule.last_met(client, counselor, now)
    return last_met, *rules.window(last_met, now)


def _cravings(client: Person, since: datetime, before: datetime) -> tuple[list[Craving], list[Craving]]:
    """Those since then, and those of the window before it."""
    found = cravings.cravings_of(client, since=before)
    recent = [craving for craving in found if craving.occurred_at >= since]
    return recent, found[len(recent) :]


def _numbers(found: list[Craving]) -> rules.Numbers:
    return rules.numbers([(craving.strength, craving.strength_after) for craving in found])


def _words(client: Person, since: datetime) -> dict[str, list[Entry]]:
    """What the client marked for the session, and what else they shared since then."""
    wants = journal.entries_for_session_of(client)
    shared = journal.shared_entries_of(client, since=since)
    return {"wants": wants, "quotes": [entry for entry in shared if entry not in wants][:QUOTES]}


def _with_use(recent: list[Craving]) -> list[Craving]:
    return [craving for craving in recent if craving.outcome == "used"]


def _drawing(
    recent: list[Craving], used_on: list[date], since: datetime, now: datetime, zone: str
) -> Drawing:
    used = _with_use(recent)
    known = [day_in(zone, craving.occurred_at) for craving in used]
    noons = [(day, _noon(day, zone)) for day in used_on if day not in known]
    return Drawing(
        points=[_point(craving, since, now, zone) for craving in reversed(recent)],
        marks=[_mark(craving, since, now, zone) for craving in used]
        + [Mark(rules.part_of(at, since, now), words.day(day)) for day, at in noons if since <= at <= now],
        ticks=_ticks(since, now, zone),
    )


def _point(craving: Craving, since: datetime, now: datetime, zone: str) -> Point:
    x = rules.part_of(craving.occurred_at, since, now)
    return Point(x, craving.strength, craving.strength_after, words.moment(craving.occurred_at, zone))


def _mark(craving: Craving, since: datetime, now: datetime, zone: str) -> Mark:
    return Mark(rules.part_of(craving.occurred_at, since, now), words.moment(craving.occurred_at, zone))


def _ticks(since: datetime, now: datetime, zone: str) -> list[Mark]:
    """At most seven days, written at noon of each in the client's zone."""
    first = since.astimezone(ZoneInfo(zone)).date()
    days = [first + timedelta(days=number) for number in range((now - since).days + 2)]
    noons = [(day, _noon(day, zone)) for day in days]
    inside = [(day, noon) for day, noon in noons if since <= noon <= now]
    step = max(1, -(-len(inside) // 7))
    return [Mark(rules.part_of(noon, since, now), words.weekday(day)) for day, noon in inside[::step]]


def _noon(day: date, zone: str) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone))
