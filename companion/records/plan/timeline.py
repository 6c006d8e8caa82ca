"""What changed in a client's plan, and what the care team said about it, to page through: newest first."""

from __future__ import annotations

from sqlalchemy.orm import joinedload

from companion.accounts.models import Person
from companion.core.keyset import Listed
from companion.records.plan.models import PlanComment, PlanLine, SafetyAnswer, WeekGoal


def lines_listed(client: Person) -> Listed[PlanLine]:
    """What is in the plan, by when it was last changed."""
    kept = (PlanLine.client_id == client.id, PlanLine.removed_at.is_(None))
    return Listed(PlanLine, PlanLine.changed_at, PlanLine.id, kept)


def answers_listed(client: Person) -> Listed[SafetyAnswer]:
    """The headings of the safety plan; one that was emptied is left out."""
    kept = (SafetyAnswer.client_id == client.id, SafetyAnswer.words_sealed.is_not(None))
    return Listed(SafetyAnswer, SafetyAnswer.changed_at, SafetyAnswer.id, kept)


def goals_listed(client: Person) -> Listed[WeekGoal]:
    kept = (WeekGoal.client_id == client.id, WeekGoal.words_sealed.is_not(None))
    return Listed(WeekGoal, WeekGoal.changed_at, WeekGoal.id, kept)


def comments_listed(client: Person) -> Listed[PlanComment]:
    kept = (PlanComment.client_id == client.id, PlanComment.removed_at.is_(None))
    return Listed(PlanComment, PlanComment.made_at, PlanComment.id, kept, (joinedload(PlanComment.author),))
