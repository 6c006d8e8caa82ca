from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from companion.audit import trail
from companion.audit.models import Event
from companion.core.db import db
from companion.programs.models import Enrolment, Program
from companion.records.attendance import actions, queries
from companion.records.attendance.models import Attendance, Taught
from companion.records.attendance.rules import Status
from companion.records.schedule import rules as schedule_rules
from companion.records.schedule.models import Appointment
from tests.attendance.marks import SIX_PM, group, mark
from tests.cast import NOW, ZONE, Cast
from tests.schedule.plans import counted, days_from_now, person

pytestmark = pytest.mark.usefixtures("context")
MONDAY = date(2026, 11, 16)


def attended(cast: Cast, monday: date) -> int:
    return queries.attended_minutes_by_client([cast.rosa], monday).get(cast.rosa, 0)


@pytest.fixture
def wednesday(cast: Cast) -> Appointment:
    return group(cast)


def test_a_mark_says_who_when_and_how_long(cast: Cast, wednesday: Appointment) -> None:
    row = mark(cast, wednesday, Status.LATE, minutes_missed=20)
    assert (row.client_id, row.status, row.minutes, row.minutes_missed) == (cast.rosa, "late", 160, 20)
    assert (row.marked_by, row.marked_at) == (cast.cora, SIX_PM + timedelta(minutes=10))
    assert (row.counts_on, row.led_by, row.starts_at) == (date(2026, 11, 18), cast.cora, SIX_PM)
    db.session.commit()
    event = db.session.scalars(select(Event).where(Event.action == "attendance:marked")).one()
    assert (event.client_id, event.by_id, event.facts) == (cast.rosa, cast.cora, {"status": "late"})


def test_the_same_mark_again_changes_nothing(cast: Cast, wednesday: Appointment) -> None:
    first = mark(cast, wednesday, Status.HERE)
    again = mark(cast, wednesday, Status.HERE, by=person(cast.wes), at=days_from_now(1))
    assert again is first
    assert (first.marked_by, trail.versions_of(first)) == (cast.cora, [])


def test_a_correction_keeps_what_it_said_and_who_said_it(cast: Cast, wednesday: Appointment) -> None:
    row = mark(cast, wednesday, Status.ABSENT)
    later = days_from_now(1)
    mark(cast, wednesday, Status.LATE, minutes_missed=30, by=person(cast.wes), at=later)
    assert (row.status, row.minutes, row.marked_by, row.marked_at) == ("late", 150, cast.wes, later)
    ((replaced_at, said),) = trail.versions_of(row)
    assert (replaced_at, said["status"], said["marked_by"]) == (later, "absent", str(cast.cora))
    assert said["marked_at"] == (SIX_PM + timedelta(minutes=10)).isoformat()


def test_an_undone_mark_stays_in_the_history_of_the_next_one(cast: Cast, wednesday: Appointment) -> None:
    actions.clear(mark(cast, wednesday, Status.ABSENT), by=person(cast.wes), at=SIX_PM)
    assert queries.attendances_at(wednesday.id) == {}
    row = mark(cast, wednesday, Status.HERE)
    assert [said["status"] for _, said in trail.versions_of(row)] == ["absent"]
    actions.clear(row, by=person(cast.cora), at=SIX_PM)
    actions.clear(row, by=person(cast.cora), at=SIX_PM)
    assert len(trail.versions_of(row)) == 2


def test_attendance_opens_half_an_hour_before_and_never_closes(cast: Cast, wednesday: Appointment) -> None:
    with pytest.raises(actions.TooEarly):
        mark(cast, wednesday, Status.HERE, at=SIX_PM - timedelta(minutes=31))
    mark(cast, wednesday, Status.HERE, at=SIX_PM - timedelta(minutes=30))
    mark(cast, wednesday, Status.ABSENT, at=SIX_PM + timedelta(days=400))


def test_a_cancelled_session_takes_no_mark_and_no_skill(cast: Cast) -> None:
    cancelled = group(cast, cancelled_at=NOW)
    with pytest.raises(actions.NotHeld):
        mark(cast, cancelled, Status.HERE)
    with pytest.raises(actions.NotHeld):
        actions.teach(cancelled, "halt", by=person(cast.cora), at=SIX_PM)
    assert not db.session.scalars(select(Attendance)).all()


def test_a_make_up_counts_for_the_week_it_makes_up(cast: Cast) -> None:
    missed = group(cast, NOW - timedelta(days=3, hours=3))  # Sunday
    instead = group(cast, NOW - timedelta(days=2), minutes=90)  # Monday, the next week
    absent = mark(cast, missed, Status.ABSENT)
    row = mark(cast, instead, Status.HERE, makes_up=missed)
    assert (absent.counts_on, row.counts_on) == (date(2026, 11, 15), date(2026, 11, 15))
    assert (attended(cast, MONDAY - timedelta(weeks=1)), attended(cast, MONDAY)) == (90, 0)
    mark(cast, instead, Status.LATE, minutes_missed=30)
    assert (row.makes_up_id, attended(cast, MONDAY - timedelta(weeks=1))) == (missed.id, 60)
    assert queries.attended_days_of(person(cast.rosa), MONDAY, MONDAY) == [(MONDAY, 60)]


def test_the_week_is_the_programs_and_not_utc_s(cast: Cast) -> None:
    """Sunday at 9 PM in New York is Monday in UTC."""
    sunday = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
    mark(cast, group(cast, sunday, minutes=60), Status.HERE)
    assert (attended(cast, MONDAY - timedelta(weeks=1)), attended(cast, MONDAY)) == (60, 0)


@pytest.mark.parametrize("day", [date(2026, 10, 26), date(2026, 11, 2), date(2027, 3, 8), date(2027, 3, 15)])
def test_six_to_nine_is_three_hours_in_every_week_around_a_change_of_clocks(cast: Cast, day: date) -> None:
    for number in (0, 2, 6):
        on = day + timedelta(days=number)
        begins, ends = (schedule_rules.at(on, time(hour), ZONE) for hour in (18, 21))
        mark(cast, group(cast, begins, ends_at=ends), Status.HERE)
    assert attended(cast, day) == 3 * 180


def test_the_clock_of_a_client(cast: Cast, wednesday: Appointment) -> None:
    program = db.session.get_one(Program, cast.program)
    program.allowed_misses, program.misses_weeks = 3, 4
    mark(cast, group(cast, NOW - timedelta(days=2)), Status.HERE)
    mark(cast, group(cast, NOW - timedelta(days=6)), Status.ABSENT)
    mark(cast, wednesday, Status.LATE, minutes_missed=15)
    clock = queries.clock_of(person(cast.rosa), NOW)
    assert clock is not None
    assert (clock.attended_minutes, clock.required_minutes) == (345, 540)
    assert (clock.misses_used, clock.misses_left) == (1, 2)
    assert (clock.week, clock.weeks, clock.steps_down_on) == (5, 12, date(2027, 1, 11))
    stay = db.session.scalars(select(Enrolment).where(Enrolment.client_id == cast.rosa)).one()
    stay.ended_on = date(2026, 11, 17)
    assert queries.clock_of(person(cast.rosa), NOW) is None


def test_clocks_cost_the_same_for_one_and_for_two(cast: Cast, wednesday: Appointment) -> None:
    mark(cast, wednesday, Status.HERE)
    said = []
    for clients in ([person(cast.rosa)], [person(cast.rosa), person(cast.omar)]):
        with counted() as selects:
            assert len(queries.clocks_of(clients, NOW)) == len(clients)
        said.append(len(selects))
    assert said[0] == said[1] <= 4


def test_last_met_is_the_newest_session_she_came_to_with_that_counselor(cast: Cast) -> None:
    mark(cast, group(cast, NOW - timedelta(days=7)), Status.LEFT_EARLY, minutes_missed=10)
    mark(cast, group(cast, NOW - timedelta(days=5)), Status.ABSENT)
    mark(cast, group(cast, NOW - timedelta(days=3), facilitator_id=cast.wes), Status.HERE)
    ids = [cast.rosa, cast.omar]
    found = queries.last_attended_by_client(ids, person(cast.cora))
    assert found == {cast.rosa: NOW - timedelta(days=7)}
    mark(cast, group(cast, NOW - timedelta(days=1)), Status.EXCUSED, client=person(cast.omar))
    assert queries.last_attended_by_client(ids, person(cast.cora))[cast.omar] is None


def test_a_letter_s_days_are_those_on_which_she_came(cast: Cast) -> None:
    for days, status in ((10, Status.HERE), (8, Status.ABSENT), (3, Status.EXCUSED), (1, Status.HERE)):
        mark(cast, group(cast, NOW - timedelta(days=days), minutes=60), status)
    mark(cast, group(cast, NOW - timedelta(days=1, hours=4), minutes=50), Status.HERE)
    days = queries.attended_days_of(person(cast.rosa), date(2026, 11, 8), date(2026, 11, 17))
    assert days == [(date(2026, 11, 8), 60), (date(2026, 11, 17), 110)]
    assert queries.attended_days_of(person(cast.omar), date(2026, 11, 8), date(2026, 11, 17)) == []


def test_a_skill_is_taught_once_and_can_be_taken_back(cast: Cast, wednesday: Appointment) -> None:
    first = actions.teach(wednesday, "halt", by=person(cast.cora), at=SIX_PM)
    assert actions.teach(wednesday, "halt", by=person(cast.wes), at=days_from_now(1)) is first
    assert [row.skill_key for row in queries.taught_at(wednesday.id)] == ["halt"]
    actions.remove_taught(first, by=person(cast.cora), at=SIX_PM)
    assert db.session.scalars(select(Taught)).all() == []


def test_four_who_mark_the_same_client_at_once_leave_one_mark(context: Flask, cast: Cast) -> None:
    appointment_id = group(cast).id
    db.session.commit()
    together = threading.Barrier(4)

    def tap(number: int) -> None:
        together.wait()
        for _ in range(2):  # The second time is what the web does when two rows met.
            with context.app_context():
                try:
                    appointment = db.session.get_one(Appointment, appointment_id)
                    mark(cast, appointment, list(Status)[number])
                    db.session.commit()
                    return
                except IntegrityError:
                    db.session.rollback()
        raise AssertionError("A tap was lost.")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(tap, range(4)))
    row = db.session.scalars(select(Attendance)).one()
    kept = [said["status"] for _, said in trail.versions_of(row)]
    assert sorted([row.status, *kept]) == sorted(list(Status)[:4])
