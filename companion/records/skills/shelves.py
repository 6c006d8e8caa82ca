"""A program's skills: what came with the app, with what the program changed, added and retired."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, func, null, select
from sqlalchemy.orm import joinedload

from companion.core.db import db
from companion.core.words import LANGUAGES
from companion.records.skills import library
from companion.records.skills.library import Skill
from companion.records.skills.models import SkillVersion


@dataclass(frozen=True)
class Shelf:
    """``every`` has the retired ones, too: an old entry may name them.

    ``titles`` are those of each version that the program wrote, by language.
    """

    every: tuple[Skill, ...]
    retired: frozenset[str]
    titles: Mapping[tuple[str, int], Mapping[str, str]]

    @property
    def skills(self) -> tuple[Skill, ...]:
        """What is offered, in the library's order."""
        return tuple(one for one in self.every if one.key not in self.retired)

    def skill(self, key: str) -> Skill | None:
        """The skill, if it is offered."""
        return None if key in self.retired else self.known(key)

    def skill_at(self, slug: str) -> Skill | None:
        """The skill, if it is offered."""
        known = self.known_at(slug)
        return self.skill(known.key) if known else None

    def known(self, key: str) -> Skill | None:
        """The skill, offered or retired."""
        return next((one for one in self.every if one.key == key), None)

    def known_at(self, slug: str) -> Skill | None:
        """The skill, offered or retired."""
        return next((one for one in self.every if one.slug == slug), None)

    def title_as(self, key: str, version: int | None, language: str) -> str:
        """The title that the skill had in that version, for an entry of then.

        Without a version it is the newest title, and a skill that nobody knows keeps its key for a name.
        """
        written = self.titles.get((key, version or 0))
        if written:
            return written[language]
        skill = library.skill_as(key, version) or self.known(key)
        return skill.said_in(language).title if skill else key

    def title_now(self, key: str, version: int | None, language: str) -> str:
        """The title that clients read now; that of the version, once the skill is retired."""
        skill = self.skill(key)
        return skill.said_in(language).title if skill else self.title_as(key, version, language)

    def has_words_of_program(self, key: str) -> bool:
        return any(written == key for written, _ in self.titles)


def as_they_came() -> tuple[Skill, ...]:
    """The skills that come with the app, for where nobody knows whose shelf it is."""
    return library.skills()


def shelf_of(program_id: UUID) -> Shelf:
    """In one query. Ask once in a request and hand it on."""
    rows = db.session.execute(_changes(program_id)).all()
    written = {
        row.skill_key: library.changed(row.skill_key, row.number, row.words) for row in rows if row.words
    }
    # The rows come in the order of their numbers, so each key's newest is the last.
    is_retired = {row.skill_key: row.is_retired for row in rows}
    came = {skill.key: written.get(skill.key, skill) for skill in library.skills()}
    waiting = came.pop(library.WAITING)
    own = [skill for key, skill in written.items() if skill.kind == library.OWN]
    return Shelf(
        every=(*came.values(), *own, waiting),
        retired=frozenset(key for key, retired in is_retired.items() if retired),
        titles={
            (row.skill_key, row.number): {language: row._mapping[language] for language in LANGUAGES}
            for row in rows
            if row.en
        },
    )


def _changes(program_id: UUID) -> Select[Any]:
    """Every change's titles, and the whole of the words that are read now."""
    has_words = SkillVersion.content.is_not(null())
    newest = func.max(case((has_words, SkillVersion.number))).over(partition_by=SkillVersion.skill_key)
    titles = [SkillVersion.content[(language, "title")].as_string().label(language) for language in LANGUAGES]
    return (
        select(
            SkillVersion.skill_key,
            SkillVersion.number,
            SkillVersion.is_retired,
            case((SkillVersion.number == newest, SkillVersion.content)).label("words"),
            *titles,
        )
        .where(SkillVersion.program_id == program_id)
        .order_by(SkillVersion.number, SkillVersion.made_at, SkillVersion.id)
    )


def skill_as(program_id: UUID, key: str, version: int) -> Skill | None:
    """The whole skill as it was in that version, for what was begun with it."""
    content = db.session.scalar(
        select(SkillVersion.content).where(
            SkillVersion.program_id == program_id,
            SkillVersion.skill_key == key,
            SkillVersion.number == version,
        )
    )
    if content:
        return library.changed(key, version, content)
    return library.skill_as(key, version) or shelf_of(program_id).known(key)


def changes_of(program_id: UUID, key: str) -> list[SkillVersion]:
    """What the program changed about the skill, the newest first, with who did it."""
    chosen = select(SkillVersion).options(joinedload(SkillVersion.maker))
    whose = (SkillVersion.program_id == program_id, SkillVersion.skill_key == key)
    return list(db.session.scalars(chosen.where(*whose).order_by(SkillVersion.number.desc())))


def skill_sent_as(program_id: UUID, submission_id: UUID) -> SkillVersion | None:
    """The skill that this form already added, if it was sent before."""
    return db.session.scalar(
        select(SkillVersion).where(
            SkillVersion.program_id == program_id, SkillVersion.submission_id == submission_id
        )
    )
