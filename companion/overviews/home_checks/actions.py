"""The home check, and the review by a person that a worrying answer asks for, in one transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from companion.accounts.models import Person
from companion.records.alerts import actions as alerts
from companion.records.alerts.rules import Source
from companion.records.home import actions as home
from companion.records.home import rules
from companion.records.home.models import HomeCheck
from companion.records.home.rules import Answers, Review
from companion.records.schedule import queries as schedule
from companion.records.tasks import actions as tasks
from companion.records.tasks.rules import Kind


def answer(client: Person, *, submission: UUID, answers: Answers, at: datetime) -> HomeCheck:
    check = home.answer(client, submission=submission, answers=answers, at=at)
    review = rules.review(check.answers, **_days(client, at))
    if review:
        _ask_for(review, client, check, at)
    if check.is_urgent:
        alerts.open_alert(client, source=Source.HOME_CHECK, subject_id=check.id, at=at)
    return check


def _days(client: Person, at: datetime) -> dict[str, Any]:
    zone = ZoneInfo(client.zone)
    session = schedule.next_appointment_of(client, at)
    next_session_on = session.starts_at.astimezone(zone).date() if session else None
    return {"today": at.astimezone(zone).date(), "next_session_on": next_session_on}


def _ask_for(review: Review, client: Person, check: HomeCheck, at: datetime) -> None:
    """One task for a check, with the gravest of its reasons; all answers stand on the page of the check."""
    reason = review.reasons[0].value
    tasks.open_task(
        client, kind=Kind.HOME_CHECK, reason=reason, due_on=review.due_on, subject_id=check.id, at=at
    )
