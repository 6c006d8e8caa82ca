"""What a page needs to say the rules in words."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from companion.core import words
from companion.records.days import queries as days
from companion.records.triage import queries
from companion.records.triage.rules import LOOK_BACK, WEEK


def rules_in_words(program_id: UUID) -> dict[str, Any]:
    rules = queries.rules_of(program_id)
    asked = days.questions_of(program_id, with_retired=True) if rules.medicine_question_id else []
    medicine = next((one for one in asked if one.id == rules.medicine_question_id), None)
    return {
        "limits": rules.limits,
        "medicine": medicine.said_in(words.language()) if medicine else "",
        "week": WEEK.days,
        "look_back": LOOK_BACK.days,
    }
