"""What became of a skill in a program: each change with who made it and when, and the words of then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from companion.overviews.library.wording import What
from companion.records.skills import library, shelves
from companion.records.skills.library import Skill
from companion.records.skills.models import SkillVersion


@dataclass(frozen=True)
class Past:
    """``skill`` holds the words, where they changed. What came with the app has nobody and no moment."""

    what: What
    skill: Skill | None
    by: str | None = None
    at: datetime | None = None


def history_of(program_id: UUID, skill: Skill) -> list[Past]:
    """The newest first."""
    found = [_past(row) for row in shelves.changes_of(program_id, skill.key)]
    came = library.skill(skill.key)
    return [*found, Past(What.CAME, came)] if came else found


def _past(row: SkillVersion) -> Past:
    skill = library.changed(row.skill_key, row.number, row.content) if row.content else None
    return Past(_what(row), skill, row.maker.name, row.made_at)


def _what(row: SkillVersion) -> What:
    if row.content is None:
        return What.RETIRED if row.is_retired else What.BROUGHT_BACK
    # The skills that come with the app begin at 1, so a program's first words for one are a later version.
    return What.ADDED if row.number == 1 else What.CHANGED
