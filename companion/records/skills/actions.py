"""Practising a skill."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.records.skills import queries
from companion.records.skills.library import Skill
from companion.records.skills.models import Practice


def begin(client: Person, skill: Skill, *, submission: UUID, before: int | None, at: datetime) -> Practice:
    """One entry, however often the form arrives."""
    earlier = queries.practice_sent_as(client, submission)
    if earlier:
        return earlier
    practice = Practice(program_id=client.program_id, client_id=client.id, submission_id=submission)
    practice.skill_key, practice.skill_version = skill.key, skill.version
    practice.before, practice.practiced_at = before, at
    db.session.add(practice)
    db.session.flush()
    _note("practice:begun", practice, at)
    return practice


def finish(practice: Practice, *, after: int | None, by: Person, at: datetime) -> None:
    if practice.after is not None:
        trail.keep_version(practice, ["after"], by_id=by.id, at=at)
    practice.after = after
    _note("practice:finished", practice, at)


def write_note(practice: Practice, *, note: str, by: Person, at: datetime) -> None:
    if practice.note:
        trail.keep_version(practice, ["note"], by_id=by.id, at=at)
    practice.note = note
    _note("practice:described", practice, at)


def _note(action: str, practice: Practice, at: datetime) -> None:
    trail.note(
        action,
        program_id=practice.program_id,
        at=at,
        by_id=practice.client_id,
        client_id=practice.client_id,
        subject_id=practice.id,
    )
