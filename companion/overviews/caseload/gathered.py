"""What the rules are asked about one client, out of what was found for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from companion.accounts.models import Person
from companion.overviews.caseload.entries import Entries
from companion.programs.models import Enrolment, Program
from companion.programs.queries import WorkWeek
from companion.records.alerts.models import SafetyAlert
from companion.records.attendance.models import Attendance
from companion.records.days.models import CheckIn
from companion.records.days.rules import Sleep, Used
from companion.records.messages.queries import Waiting
from companion.records.schedule.models import Appointment
from companion.records.triage import rules
from companion.records.triage.facts import Dated, Facts, day_in
from companion.records.triage.queries import Rules


@dataclass(frozen=True)
class Gathered:
    """By client. ``since`` is until when the counselor has read."""

    now: datetime
    since: Mapping[UUID, datetime]
    entries: Mapping[UUID, Entries]
    stays: Mapping[UUID, Enrolment]
    program: Program
    week: WorkWeek
    sessions: Mapping[UUID, Appointment]
    alerts: Mapping[UUID, list[SafetyAlert]]
    waiting: Mapping[UUID, Waiting]
    missed: Mapping[UUID, list[Attendance]]


def facts_of(client: Person, gathered: Gathered, found: Rules) -> Facts:
    entries, stay = gathered.entries[client.id], gathered.stays.get(client.id)
    since, waiting = gathered.since[client.id], gathered.waiting.get(client.id)
    session = gathered.sessions.get(client.id)
    return Facts(
        now=gathered.now,
        zone=client.zone,
        since=since,
        session_at=session.starts_at if session else None,
        alerts=[one.opened_at for one in gathered.alerts.get(client.id, [])],
        talk_since=waiting.soon_since if waiting else None,
        late_since=_late_since(waiting, gathered, found),
        waits_on=day_in(client.zone, waiting.since) if waiting else None,
        cravings=entries.rated,
        uses=entries.uses(is_announced=_is_announced(stay, gathered.program)),
        missed=[Dated(one.counts_on, one.marked_at) for one in gathered.missed.get(client.id, [])],
        short_nights=[_dated(one) for one in entries.check_ins if one.sleep == Sleep.UNDER_5],
        without_medicine=_without_medicine(entries, found.medicine_question_id),
        quiet_from=_quiet_from(entries, stay, day_in(client.zone, gathered.now)),
        news_at=min(entries.since(since), default=None),
    )


def _late_since(waiting: Waiting | None, gathered: Gathered, found: Rules) -> datetime | None:
    if waiting is None:
        return None
    week = gathered.week
    late = rules.work_days_later(
        waiting.since, found.limits.waits_days, week.weekdays, week.closed, week.zone
    )
    return late if late <= gathered.now else None


def _is_announced(stay: Enrolment | None, program: Program) -> bool:
    return stay is not None and stay.is_use_told and program.is_use_told


def _without_medicine(entries: Entries, question_id: UUID | None) -> list[Dated]:
    """The days on which the program's own question was answered with no."""
    if question_id is None:
        return []
    return [_dated(one) for one in entries.check_ins if one.asked.get(str(question_id)) == Used.NO]


def _quiet_from(entries: Entries, stay: Enrolment | None, today: date) -> date | None:
    """Nobody is missed after their stay, nor before it."""
    if stay is None or stay.is_over_on(today):
        return None
    last_at = entries.last_at
    return day_in(entries.client.zone, last_at) if last_at else stay.began_on


def _dated(one: CheckIn) -> Dated:
    return Dated(one.day, one.answered_at)
