"""Writing down what was considered about the level of care."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.records.levels import queries
from companion.records.levels.models import LevelCheck
from companion.records.levels.rules import Answer, Dimension


def check(
    enquiry_id: UUID,
    answers: Mapping[Dimension, Answer],
    *,
    words: str,
    submission: UUID,
    by: Person,
    at: datetime,
) -> LevelCheck:
    """Whoever calls it has found the enquiry for this counselor."""
    earlier = queries.check_sent_as(enquiry_id, submission)
    if earlier:
        return earlier
    row = LevelCheck(program_id=by.program_id, enquiry_id=enquiry_id, submission_id=submission)
    row.maker, row.made_at, row.note = by, at, words
    row.write(answers)
    db.session.add(row)
    db.session.flush()
    _note("level:checked", row, by, at)
    return row


def talk(row: LevelCheck, *, by: Person, at: datetime) -> None:
    """Somebody talked with a clinician."""
    if row.talked_at is None:
        row.talked_at = at
        _note("level:talked", row, by, at)


def purge_of(enquiry_id: UUID) -> None:
    """Erase the answers and every word, with those of the request itself."""
    for row in queries.checks_of(enquiry_id):
        row.content, row.note = "", ""


def _note(action: str, row: LevelCheck, by: Person, at: datetime) -> None:
    trail.note(action, program_id=row.program_id, at=at, by_id=by.id, subject_id=row.enquiry_id)
