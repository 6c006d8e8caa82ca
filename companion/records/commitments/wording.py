"""What fills a week, and its days, in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from companion.core.words import _l, weekday
from companion.records.commitments.rules import Kind

KINDS = {
    Kind.WORK: _l("Work"),
    Kind.SCHOOL: _l("School"),
    Kind.CHILDCARE: _l("Childcare"),
    Kind.WORSHIP: _l("Worship"),
    Kind.OTHER: _l("Something else"),
}
WEEKDAYS = (
    _l("Monday"),
    _l("Tuesday"),
    _l("Wednesday"),
    _l("Thursday"),
    _l("Friday"),
    _l("Saturday"),
    _l("Sunday"),
)
A_MONDAY = date(2024, 1, 1)


def short_days(days: Iterable[int]) -> str:
    """Such as "Mon, Wed"."""
    return ", ".join(weekday(A_MONDAY + timedelta(days=day)) for day in days)
