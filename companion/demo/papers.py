"""The demo client's attendance letters: one for her employer, signed, and one that waits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from companion.core.db import new_id
from companion.demo.content import read
from companion.demo.days import Days
from companion.demo.people import Client
from companion.overviews.letters import queries as overview
from companion.records.letters import actions as letters
from companion.records.letters.models import Letter
from companion.records.letters.rules import Kind


def write_letters(clients: Sequence[Client], days: Days) -> None:
    """Signed only where the client came on some day: a clinic of a few days has nothing to sign."""
    for client in clients:
        for about in read("dana")["letters"]:
            letter = _ask(client, about, days)
            if about["is_signed"]:
                _sign(letter, client)


def _ask(client: Client, about: dict[str, Any], days: Days) -> Letter:
    return letters.ask(
        client.person,
        submission=new_id(),
        kind=Kind(about["kind"]),
        first_on=client.stay.started_on,
        last_on=max(client.stay.started_on, days.ago(about["days_ago"])),
        recipient=about["recipient"],
        at=days.now - timedelta(days=about["days_ago"]),
    )


def _sign(letter: Letter, client: Client) -> None:
    facts, at = overview.facts_of(client.person, letter), letter.asked_at + timedelta(hours=3)
    if facts.days:
        on = overview.day_at_program(letter.program_id, at)
        letters.sign(letter, facts, seen=facts.digest, on=on, by=client.counselor, at=at)
