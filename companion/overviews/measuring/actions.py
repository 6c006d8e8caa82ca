"""Answering, with what has to follow from an answer in the same transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from companion.accounts.models import Person
from companion.records.alerts import actions as alerts
from companion.records.alerts.rules import Source
from companion.records.assessments import actions as assessments
from companion.records.assessments.models import Measure


def answer(measure: Measure, given: Mapping[str, int | None], *, client: Person, at: datetime) -> None:
    """An urgent answer opens an alert at once: the client may never come to the end of the questions."""
    assessments.answer(measure, given, by=client, at=at)
    if measure.is_urgent:
        alerts.open_alert(client, source=Source.PHQ9_ITEM9, subject_id=measure.id, at=at)
