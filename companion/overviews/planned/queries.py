"""What the plan's pages need besides the plan: the skills by name, and the client's own week."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from companion.accounts.models import Person
from companion.core import words
from companion.records.contacts import queries as contacts
from companion.records.plan import queries, reading, rules
from companion.records.skills import shelves


def skill_titles(program_id: UUID) -> dict[str, str]:
    """By key, in the reader's language and the library's order."""
    return {skill.key: skill.said_in(words.language()).title for skill in shelves.shelf_of(program_id).every}


def own_page_of(client: Person, now: datetime) -> dict[str, Any]:
    """All that the client sees; the people are on a list of their own, which nobody else sees."""
    return {**plan_of(client, now), "people": contacts.contacts_of(client)}


def plan_of(client: Person, now: datetime) -> dict[str, Any]:
    """What the care team may read."""
    monday = monday_for(client, now)
    return {
        "parts": reading.parts_of(client, skill_titles(client.program_id)),
        "answers": queries.answers_of(client),
        "goals": queries.goals_of(client, until=monday),
        "monday": monday,
        "comments": reading.comments_by_subject(client),
    }


def monday_for(client: Person, now: datetime) -> date:
    """Weeks begin where the client is."""
    return rules.monday_of(now.astimezone(ZoneInfo(client.zone)).date())
