"""What was changed of the program, by whom and when, with what it said before and says now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from companion.accounts.models import Person
from companion.audit.models import Event
from companion.core.db import db
from companion.core.keyset import Listed, Mark
from companion.overviews.admin import wording_of_changes as wording

PAGE = 50


@dataclass(frozen=True)
class Change:
    """``rows`` are a field, what it said before, and what it says now, in words."""

    at: datetime
    by: str
    what: Any
    about: str
    rows: list[tuple[Any, str, str]]


def changes_of(program_id: UUID, before: Mark | None) -> tuple[list[Change], Mark | None]:
    """The newest first, with where the next page begins. The same number of queries on each page."""
    where = (Event.program_id == program_id, Event.action.in_(wording.ACTIONS))
    listed = Listed(Event, Event.at, Event.id, where)
    found = listed.before(before, PAGE + 1)
    names = _names(found)
    changes = [_change(event, names) for event in found[:PAGE]]
    return changes, listed.mark_of(found[PAGE - 1]) if len(found) > PAGE else None


def _names(events: list[Event]) -> dict[UUID | None, str]:
    """Of those who changed something, and of the staff who were changed. No client is among them."""
    ids = {one for event in events for one in (event.by_id, event.subject_id) if one}
    return {one.id: one.name for one in db.session.scalars(select(Person).where(Person.id.in_(ids)))}


def _change(event: Event, names: dict[UUID | None, str]) -> Change:
    before, after = event.facts.get("before") or {}, event.facts.get("after") or {}
    fields = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    rows = [
        (wording.field(name), wording.value(name, before.get(name)), wording.value(name, after.get(name)))
        for name in fields
    ]
    what, by = wording.ACTIONS[event.action], names.get(event.by_id, "")
    return Change(event.at, by, what, names.get(event.subject_id, ""), rows)
