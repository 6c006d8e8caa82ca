"""Changing from when on the rules look. What was before and what is now stays in the trail."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.programs.models import Program
from companion.records.triage import queries
from companion.records.triage.facts import Limits
from companion.records.triage.models import Thresholds


def change(
    program_id: UUID, limits: Limits, medicine_question_id: UUID | None, *, by: Person, at: datetime
) -> None:
    """The same values again change nothing, and leave no event."""
    _wait_for_others(program_id)
    before = queries.rules_of(program_id)
    after = queries.Rules(limits, medicine_question_id)
    if after == before:
        return
    row = queries.thresholds_of(program_id) or Thresholds(program_id=program_id)
    for name, value in asdict(limits).items():
        setattr(row, name, value)
    row.medicine_question_id, row.changed_by, row.changed_at = medicine_question_id, by.id, at
    db.session.add(row)
    db.session.flush()
    about: dict[str, Any] = {
        "by_id": by.id,
        "subject_id": row.id,
        "before": _plain(before),
        "after": _plain(after),
    }
    trail.note("thresholds:changed", program_id=program_id, at=at, **about)


def _plain(rules: queries.Rules) -> dict[str, int | str | None]:
    question = rules.medicine_question_id
    return {**asdict(rules.limits), "medicine_question_id": str(question) if question else None}


def _wait_for_others(program_id: UUID) -> None:
    """Two administrators may save at once: the second waits here, and then finds the first one's row."""
    db.session.execute(select(Program.id).where(Program.id == program_id).with_for_update())
