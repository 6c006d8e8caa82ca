"""The program's own questions in the check-in: asking one more, and retiring one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.core.errors import Refusal
from companion.core.words import _
from companion.programs.models import Program
from companion.records.days import queries
from companion.records.days.models import Question
from companion.records.days.rules import MOST_QUESTIONS


class TooManyQuestions(Refusal):
    """The program asks as many questions of its own as it may."""


def add(program_id: UUID, *, english: str, spanish: str, by: Person, at: datetime) -> Question:
    """The same words again are the same question. Raises TooManyQuestions."""
    _wait_for_others(program_id)
    asked = queries.questions_of(program_id)
    same = [one for one in asked if (one.english, one.spanish) == (english, spanish)]
    if same:
        return same[0]
    if len(asked) >= MOST_QUESTIONS:
        raise TooManyQuestions(_("Two questions are asked already. Retire one first."))
    question = Question(program_id=program_id, english=english, spanish=spanish, created_at=at)
    question.created_by = by.id
    db.session.add(question)
    db.session.flush()
    about = {"subject_id": question.id}
    trail.note("question:added", program_id=program_id, at=at, by_id=by.id, after=_said(question), **about)
    return question


def retire(question: Question, *, by: Person, at: datetime) -> None:
    """It is asked no more. What was answered stays."""
    if question.retired_at is None:
        question.retired_at = at
        about = {"by_id": by.id, "subject_id": question.id}
        trail.note("question:retired", program_id=question.program_id, at=at, before=_said(question), **about)


def _said(question: Question) -> dict[str, str]:
    return {"english": question.english, "spanish": question.spanish}


def _wait_for_others(program_id: UUID) -> None:
    """Two administrators may add one at once: the second waits here, and then counts the first one's."""
    db.session.execute(select(Program.id).where(Program.id == program_id).with_for_update())
