"""All that stands on the page of a client's path, and what would be left open on their last day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from companion.accounts.models import Person
from companion.overviews.stepping.first_week import FirstWeek, first_week_of
from companion.programs import queries as programs
from companion.programs.models import Enrolment
from companion.programs.path import queries as paths
from companion.programs.path.models import Phase
from companion.programs.path.queries import Path
from companion.records.alerts import queries as alerts
from companion.records.messages import queries as messages
from companion.records.tasks import queries as tasks


@dataclass(frozen=True)
class Shown:
    client: Person
    path: Path
    stay: Enrolment | None
    phases: list[Phase]
    week: FirstWeek | None
    today: date

    @property
    def leaves_on(self) -> date | None:
        """The last day that is named and not over."""
        last = self.path.leaves
        return last.on_day if last and last.on_day >= self.today else None


@dataclass(frozen=True)
class LeftOpen:
    """``alerts`` have to be answered first; the rest is said."""

    alerts: int
    tasks: int
    is_message_waiting: bool


def shown_of(client: Person, now: datetime) -> Shown:
    path, stay = paths.path_of(client), programs.latest_enrolment(client.id)
    today = paths.today_for(client, now)
    phases = paths.phases_of(stay.track) if stay else []
    return Shown(client, path, stay, phases, first_week_of(client, path, today), today)


def left_open_of(client: Person, counselor: Person, now: datetime) -> LeftOpen:
    open_tasks = [one for one in tasks.open_tasks_for(counselor, now) if one.client_id == client.id]
    return LeftOpen(
        alerts=len(alerts.open_alerts_of([client.id])),
        tasks=len(open_tasks),
        is_message_waiting=messages.unanswered_of(client, now) is not None,
    )
