"""A program changes its library: adding a skill, new words for one, retiring one and bringing it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.core.errors import Refusal
from companion.core.words import LANGUAGES, _
from companion.records.skills import library, shelves
from companion.records.skills.library import Skill
from companion.records.skills.models import SkillVersion


class ChangedMeanwhile(Refusal):
    """The skill got other words after this form was opened."""


class AlwaysOffered(Refusal):
    """Others lead to it: waiting is what they are compared with, and grounding stands in for some."""


def add(content: Mapping[str, Any], *, submission: UUID, by: Person, at: datetime) -> SkillVersion:
    """A skill of the program's own. One skill, however often the form arrives."""
    earlier = shelves.skill_sent_as(by.program_id, submission)
    if earlier:
        return earlier
    taken = {skill.key for skill in shelves.shelf_of(by.program_id).every}
    key = library.own_key(content["en"]["title"], taken)
    row = SkillVersion(skill_key=key, number=1, content=dict(content), submission_id=submission)
    return _write("library:added", row, by, at, after=_titles(library.changed(key, 1, content)))


def change(skill: Skill, content: Mapping[str, Any], *, made_from: int, by: Person, at: datetime) -> None:
    """New words, from now on; the same words again change nothing.

    ``made_from`` is the version that the form showed. Raises ChangedMeanwhile.
    """
    if library.changed(skill.key, skill.version, content) == skill:
        return
    if skill.version != made_from:
        raise ChangedMeanwhile(
            _("This skill was changed after you opened this page. Look at its words, then save yours again.")
        )
    row = _next(skill, by)
    row.content, row.is_retired = dict(content), _is_retired(skill, by)
    before, after = (_said(one) for one in (skill, library.changed(skill.key, row.number, content)))
    changed = [name for name in after if before.get(name) != after[name]]
    told = {
        "before": {name: before.get(name) for name in changed},
        "after": {name: after[name] for name in changed},
    }
    _write("library:changed", row, by, at, **told)


def retire(skill: Skill, *, by: Person, at: datetime) -> None:
    """Offered to nobody from now on. Said twice, it is said once. Raises AlwaysOffered."""
    if skill.key in library.ALWAYS_OFFERED:
        raise AlwaysOffered(_("This skill is always offered, because others lead to it."))
    if not _is_retired(skill, by):
        _set_retired("library:retired", skill, True, by, at, before=_titles(skill))


def bring_back(skill: Skill, *, by: Person, at: datetime) -> None:
    if _is_retired(skill, by):
        _set_retired("library:brought-back", skill, False, by, at, after=_titles(skill))


def _is_retired(skill: Skill, by: Person) -> bool:
    return skill.key in shelves.shelf_of(by.program_id).retired


def _said(skill: Skill) -> dict[str, str]:
    """Its words as the list of changes shows them, one for each field and language."""
    said: dict[str, str] = {}
    for language in LANGUAGES:
        for name, text in asdict(skill.said_in(language)).items():
            said[f"{name}_{language}"] = text if isinstance(text, str) else " / ".join(text)
    return said


def _titles(skill: Skill) -> dict[str, str]:
    return {name: text for name, text in _said(skill).items() if name.startswith("title_")}


def _set_retired(
    action: str, skill: Skill, is_retired: bool, by: Person, at: datetime, **told: dict[str, str]
) -> None:
    row = _next(skill, by)
    row.is_retired = is_retired
    _write(action, row, by, at, **told)


def _next(skill: Skill, by: Person) -> SkillVersion:
    """Its number is above all that the program wrote, and above the version that came with the app.

    Two who change a skill at once get the same number, and the unique constraint sends the second one's
    request round again, to find what the first has made.
    """
    numbers = [row.number for row in shelves.changes_of(by.program_id, skill.key)]
    return SkillVersion(skill_key=skill.key, number=max([*numbers, skill.version]) + 1)


def _write(action: str, row: SkillVersion, by: Person, at: datetime, **told: Any) -> SkillVersion:
    row.program_id, row.made_by, row.made_at = by.program_id, by.id, at
    db.session.add(row)
    db.session.flush()
    trail.note(
        action,
        program_id=row.program_id,
        at=at,
        by_id=by.id,
        subject_id=row.id,
        skill=row.skill_key,
        number=row.number,
        **told,
    )
    return row
