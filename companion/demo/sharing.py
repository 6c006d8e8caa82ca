"""What Dana shows her aunt, and what she wrote for her."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from companion.access import queries as access
from companion.access.consents import actions as consents
from companion.access.models import Support
from companion.access.rules import Purpose, Scope
from companion.audit import trail
from companion.core.db import new_id
from companion.core.words import in_language
from companion.demo.content import read
from companion.demo.days import Days
from companion.demo.people import Client
from companion.records.family import actions as family
from companion.records.family.rules import Heading, Mood


def share(clients: Sequence[Client], days: Days) -> None:
    for client in clients:
        for support in access.supports_of(client.person):
            with in_language(client.person.language):
                _sign(client, support, days)
            _look(client, support, days)
        _write(client, days)


def _sign(client: Client, support: Support, days: Days) -> None:
    about = read("dana")["sharing"]
    consents.sign(
        support,
        client.person,
        submission=new_id(),
        scopes=[Scope(scope) for scope in about["scopes"]],
        purpose=Purpose(about["purpose"]),
        days=about["days"],
        signature=about["signature"],
        at=support.asked_at,
    )


def _look(client: Client, support: Support, days: Days) -> None:
    """The aunt opened the page on some days, and that is on record like any look."""
    about = read("dana")["sharing"]
    for days_ago in about["looked_days_ago"]:
        at = days.at(days.ago(days_ago), about["looked_at"])
        trail.disclose(
            client=client.person,
            recipient=support.supporter,
            at=at,
            what="supporter.supporting.how_to_help",
            purpose=about["purpose"],
            scopes=",".join(about["scopes"]),
        )


def _write(client: Client, days: Days) -> None:
    about, at = read("dana")["sharing"], days.now - timedelta(hours=2)
    words = {heading: about["words"][heading] for heading in Heading}
    family.write(client.person, words, about["phone"], at=at)
    today: date = days.ago(0)
    family.say(client.person, day=today, mood=Mood(about["mood"]), words="", at=at)
