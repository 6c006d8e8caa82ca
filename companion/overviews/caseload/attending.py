"""The part of a brief about sessions: when they last met, who came, and the hours of this week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from companion.accounts.models import Person
from companion.core.db import db
from companion.overviews.caseload.rules import Share
from companion.overviews.caseload.windows import Windows
from companion.programs import queries as programs
from companion.programs.models import Enrolment
from companion.records.attendance import rules
from companion.records.attendance.models import Attendance
from companion.records.attendance.rules import Clock, Mark, Status
from companion.records.schedule.models import Appointment

SQUARES = 10


@dataclass(frozen=True)
class Session:
    """A session that was marked, whether it is a group, and when it was over."""

    mark: Attendance
    is_group: bool
    ends_at: datetime

    @property
    def came(self) -> bool:
        return self.mark.status in rules.CAME


@dataclass(frozen=True)
class Attended:
    """Every session at which the client was marked, the newest first."""

    client: Person
    sessions: list[Session]

    def met(self, counselor: Person, now: datetime) -> list[datetime] | None:
        """When those with that counselor began that are over and that the client came to.

        None where attendance was never taken: then only the plan can tell.
        """
        theirs = [one for one in self.sessions if one.mark.led_by == counselor.id and one.ends_at <= now]
        return [one.mark.starts_at for one in theirs if one.came] if theirs else None

    @property
    def squares(self) -> list[Attendance]:
        """The last ones, the oldest of them first."""
        return [one.mark for one in self.sessions[:SQUARES]][::-1]

    @property
    def lately(self) -> Share:
        """Of the last ones, to how many they came."""
        last = self.sessions[:SQUARES]
        return Share(sum(one.came for one in last), len(last))

    def this_week(self, today: date) -> Share:
        """Of the sessions that were marked, to how many they came."""
        first, last = rules.week_of(today)
        these = [one for one in self.sessions if first <= one.mark.counts_on <= last]
        return Share(sum(one.came for one in these), len(these))

    def groups(self, windows: Windows) -> tuple[Share, Share, list[date]]:
        """Since they met, in the window before, and the days since they met on which one was missed."""
        groups = [one for one in self.sessions if one.is_group]
        recent = [one for one in groups if windows.is_in(one.mark.starts_at)]
        earlier = [one for one in groups if windows.was_in(one.mark.starts_at)]
        missed = [one for one in recent if one.mark.status == Status.ABSENT and not self._is_made_up(one)]
        days = sorted(windows.day_of(one.mark.starts_at) for one in missed)
        return _share(recent), _share(earlier), days

    def clock(self, stay: Enrolment | None, now: datetime) -> Clock | None:
        """Hours and misses of the stay that goes on; None without one."""
        program = programs.program(self.client.program_id)
        today = now.astimezone(ZoneInfo(program.zone)).date()
        if stay is None or stay.is_over_on(today):
            return None
        first, last = rules.week_of(today)
        marks = [one.mark for one in self.sessions]
        return rules.clock(
            attended_minutes=sum(one.minutes for one in marks if first <= one.counts_on <= last),
            required_minutes=stay.required_minutes_per_week,
            marks=[Mark(one.status, one.counts_on, one.appointment_id, one.makes_up_id) for one in marks],
            started_on=stay.began_on,
            steps_down_on=stay.planned_end_on,
            week=stay.week_on(today),
            allowed_misses=program.allowed_misses,
            misses_weeks=program.misses_weeks,
            today=today,
        )

    def _is_made_up(self, session: Session) -> bool:
        missed: UUID = session.mark.appointment_id
        return any(one.mark.makes_up_id == missed and one.came for one in self.sessions)


def attended_by(client: Person) -> Attended:
    """One query: a stay has no more sessions than a page can hold."""
    found = db.session.execute(
        select(Attendance, Appointment.track_id, Appointment.ends_at)
        .join(Appointment, Appointment.id == Attendance.appointment_id)
        .where(Attendance.client_id == client.id)
        .order_by(Attendance.starts_at.desc(), Attendance.id.desc())
    )
    return Attended(client, [Session(mark, track is not None, ends_at) for mark, track, ends_at in found])


def _share(sessions: list[Session]) -> Share:
    return Share(sum(one.came for one in sessions), len(sessions))
