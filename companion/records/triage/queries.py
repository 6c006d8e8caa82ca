"""The rules of a program's caseloads."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from companion.core.db import db
from companion.records.triage.facts import Limits
from companion.records.triage.models import Thresholds


@dataclass(frozen=True)
class Rules:
    """The thresholds, and which check-in question asks for medicine, if one does."""

    limits: Limits
    medicine_question_id: UUID | None


def thresholds_of(program_id: UUID) -> Thresholds | None:
    """None while the program has left them as they come."""
    return db.session.scalar(select(Thresholds).where(Thresholds.program_id == program_id))


def rules_of(program_id: UUID) -> Rules:
    found = thresholds_of(program_id)
    return Rules(found.limits, found.medicine_question_id) if found else Rules(Limits(), None)
