"""The end of care: from one moment on no staff can open the client's record. And a new beginning."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from companion.access import actions, teams
from companion.accounts.models import Person
from companion.programs import queries as programs
from companion.programs.path import actions as path
from companion.programs.path import queries as paths
from companion.programs.path import rules
from companion.programs.path.actions import Step
from companion.programs.path.models import PathStep
from companion.programs.path.rules import Kind


def discharge(client: Person, step: Step, *, submission: UUID, by: Person, at: datetime) -> PathStep:
    """The care team ends with the last day: at once where that is today. Raises ``CannotStep``."""
    is_known = paths.step_sent_as(client, submission) is not None
    row = path.discharge(client, step, submission=submission, by=by, at=at)
    if not is_known:
        last = until(client, step.on, at)
        for member in teams.members_of([client.id], at)[client.id]:
            actions.end_assignment(member, by=by, at=at, until=last)
    return row


def take_back(client: Person, *, by: Person, at: datetime) -> None:
    """Before the last day is over: the client stays, with the same team."""
    if path.take_back(client, by=by, at=at):
        for member in teams.members_of([client.id], at)[client.id]:
            member.until = None


def bring_in(client: Person, counselor: Person, *, by: Person, at: datetime) -> None:
    """Another counselor. For who had left, that is how they come back."""
    today = paths.today_for(client, at)
    actions.assign(client, counselor, by=by, at=at)
    if paths.path_of(client).is_alumni_on(today):
        path.write(client, Step(kind=Kind.REFERRED, on=today), by=by, at=at)


def until(client: Person, last_on: date, at: datetime) -> datetime:
    """The moment in which the first day without staff begins, or now."""
    first = rules.alone_from(last_on, paths.today_for(client, at))
    zone = ZoneInfo(programs.program(client.program_id).zone)
    return max(at, datetime.combine(first, time.min, zone))
