"""What fills the clients' weeks besides the program, and what they said before a session."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from companion.core.db import new_id
from companion.demo.content import luck, read
from companion.demo.days import Days
from companion.demo.people import Client
from companion.demo.rows import Rows
from companion.records.attendance.models import Notice
from companion.records.commitments.models import Commitment
from companion.records.schedule import queries as schedule

MOST = 2


def live(clients: Sequence[Client], days: Days, rows: Rows) -> None:
    """Needs the sessions to be there. Says nothing of clients who have left."""
    for number, client in enumerate(clients):
        if client.stay.ended_on is None:
            _fill_week(number, client, days, rows)
    for one in read("living")["notices"]:
        if one["client"] < len(clients):
            _tell(clients[one["client"]], one, days, rows)


def _fill_week(number: int, client: Client, days: Days, rows: Rows) -> None:
    about, rng = read("living"), luck(f"week {number}")
    if client.situation.name == "dana":
        found = about["dana"]
    elif rng.randrange(10) < about["of_ten"]:
        found = rng.sample(about["others"], rng.randint(1, MOST))
    else:
        found = []
    for one in found:
        times = {name: one[name] for name in ("kind", "weekdays", "starts_at", "ends_at")}
        at = days.at(client.stay.started_on, one["starts_at"])
        rows.add(
            Commitment, client.person, {"label": one["label"]}, submission_id=new_id(), created_at=at, **times
        )


def _tell(client: Client, one: dict[str, Any], days: Days, rows: Rows) -> None:
    session = schedule.next_appointment_of(client.person, days.now)
    if session:
        rows.add(
            Notice,
            client.person,
            submission_id=new_id(),
            appointment_id=session.id,
            kind=one["kind"],
            reason=one["reason"],
            told_at=days.now - timedelta(hours=one["hours_ago"]),
        )
