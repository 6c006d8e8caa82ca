"""What the demo's counselors ask their clients to practice, and what some clients pinned."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from companion.demo.content import luck, read
from companion.demo.days import Days
from companion.demo.people import Client
from companion.demo.rows import Rows
from companion.records.skills.library import skills
from companion.records.skills.models import Choice, Pick, SkillChoice


def ask(clients: Iterable[Client], days: Days, rows: Rows) -> None:
    """Two of three clients are asked for something; the demo client for what her story names."""
    for client in clients:
        mixed = luck(f"asked {client.person.name} {client.place}")
        told = read("dana")["asked"] if client.situation.name == "dana" else None
        if told is None and (client.stay.ended_on or mixed.random() < 1 / 3):
            continue
        key = told["skill"] if told else mixed.choice(skills()).key
        times = told["times_a_week"] if told else mixed.choice((2, 3, 5))
        at = days.now - timedelta(days=mixed.randint(3, 12))
        about: dict[str, Any] = {"skill_key": key, "times_a_week": times, "picked_by": client.counselor.id}
        rows.add(Pick, client.person, picked_at=at, until_on=None, ended_at=None, ended_by=None, **about)
        if mixed.random() < 1 / 4:
            pinned = mixed.choice(skills()).key
            rows.add(SkillChoice, client.person, skill_key=pinned, choice=Choice.PIN, chosen_at=at)
