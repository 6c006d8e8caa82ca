"""Hours and weeks of a stay.

Source: intensive outpatient care is 9 or more structured hours a week for adults (ASAM Level 2.1;
SAMHSA Advisory 2021). The hours that a client needs are data: this is only the value to start from.
"""

from __future__ import annotations

from datetime import date, timedelta

DEFAULT_MINUTES_PER_WEEK = 540
MOST_HOURS_PER_WEEK = 50
DAYS_A_WEEK = 7
A_DAY = timedelta(days=1)
USUAL_NOTICE_HOURS = 24
STEPS_DOWN_FROM = (
    "community",
    "outpatient",
    "partial_hospitalization",
    "residential",
    "inpatient",
    "withdrawal",
)


def week_of_stay(started_on: date, planned_end_on: date, day: date) -> tuple[int, int]:
    """Which week of how many: (1, 12) on the first day of twelve weeks. Never below 1."""
    weeks = max(1, -(-(planned_end_on - started_on).days // DAYS_A_WEEK))
    return max(1, (day - started_on).days // DAYS_A_WEEK + 1), weeks


def follows(ended_on: date | None, started_on: date) -> bool:
    """Whether one stay goes on where another ended: no day in both, none in neither."""
    return ended_on is not None and started_on - ended_on == A_DAY
