"""What the demo client wrote while doing skills, and the numbers of the last wave that she rode."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from companion.core.db import new_id
from companion.demo.content import read
from companion.demo.days import Days
from companion.demo.people import Client
from companion.records.cravings import queries as cravings
from companion.records.waves import actions as waves
from companion.records.worksheets import actions as worksheets
from companion.records.worksheets.rules import Kind

NOON = time(12)


def write_words(clients: Sequence[Client], days: Days) -> None:
    """Needs the cravings to be there."""
    for client in clients:
        began = days.at(client.stay.started_on, NOON)
        for kind, told in ((Kind.REASON, "reasons"), (Kind.REFUSAL, "scripts")):
            for number, answers in enumerate(read("dana")[told]):
                _write(client, kind, answers, began + timedelta(minutes=number))
        for answers in read("dana")["thoughts"]:
            _write(client, Kind.THOUGHT, answers, days.at(days.ago(answers["days_ago"]), answers["at"]))
        _ride(client, began)


def _write(client: Client, kind: Kind, answers: dict[str, object], at: datetime) -> None:
    worksheets.write(client.person, kind, submission=new_id(), answers=answers, at=at)


def _ride(client: Client, since: datetime) -> None:
    ridden = [one for one in cravings.cravings_of(client.person, since=since) if one.skill_key == "urge_surf"]
    for told in read("dana")["wave"] if ridden else ():
        craving = ridden[0]
        at = craving.occurred_at + timedelta(minutes=told["minute"])
        waves.rate(
            client.person, submission=new_id(), strength=told["strength"], at=at, craving_id=craving.id
        )
