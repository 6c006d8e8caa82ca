"""Finding what a client's plan says."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from companion.accounts.models import Person
from companion.core.db import db, one_or_404
from companion.records.plan import rules, wording
from companion.records.plan.models import PlanComment, PlanKeeping, PlanLine, SafetyAnswer, WeekGoal
from companion.records.plan.rules import Part, Step


def lines_of(client: Person, part: Part | None = None) -> list[PlanLine]:
    """All that is in the plan, or one part of it, in the client's own order."""
    chosen = select(PlanLine).where(PlanLine.client_id == client.id, PlanLine.removed_at.is_(None))
    if part:
        chosen = chosen.where(PlanLine.part == part)
    return list(db.session.scalars(chosen.order_by(PlanLine.part, PlanLine.position, PlanLine.id)))


def reasons_of(client: Person) -> list[str]:
    """The client's own reasons, the most important first."""
    return [line.words for line in lines_of(client, Part.REASON)]


def line_of(client: Person, line_id: UUID, *, with_removed: bool = False) -> PlanLine:
    chosen = select(PlanLine).where(PlanLine.client_id == client.id, PlanLine.id == line_id)
    if not with_removed:
        chosen = chosen.where(PlanLine.removed_at.is_(None))
    return one_or_404(chosen)


def line_sent_as(client: Person, submission_id: UUID) -> PlanLine | None:
    """The line that this form made already, also if it was removed since."""
    return db.session.scalar(
        select(PlanLine).where(PlanLine.client_id == client.id, PlanLine.submission_id == submission_id)
    )


def places_of(client_id: UUID, part: Part) -> list[PlanLine]:
    """In order, with the removed ones, which keep their place. Two moves at once wait for each other."""
    return list(
        db.session.scalars(
            select(PlanLine)
            .where(PlanLine.client_id == client_id, PlanLine.part == part)
            .order_by(PlanLine.position, PlanLine.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    )


def trigger_words_of(client: Person) -> dict[str, str]:
    """The words for each chip of the client's own, also of those that are no longer in the plan."""
    chosen = select(PlanLine).where(PlanLine.client_id == client.id, PlanLine.part == Part.TRIGGER)
    return {rules.chip_of(line.id): _said(line) for line in db.session.scalars(chosen)}


def chips_of(client: Person, *, known: Collection[str], picked: Collection[str] = ()) -> dict[str, str]:
    """What the client can pick besides the ``known`` topics: what the plan holds now, and what was picked.

    By the value that is sent, with its words.
    """
    chosen = select(PlanLine).where(PlanLine.client_id == client.id, PlanLine.part == Part.TRIGGER)
    found = db.session.scalars(chosen.order_by(PlanLine.position, PlanLine.id))
    chips = [(rules.chip_of(line.id), line) for line in found]
    return {
        chip: _said(line)
        for chip, line in chips
        if chip in picked or (not line.removed_at and line.topic not in known)
    }


def answers_of(client: Person) -> dict[Step, SafetyAnswer]:
    """The safety plan: what the client wrote under each heading. One that was emptied is left out."""
    found = db.session.scalars(select(SafetyAnswer).where(SafetyAnswer.client_id == client.id))
    by_step = {answer.step: answer for answer in found if answer.words}
    return {step: by_step[step] for step in Step if step in by_step}


def answer_of(client: Person, step: Step) -> SafetyAnswer | None:
    return db.session.scalar(
        select(SafetyAnswer).where(SafetyAnswer.client_id == client.id, SafetyAnswer.step == step)
    )


def goals_of(client: Person, *, until: date) -> list[WeekGoal]:
    """Those of the last weeks, the newest first; ``until`` is the Monday of the newest."""
    chosen = select(WeekGoal).where(WeekGoal.client_id == client.id, WeekGoal.week_on <= until)
    found = db.session.scalars(chosen.order_by(WeekGoal.week_on.desc()).limit(rules.WEEKS_LISTED))
    return [goal for goal in found if goal.words]


def goal_of(client: Person, week_on: date) -> WeekGoal | None:
    return db.session.scalar(
        select(WeekGoal).where(WeekGoal.client_id == client.id, WeekGoal.week_on == week_on)
    )


def comments_of(client: Person) -> list[PlanComment]:
    """What the care team wrote and did not take back, the oldest first."""
    chosen = _comments(client).where(PlanComment.removed_at.is_(None))
    return list(db.session.scalars(chosen.order_by(PlanComment.made_at, PlanComment.id)))


def own_comment(author: Person, client: Person, comment_id: UUID) -> PlanComment:
    """Also one that was taken back. Another counselor's is not found."""
    chosen = _comments(client).where(PlanComment.author_id == author.id, PlanComment.id == comment_id)
    return one_or_404(chosen)


def comment_sent_as(client: Person, submission_id: UUID) -> PlanComment | None:
    return db.session.scalar(_comments(client).where(PlanComment.submission_id == submission_id))


def keeping_of(client: Person) -> PlanKeeping | None:
    """The choice to keep the plan on the phone, while it stands."""
    return db.session.scalar(
        select(PlanKeeping)
        .where(PlanKeeping.client_id == client.id, PlanKeeping.ended_at.is_(None))
        .order_by(PlanKeeping.chosen_at.desc())
        .limit(1)
    )


def last_change_of(client: Person) -> datetime | None:
    """When the client last wrote in either plan."""
    moments = [
        db.session.scalar(
            select(model.changed_at)
            .where(model.client_id == client.id)
            .order_by(model.changed_at.desc())
            .limit(1)
        )
        for model in (PlanLine, SafetyAnswer, WeekGoal)
    ]
    return max((one for one in moments if one), default=None)


def _comments(client: Person) -> Select[PlanComment]:
    return (
        select(PlanComment).options(joinedload(PlanComment.author)).where(PlanComment.client_id == client.id)
    )


def _said(line: PlanLine) -> str:
    return line.words or wording.said(line.part, line.topic)
