"""What changed in the demo's schedule: a group that moved, and a day on which none meets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from companion.demo.content import read
from companion.demo.people import Clinic
from companion.records.schedule import actions, plans
from companion.records.schedule.models import Series


def change(clinic: Clinic, groups: Sequence[Series]) -> None:
    """Told yesterday, so that clients find it marked."""
    about, days = read("clinic")["changes"], clinic.days
    at = days.now - timedelta(days=1)
    moving = next(group for group in groups if group.title == about["moved_title"])
    session = next(
        one for one in plans.appointments_in(moving) if one.starts_at > days.now + timedelta(days=2)
    )
    earlier = timedelta(hours=about["earlier_by_hours"])
    values = {"starts_at": session.starts_at - earlier, "ends_at": session.ends_at - earlier}
    actions.change(session, {**values, "place": about["moved_to"]}, by=clinic.admin, at=at)
    day = days.today + timedelta(days=about["day_off_in_days"])
    while day.weekday() != about["day_off_weekday"]:
        day += timedelta(days=1)
    actions.add_holiday(clinic.program.id, day, about["day_off"], zone=days.zone, by=clinic.admin, at=at)
