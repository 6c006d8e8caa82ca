"""When a client began, how long the stay is planned, and on which days there are entries."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from companion.demo.content import read
from companion.demo.days import Days

USUAL_WEEKS = (8, 12, 12, 16)
TOLD_DAYS = 7
WEEKS_SINCE_DISCHARGE = 2
STEPS_DOWN_FROM = ("residential", "community", "partial_hospitalization", "outpatient", "inpatient")


@dataclass(frozen=True)
class Stay:
    started_on: date
    planned_end_on: date
    ended_on: date | None = None


def stay_of(situation: str, days: Days, rng: random.Random) -> Stay:
    """The demo client is in week 5 of 12, the new one begins today; the others are anywhere."""
    if situation == "dana":
        return _planned(
            days.ago(7 * (read("dana")["week"] - 1) + days.today.weekday()), read("dana")["weeks"]
        )
    if situation == "new":
        return _planned(days.today, 12)
    if situation == "discharged":
        ended_on = days.ago(7 * WEEKS_SINCE_DISCHARGE)
        started_on = ended_on - timedelta(weeks=12)
        return Stay(started_on, ended_on, ended_on)
    week = rng.randint(2, max(2, days.weeks * 3 // 2))
    started_on = days.ago(7 * (week - 1) + rng.randrange(7))
    return _planned(started_on, max(rng.choice(USUAL_WEEKS), week + 1))


def written_days(situation: str, stay: Stay, days: Days) -> tuple[date, date]:
    """The first and the last day on which entries are made up. The demo client's last ones are told."""
    last = stay.ended_on or days.ago(TOLD_DAYS if situation == "dana" else 0)
    return max(stay.started_on, days.first), last


def _planned(started_on: date, weeks: int) -> Stay:
    return Stay(started_on, started_on + timedelta(weeks=weeks))
