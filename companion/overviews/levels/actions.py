"""The checklist, and the task that it may open. Never a verdict, and never for who asks for help."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from companion.accounts.models import Person
from companion.programs import queries as programs
from companion.records.enquiries.models import Enquiry
from companion.records.levels import actions, rules
from companion.records.levels.models import LevelCheck
from companion.records.levels.rules import Answer, Dimension
from companion.records.tasks import actions as tasks
from companion.records.tasks.rules import Kind, Reason, today_in


def check(
    enquiry: Enquiry,
    answers: Mapping[Dimension, Answer],
    *,
    words: str,
    submission: UUID,
    by: Person,
    at: datetime,
) -> LevelCheck:
    """A task for today where a clinician should be asked."""
    row = actions.check(enquiry.id, answers, words=words, submission=submission, by=by, at=at)
    if rules.asks_for_clinician(answers):
        tasks.open_team_task(
            enquiry.program_id,
            kind=Kind.LEVEL,
            reason=Reason.HIGHER_LEVEL,
            due_on=today_in(programs.program(enquiry.program_id).zone, at),
            subject_id=enquiry.id,
            at=at,
        )
    return row


def talk(enquiry: Enquiry, row: LevelCheck, *, by: Person, at: datetime) -> None:
    actions.talk(row, by=by, at=at)
    tasks.finish_team_task(enquiry.program_id, Kind.LEVEL, enquiry.id, by=by, at=at)
