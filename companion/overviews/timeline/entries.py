"""What one thing on a timeline is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import url_for

from companion.accounts.models import Person
from companion.core import words
from companion.core.keyset import Mark
from companion.core.words import _
from companion.overviews.timeline.rules import Kind
from companion.records.days.models import Question
from companion.records.schedule.models import Appointment
from companion.records.skills.shelves import Shelf


@dataclass(frozen=True)
class Place:
    """A row and where it stands."""

    mark: Mark
    kind: Kind
    row: Any


@dataclass(frozen=True)
class Item:
    """``facts`` are short lines of ours, ``words`` what a person wrote, verbatim, and ``by`` whoever it was.

    ``address`` is the page where more of it is; empty where all of it stands here.
    """

    mark: Mark
    kind: Kind
    title: str
    facts: tuple[str, ...] = ()
    words: str = ""
    by: str = ""
    address: str = ""
    is_changed: bool = False


@dataclass(frozen=True)
class Around:
    """What the items of one page need besides their rows, asked for once."""

    client: Person
    shelf: Shelf
    triggers: Mapping[str, Any]
    questions: Mapping[str, Question]
    sessions: Mapping[UUID, Appointment]
    changed: frozenset[UUID]
    is_use_announced: bool

    def skill(self, key: str, version: int | None) -> str:
        return self.shelf.title_as(key, version, words.language())

    def moment(self, at: datetime) -> str:
        return words.moment(at, self.client.zone)

    def session(self, session_id: UUID | None) -> str:
        """Such as "Evening group, Mon, Nov 23, 6:00 PM"; empty for none."""
        found = self.sessions.get(session_id) if session_id else None
        if found is None:
            return ""
        return _("%(title)s, %(when)s", title=found.title, when=self.moment(found.starts_at))

    def address(self, view: str, **names: Any) -> str:
        """Of one of the care team's pages about the client."""
        return url_for(f"counselor.{view}", client_id=self.client.id, **names)


def number(value: int | None) -> str:
    return _("not sure") if value is None else str(value)
