"""The tracks that a client could be in, each with its groups and what they would take from the week."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from companion.accounts.models import Person
from companion.core import words
from companion.programs import queries as programs
from companion.programs.models import Program, Track
from companion.records.commitments import queries as commitments
from companion.records.commitments.models import Commitment
from companion.records.commitments.rules import Clash, clashes
from companion.records.schedule import queries as schedule
from companion.records.schedule import rules
from companion.records.schedule.models import Appointment

SHOWN = timedelta(days=13)


@dataclass(frozen=True)
class Meeting:
    """A session of the track, the first of its kind, and what of the client's week it meets."""

    day: str
    session: Appointment
    clashes: list[Clash[Commitment]]


@dataclass(frozen=True)
class Option:
    """``meetings`` has one for each day and time of the week; the other two count all sessions."""

    track: Track
    meetings: list[Meeting]
    sessions: int
    clashing: int

    @property
    def clashes(self) -> list[Clash[Commitment]]:
        return [clash for meeting in self.meetings for clash in meeting.clashes]


def options_for(client: Person, program: Program, today: date) -> list[Option]:
    """Looks at the next 14 days. Costs the same for two tracks as for ten."""
    since, until = rules.whole_days(today, today + SHOWN, program.zone)
    held = [one for one in schedule.program_appointments(program.id, since, until) if not one.cancelled_at]
    week = commitments.commitments_of(client)
    groups: dict[UUID | None, list[Meeting]] = {}
    for session in held:
        found = clashes(week, session.starts_at, session.ends_at, client.zone)
        day = words.weekday(rules.day_in(program.zone, session.starts_at))
        groups.setdefault(session.track_id, []).append(Meeting(day, session, found))
    tracks = programs.tracks_of(program.id)
    return [_option(track, groups.get(track.id, []), program.zone) for track in tracks]


def _option(track: Track, meetings: list[Meeting], zone: str) -> Option:
    clashing = sum(bool(meeting.clashes) for meeting in meetings)
    return Option(track, _first_of_each(meetings, zone), len(meetings), clashing)


def _first_of_each(meetings: Iterable[Meeting], zone: str) -> list[Meeting]:
    """One that clashes stands for all of its kind: a second week may meet other clocks."""
    firsts: dict[tuple[str, str, str], Meeting] = {}
    for meeting in meetings:
        session = meeting.session
        kind = (meeting.day, words.span(session.starts_at, session.ends_at, zone), session.title)
        if kind not in firsts or (meeting.clashes and not firsts[kind].clashes):
            firsts[kind] = meeting
    return list(firsts.values())
