"""Single sessions and whole series are changed; what was before is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from companion.core.db import db
from companion.records.schedule import actions, planning, plans, recurrence
from companion.records.schedule.models import Appointment, Change, Series
from tests.cast import NOW, ZONE, Cast
from tests.schedule.plans import MONDAY, THURSDAY, WEDNESDAY, book, days_from_now, person, plan_group

pytestmark = pytest.mark.usefixtures("context")


def sessions(series: Series) -> list[Appointment]:
    db.session.flush()
    return plans.appointments_in(series)


def local(appointment: Appointment) -> datetime:
    return appointment.starts_at.astimezone(ZoneInfo(ZONE)).replace(tzinfo=None)


def history(appointment: Appointment) -> list[Change]:
    db.session.flush()
    return plans.history_of(appointment)


def test_a_moved_session_keeps_what_it_was_and_who_moved_it(cast: Cast) -> None:
    group = sessions(plan_group(cast))[1]
    was = group.starts_at
    values = {"starts_at": was + timedelta(hours=1), "ends_at": was + timedelta(hours=4), "place": "Room 9"}
    assert actions.change(group, values, by=person(cast.wes), at=NOW)
    (change,) = history(group)
    assert (change.starts_at, change.place, change.by_id) == (was, "Room 2, 12 Main Street", cast.wes)
    assert (group.starts_at, group.place, group.sequence) == (was + timedelta(hours=1), "Room 9", 1)
    assert (group.planned_at, group.changed_at) == (was, NOW)


def test_saving_the_same_again_is_no_change(cast: Cast) -> None:
    group = sessions(plan_group(cast))[1]
    assert not actions.change(group, {"place": group.place}, by=person(cast.cora), at=NOW)
    assert history(group) == []
    assert group.sequence == 0


def test_what_has_begun_cannot_be_moved(cast: Cast) -> None:
    appointment = book(cast, NOW)
    with pytest.raises(actions.AlreadyBegun):
        actions.change(appointment, {"place": "Room 9"}, by=person(cast.cora), at=NOW)


def test_the_new_facilitator_is_the_one_that_is_shown(cast: Cast) -> None:
    appointment = book(cast, days_from_now(2))
    assert appointment.facilitator.name == "Cora Counselor"
    actions.change(appointment, {"facilitator_id": cast.wes}, by=person(cast.cora), at=NOW)
    assert appointment.facilitator.name == "Wes Counselor"


def test_a_cancelled_session_can_take_place_after_all(cast: Cast) -> None:
    group = sessions(plan_group(cast))[1]
    actions.cancel(group, by=person(cast.cora), at=NOW)
    actions.restore(group, by=person(cast.cora), at=NOW)
    actions.restore(group, by=person(cast.cora), at=NOW)
    assert group.cancelled_at is None
    assert [change.was_cancelled for change in history(group)] == [False, True]
    assert group.sequence == 2


def test_later_sessions_get_the_new_time_and_the_earlier_ones_stay(cast: Cast) -> None:
    series = plan_group(cast, until_on=date(2026, 12, 2))
    found = sessions(series)
    new = planning.take_over(
        found[3], facilitator=person(cast.wes), by=person(cast.cora), at=NOW, **plan(time(17))
    )
    assert [local(one).time() for one in sessions(series)] == [time(18)] * 3
    later = sessions(new)
    assert later == found[3:]
    assert {local(one).time() for one in later} == {time(17)}
    assert {one.facilitator_id for one in later} == {cast.wes}
    assert (new.follows_id, series.until_on) == (series.id, date(2026, 11, 22))
    assert all(history(one) for one in later)


def test_other_days_cancel_those_left_out_and_add_the_new(cast: Cast) -> None:
    series = plan_group(cast, until_on=date(2026, 12, 2))
    first = sessions(series)[3]
    rule = recurrence.weekly([MONDAY, THURSDAY])
    new = planning.take_over(
        first, facilitator=person(cast.cora), by=person(cast.cora), at=NOW, **plan(time(18), rule=rule)
    )
    held = [local(one).date() for one in sessions(new) if one.cancelled_at is None]
    off = [local(one).date() for one in sessions(new) if one.cancelled_at]
    assert held == [date(2026, 11, day) for day in (23, 26, 30)]
    assert off == [date(2026, 11, 25), date(2026, 12, 2)]


def test_a_plan_without_any_session_is_refused(cast: Cast) -> None:
    first = sessions(plan_group(cast))[3]
    with pytest.raises(planning.NothingLeft):
        planning.take_over(
            first, facilitator=person(cast.cora), by=person(cast.cora), at=NOW, **plan(time(18), wanted=[])
        )


def test_planning_the_same_again_changes_nothing(cast: Cast) -> None:
    series = plan_group(cast)
    wanted = planning.occurrences_of(series)
    assert not planning.replan(series, wanted, by=person(cast.cora), at=NOW)
    assert db.session.scalars(select(Change)).all() == []


def test_a_session_is_moved_dropped_added_and_brought_back_as_wanted(cast: Cast) -> None:
    series = plan_group(cast, until_on=date(2026, 11, 30))
    actions.cancel(sessions(series)[4], by=person(cast.cora), at=NOW)
    there = sessions(series)
    wanted = [one.as_occurrence() for one in there]
    moved = replace(wanted[2], starts_at=wanted[2].starts_at + timedelta(hours=1))
    late = wanted[-1].planned_at + timedelta(days=1)
    extra = replace(wanted[-1], planned_at=late, starts_at=late, ends_at=late + timedelta(hours=1))
    back = replace(wanted[4], is_cancelled=False)
    planning.replan(
        series, [wanted[0], wanted[1], moved, back, wanted[5], extra], by=person(cast.cora), at=NOW
    )
    found = sessions(series)
    assert len(found) == len(there) + 1
    assert found[2].starts_at == moved.starts_at
    assert [one.cancelled_at is not None for one in found] == [
        False,
        False,
        False,
        True,
        False,
        False,
        True,
        False,
    ]
    assert not planning.replan(series, [one.as_occurrence() for one in found], by=person(cast.cora), at=NOW)


def test_a_session_that_moved_within_its_day_is_the_same_session(cast: Cast) -> None:
    series = plan_group(cast, rule=recurrence.weekly([WEDNESDAY]), starts_on=date(2026, 11, 25))
    before = [one.id for one in sessions(series)]
    series.starts_at = time(10)
    planning.replan(series, planning.occurrences_of(series), by=person(cast.cora), at=NOW)
    assert [one.id for one in sessions(series)] == before
    assert {local(one).time() for one in sessions(series)} == {time(10)}


def test_a_holiday_cancels_the_groups_of_its_day_and_nothing_else(cast: Cast) -> None:
    series = plan_group(cast)
    alone = book(cast, days_from_now(7))
    about = {"zone": ZONE, "by": person(cast.cora), "at": NOW}
    holiday = actions.add_holiday(cast.program, date(2026, 11, 25), "A day off", **about)
    off = [one for one in sessions(series) if one.cancelled_at]
    assert [(local(one).date(), one.holiday_id) for one in off] == [(date(2026, 11, 25), holiday.id)]
    assert alone.cancelled_at is None
    actions.remove_holiday(holiday, by=person(cast.cora), at=NOW)
    assert [one for one in sessions(series) if one.cancelled_at] == []


def test_a_group_planned_later_knows_the_holiday_too(cast: Cast) -> None:
    about = {"zone": ZONE, "by": person(cast.cora), "at": NOW}
    holiday = actions.add_holiday(cast.program, date(2026, 11, 26), "Thanksgiving", **about)
    assert actions.add_holiday(cast.program, date(2026, 11, 26), "Thanks", **about).id == holiday.id
    series = plan_group(cast)
    off = [one for one in sessions(series) if one.cancelled_at]
    assert [local(one).date() for one in off] == [date(2026, 11, 26)]
    assert not planning.replan(series, planning.occurrences_of(series), by=person(cast.cora), at=NOW)


def test_who_and_which_room_is_taken_is_found_at_the_hour_only(cast: Cast) -> None:
    plan_group(cast, rule=recurrence.weekly([THURSDAY]), until_on=date(2026, 11, 26))
    six = datetime(2026, 11, 19, 23, tzinfo=NOW.tzinfo)

    def taken(start: datetime, facilitator: str = "cora", place: str = "") -> int:
        span, who = [(start, start + timedelta(hours=1))], getattr(cast, facilitator)
        return len(plans.clashing(cast.program, span, facilitator_id=who, place=place))

    assert taken(six) == taken(six + timedelta(hours=2)) == 1
    assert taken(six - timedelta(hours=1)) == taken(six + timedelta(hours=3)) == 0
    assert taken(six, "wes") == 0
    assert taken(six, "wes", "room 2, 12 MAIN street") == 1
    assert taken(six, "wes", "Room 3") == 0


def plan(clock: time, **changes: object) -> dict[str, object]:
    """The group of Cora's from November 23 on, at another time."""
    return {
        "title": "Evening group",
        "rule": recurrence.weekly([MONDAY, WEDNESDAY, THURSDAY]),
        "starts_at": clock,
        "minutes": 180,
        "starts_on": date(2026, 11, 23),
        "until_on": date(2026, 12, 2),
        "place": "Room 2, 12 Main Street",
        "video_link": "",
    } | changes
