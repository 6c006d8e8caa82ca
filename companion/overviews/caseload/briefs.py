"""One page about one client: what happened since they and the counselor last met."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from companion.accounts.models import Person
from companion.overviews.caseload import attending, drawing, looking, rules, well
from companion.overviews.caseload.attending import Attended
from companion.overviews.caseload.drawing import Daily, Drawing
from companion.overviews.caseload.practising import Practising, practising_of
from companion.overviews.caseload.quoting import Own, own_words
from companion.overviews.caseload.reported import Reported, reported_by
from companion.overviews.caseload.rules import Numbers, Share
from companion.overviews.caseload.windows import Windows, windows
from companion.programs import queries as programs
from companion.programs.models import Enrolment
from companion.records.attendance.models import Attendance
from companion.records.attendance.rules import Clock
from companion.records.cravings import queries as cravings
from companion.records.cravings.models import Craving
from companion.records.cravings.times import Times, times
from companion.records.schedule import queries as schedule
from companion.records.schedule.models import Appointment
from companion.records.triage import queries as triage
from companion.records.triage.facts import Limits

ENOUGH_FOR_TIMES = 10


@dataclass(frozen=True)
class Brief:
    """Nothing that the client marked Just me is looked at, so nothing of it can show or be counted."""

    client: Person
    enrolment: Enrolment | None
    appointment: Appointment | None
    windows: Windows
    attended: Attended
    practising: Practising
    reported: Reported
    own: Own
    recent: list[Craving]
    earlier: list[Craving]
    limits: Limits

    @property
    def now(self) -> datetime:
        return self.windows.now

    @property
    def last_met(self) -> datetime | None:
        return self.windows.last_met

    @cached_property
    def numbers(self) -> Numbers:
        return _numbers(self.recent)

    @cached_property
    def numbers_before(self) -> Numbers:
        return _numbers(self.earlier)

    @cached_property
    def groups(self) -> tuple[Share, Share, list[date]]:
        return self.attended.groups(self.windows)

    @property
    def this_week(self) -> Share:
        return self.attended.this_week(self.windows.today)

    @property
    def squares(self) -> list[Attendance]:
        return self.attended.squares

    @property
    def clock(self) -> Clock | None:
        return self.attended.clock(self.enrolment, self.now)

    @property
    def used(self) -> list[Craving]:
        """With a craving, on a day that was not reported as such: each day is said once."""
        known = self.reported.used_on
        used = [one for one in self.recent if one.outcome == "used"]
        return [one for one in used if self.windows.day_of(one.occurred_at) not in known]

    @cached_property
    def lines(self) -> list[looking.Line]:
        return looking.lines(
            looking.Looked(
                numbers=self.numbers,
                numbers_before=self.numbers_before,
                missed_on=self.groups[2],
                short_nights=self.reported.short_nights,
                last_entry_on=max((self.windows.day_of(at) for at, _ in self.entries), default=None),
                since=self.windows.first_day_before,
                today=self.windows.today,
                limits=self.limits,
            )
        )

    @cached_property
    def going(self) -> well.Going:
        drops = [one.drop for one in self.recent if one.drop is not None]
        rated = [one for one in self.recent if one.strength_after is not None]
        return well.going_well(
            well.Facts(
                cravings=len(self.recent),
                rated=len(rated),
                lower=sum(drop > 0 for drop in drops),
                groups=self.groups[0],
                practices=len(self.practising.logged),
                check_ins=self.reported.check_ins,
                shared=len(self.own.shared),
                lately=self.attended.lately,
            )
        )

    @property
    def effects(self) -> list[drawing.Bar]:
        """After each skill that was rated both times, in how many of them it was less; the most first."""
        rated = [one for one in self.practising.practised if one.pairs]
        bars = [drawing.Bar(one.title, one.lower, len(one.pairs)) for one in rated]
        return sorted(bars, key=lambda bar: (-bar.k / bar.n, -bar.n))

    @property
    def entries(self) -> list[tuple[datetime, UUID]]:
        """When each entry that is on the page, or counted on it, was received; and its id."""
        found = [(one.received_at, one.id) for one in (*self.recent, *self.earlier)]
        found += [(one.answered_at, one.id) for one in self.reported.lately]
        found += [(one.received_at, one.id) for one in self.practising.logged]
        return found + [(one.shared_at or one.written_at, one.id) for one in self.own.shared]

    @property
    def newest_id(self) -> UUID | None:
        return max(self.entries)[1] if self.entries else None

    @cached_property
    def cravings_drawn(self) -> Drawing:
        starts = [one.mark.starts_at for one in self.attended.sessions if one.came]
        during = [at for at in starts if self.windows.since <= at <= self.now]
        return drawing.cravings_drawn(self.recent, self.reported.used_on, during, self.windows)

    @cached_property
    def days_drawn(self) -> Daily | None:
        return drawing.days_drawn(self.reported.lately, self.windows)

    @cached_property
    def times(self) -> Times | None:
        """By weekday and part of the day, once there are enough of both windows to say anything."""
        found = [rules.on_the_wall(one.occurred_at, self.client.zone) for one in self.recent + self.earlier]
        return times(found) if len(found) >= ENOUGH_FOR_TIMES else None


def brief_of(client: Person, counselor: Person, now: datetime) -> Brief:
    attended = attending.attended_by(client)
    looked_at = windows(_met(client, counselor, attended, now), now, client.zone)
    found = cravings.cravings_of(client, since=looked_at.before)
    recent = [one for one in found if one.occurred_at >= looked_at.since]
    reported = reported_by(client, looked_at)
    practising = practising_of(client, recent, looked_at)
    return Brief(
        client=client,
        enrolment=programs.latest_enrolment(client.id, looked_at.today),
        appointment=schedule.next_appointment_of(client, now),
        windows=looked_at,
        attended=attended,
        practising=practising,
        reported=reported,
        own=own_words(client, recent, reported.recent, practising.logged, looked_at),
        recent=recent,
        earlier=found[len(recent) :],
        limits=triage.rules_of(client.program_id).limits,
    )


def _met(client: Person, counselor: Person, attended: Attended, now: datetime) -> list[datetime]:
    """From attendance, once any was taken; before that from what was planned."""
    met = attended.met(counselor, now)
    if met is not None:
        return met
    planned = schedule.last_met(client, counselor, now)
    return [planned] if planned else []


def _numbers(found: list[Craving]) -> Numbers:
    """What a skill did shows only in the cravings with which one was used."""
    return rules.numbers([(one.strength, one.strength_after if one.skill_key else None) for one in found])
