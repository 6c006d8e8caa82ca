"""What clients and care teams write to and about each other, and who stands in for a counselor soon."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from companion.access import actions as access
from companion.core.db import new_id
from companion.demo.content import read
from companion.demo.days import Days
from companion.demo.noting import write_down
from companion.demo.people import Client
from companion.records.messages import actions


def talk(clients: Sequence[Client], days: Days) -> None:
    """Of the clients that are there: a small clinic has fewer stories."""
    for one in read("talking")["messages"]:
        if one["client"] < len(clients):
            _message(clients[one["client"]], one, days)
    for client in clients[:1]:
        write_down(client, days)
    _stand_in(clients, days)


def _message(client: Client, about: dict[str, Any], days: Days) -> None:
    """The one before it has been read by whoever answers."""
    at = days.now - timedelta(hours=about["hours_ago"])
    by = client.counselor if about["is_answer"] else client.person
    actions.read(client.person, by=by, at=at)
    actions.send(
        client.person,
        submission=new_id(),
        body=about["body"],
        is_soon=about.get("is_soon", False),
        by=by,
        at=at,
    )


def _stand_in(clients: Sequence[Client], days: Days) -> None:
    """The demo counselor is away next week, and another client's counselor stands in."""
    counselor = clients[0].counselor if clients else None
    others = [one.counselor for one in clients if counselor and one.counselor.id != counselor.id]
    if counselor and others:
        first_on = days.ago(-7)
        last_on = days.ago(-11)
        access.name_cover(counselor, others[0], first_on=first_on, last_on=last_on, by=counselor, at=days.now)
