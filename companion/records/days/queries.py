"""Finding a client's check-ins, what they told of use, and since when they count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from companion.accounts.models import Person
from companion.core.db import by_owner, db, newer_than, one_or_404
from companion.core.keyset import Listed
from companion.records.days import rules
from companion.records.days.models import CheckIn, DayCount, Question, Use
from companion.records.days.rules import Used


@dataclass(frozen=True)
class Standing:
    """Where the client stands today: what their first page says of days.

    ``check_in`` is today's, ``uses`` are all that the client told of, newest first.
    """

    day: date
    check_in: CheckIn | None
    uses: list[Use]
    is_back: bool
    count: DayCount | None
    marks: dict[date, Used]

    @property
    def numbers(self) -> rules.Numbers:
        return rules.numbers(self.count.began_on if self.count else None, self.marks, self.day)

    def has_told_of(self, day: date) -> bool:
        """Whether the client told of use on that day."""
        return any(use.used_on == day for use in self.uses)

    @property
    def step(self) -> Use | None:
        """The newest small step that is not done yet."""
        return max((use for use in self.uses if use.has_open_step), key=lambda use: use.told_at, default=None)

    @property
    def milestone(self) -> int | None:
        """The total that today came to, if today came to one."""
        return rules.milestones(self.marks).get(self.day)

    @property
    def reached(self) -> tuple[date, int] | None:
        """The highest such total so far, and its day."""
        return max(rules.milestones(self.marks).items(), default=None)


def standing_of(client: Person, now: datetime) -> Standing:
    """Four queries, however many days."""
    today = rules.day_in(client.zone, now)
    answers, uses = _answers_of(client), uses_of(client)
    return Standing(
        day=today,
        check_in=check_in_on(client, today),
        uses=uses,
        is_back=rules.is_back(max(answers, default=None), today),
        count=day_count_of(client),
        marks=rules.marks(answers, [use.used_on for use in uses]),
    )


def marks_of(client: Person, since: date | None = None) -> dict[date, Used]:
    """What each day is marked, oldest first. Two queries, however many days."""
    return rules.marks(_answers_of(client, since), [use.used_on for use in uses_of(client, since=since)])


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


def uses_of(client: Person, *, since: date | None = None) -> list[Use]:
    """For the client alone: newest first, without those taken back."""
    chosen = _uses(client)
    if since:
        chosen = chosen.where(Use.used_on >= since)
    return list(db.session.scalars(chosen.order_by(Use.used_on.desc(), Use.id.desc())))


def uses_told_to_team(client: Person, *, since: datetime) -> list[Use]:
    """What the care team may read and could not before that moment, by day. For no one else."""
    chosen = _uses(client).where(Use.team_told_at > since)
    return list(db.session.scalars(chosen.order_by(Use.used_on)))


def uses_told_listed(client: Person) -> Listed[Use]:
    """The same for a list to page through, by since when they may be read."""
    told = (Use.client_id == client.id, Use.removed_at.is_(None), Use.team_told_at.is_not(None))
    return Listed(Use, Use.team_told_at, Use.id, told)


def check_ins_listed(client: Person) -> Listed[CheckIn]:
    """By when they were filled in or last changed."""
    return Listed(CheckIn, CheckIn.answered_at, CheckIn.id, (CheckIn.client_id == client.id,))


def uses_told_since(since: Mapping[UUID, datetime]) -> dict[UUID, list[Any]]:
    """Of which days each client's care team was told after that moment: ``used_on``, ``team_told_at``."""
    is_newer = newer_than(Use.client_id, Use.team_told_at, since)
    chosen = select(Use.client_id, Use.used_on, Use.team_told_at)
    return by_owner(chosen.where(is_newer, Use.removed_at.is_(None)))


def check_ins_since(since: Mapping[UUID, datetime]) -> dict[UUID, list[CheckIn]]:
    """The days that each client filled in or changed after that client's moment, in one query."""
    is_newer = newer_than(CheckIn.client_id, CheckIn.answered_at, since)
    found = by_owner(select(CheckIn.client_id, CheckIn).where(is_newer))
    return {client_id: [row[1] for row in rows] for client_id, rows in found.items()}


def use_of(client: Person, use_id: UUID) -> Use:
    """Also one that was taken back: it can be put back."""
    return one_or_404(select(Use).where(Use.client_id == client.id, Use.id == use_id))


def use_sent_as(client: Person, submission_id: UUID, day: date) -> Use | None:
    """The entry that this form already made for that day. For another day it makes another one."""
    chosen = select(Use).where(Use.client_id == client.id, Use.submission_id == submission_id)
    return db.session.scalar(chosen.where(Use.used_on == day))


def use_on(client: Person, day: date) -> Use | None:
    """What the client told of that day already."""
    return db.session.scalar(_uses(client).where(Use.used_on == day))


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


def _answers_of(client: Person, since: date | None = None) -> dict[date, Used]:
    """What each check-in says of use, without opening what is sealed."""
    chosen = select(CheckIn.day, CheckIn.used).where(CheckIn.client_id == client.id)
    if since:
        chosen = chosen.where(CheckIn.day >= since)
    return {day: Used(used) for day, used in db.session.execute(chosen)}


def _uses(client: Person) -> Select[Use]:
    return select(Use).where(Use.client_id == client.id, Use.removed_at.is_(None))


def _check_ins(client: Person) -> Select[CheckIn]:
    return select(CheckIn).where(CheckIn.client_id == client.id)
