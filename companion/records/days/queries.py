"""Finding a client's check-ins, what they told of use, and since when they count."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, select

from companion.accounts.models import Person
from companion.core.db import db, one_or_404
from companion.records.days import rules
from companion.records.days.models import CheckIn, DayCount, Question, Use
from companion.records.days.rules import Used


def marks_of(client: Person, since: date | None = None) -> dict[date, Used]:
    """What each day is marked, oldest first. Two queries, however many days."""
    answered = select(CheckIn.day, CheckIn.used).where(CheckIn.client_id == client.id)
    told = select(Use.used_on).where(Use.client_id == client.id, Use.removed_at.is_(None))
    if since:
        answered, told = answered.where(CheckIn.day >= since), told.where(Use.used_on >= since)
    check_ins = {day: Used(used) for day, used in db.session.execute(answered)}
    return rules.marks(check_ins, db.session.scalars(told))


def numbers_of(client: Person, today: date) -> rules.Numbers:
    count = day_count_of(client)
    return rules.numbers(count.began_on if count else None, marks_of(client), today)


def check_in_on(client: Person, day: date) -> CheckIn | None:
    return db.session.scalar(_check_ins(client).where(CheckIn.day == day))


def check_in_to_change(client: Person, day: date) -> CheckIn | None:
    """Two phones may save at once: the second waits here for the first."""
    chosen = _check_ins(client).where(CheckIn.day == day).with_for_update()
    return db.session.scalar(chosen.execution_options(populate_existing=True))


def check_ins_of(client: Person, *, since: date | None = None, until: date | None = None) -> list[CheckIn]:
    """Newest first; without the day ``until`` itself."""
    chosen = _check_ins(client)
    if since:
        chosen = chosen.where(CheckIn.day >= since)
    if until:
        chosen = chosen.where(CheckIn.day < until)
    return list(db.session.scalars(chosen.order_by(CheckIn.day.desc())))


def last_check_in_day(client: Person, *, before: date) -> date | None:
    """The newest day with a check-in before that one."""
    chosen = select(func.max(CheckIn.day)).where(CheckIn.client_id == client.id, CheckIn.day < before)
    return db.session.scalar(chosen)


def uses_of(client: Person, *, since: date | None = None, told_only: bool = False) -> list[Use]:
    """Newest first, without those taken back. ``told_only``: what the care team may read."""
    chosen = select(Use).where(Use.client_id == client.id, Use.removed_at.is_(None))
    if since:
        chosen = chosen.where(Use.used_on >= since)
    if told_only:
        chosen = chosen.where(Use.is_team_told)
    return list(db.session.scalars(chosen.order_by(Use.used_on.desc(), Use.id.desc())))


def use_of(client: Person, use_id: UUID) -> Use:
    """Also one that was taken back: it can be put back."""
    return one_or_404(select(Use).where(Use.client_id == client.id, Use.id == use_id))


def use_sent_as(client: Person, submission_id: UUID) -> Use | None:
    """The entry that this form already made, if it was sent before."""
    return db.session.scalar(
        select(Use).where(Use.client_id == client.id, Use.submission_id == submission_id)
    )


def use_on(client: Person, day: date) -> Use | None:
    """What the client told of that day already."""
    chosen = select(Use).where(Use.client_id == client.id, Use.used_on == day, Use.removed_at.is_(None))
    return db.session.scalar(chosen.order_by(Use.id).limit(1))


def open_step_of(client: Person) -> Use | None:
    """The newest small step that the client chose and did not do yet."""
    chosen = select(Use).where(
        Use.client_id == client.id,
        Use.step.is_not(None),
        Use.step_done_at.is_(None),
        Use.removed_at.is_(None),
    )
    return db.session.scalar(chosen.order_by(Use.told_at.desc(), Use.id.desc()).limit(1))


def day_count_of(client: Person) -> DayCount | None:
    return db.session.scalar(select(DayCount).where(DayCount.client_id == client.id))


def questions_of(program_id: UUID, *, with_retired: bool = False) -> list[Question]:
    """The program's own questions, the oldest first."""
    chosen = select(Question).where(Question.program_id == program_id)
    if not with_retired:
        chosen = chosen.where(Question.retired_at.is_(None))
    return list(db.session.scalars(chosen.order_by(Question.created_at, Question.id)))


def question_of(program_id: UUID, question_id: UUID) -> Question:
    return one_or_404(select(Question).where(Question.program_id == program_id, Question.id == question_id))


def _check_ins(client: Person) -> Select[CheckIn]:
    return select(CheckIn).where(CheckIn.client_id == client.id)
