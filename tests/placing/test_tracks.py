from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from companion.audit.models import Event
from companion.core.db import db
from companion.programs import actions, moving, queries
from companion.programs.models import Enrolment, Track
from companion.records.schedule import queries as schedule
from companion.records.schedule.models import Appointment
from tests.cast import NOW, Cast
from tests.schedule.plans import days_from_now, person, plan_group

NOV_25 = date(2026, 11, 25)
A_DAY = timedelta(days=1)


@pytest.fixture
def day_track(context: Flask, cast: Cast) -> Track:
    return actions.create_track(cast.program, name="Day", minutes=720, by=person(cast.ada), at=NOW)


def move(cast: Cast, track: Track, on: date = NOV_25) -> Enrolment:
    return moving.move_to_track(person(cast.rosa), track, on=on, by=person(cast.cora), at=NOW)


def stays(client_id: UUID) -> list[Enrolment]:
    chosen = select(Enrolment).where(Enrolment.client_id == client_id).order_by(Enrolment.started_on)
    return list(db.session.scalars(chosen))


def test_the_old_stay_ends_the_day_before_the_new_one_begins(cast: Cast, day_track: Track) -> None:
    moved = move(cast, day_track)
    before, after = stays(cast.rosa)
    assert after is moved
    assert (before.track_id, before.ended_on) == (cast.track, NOV_25 - A_DAY)
    assert (after.track_id, after.started_on, after.ended_on) == (day_track.id, NOV_25, None)
    assert (after.planned_end_on, after.steps_down_from) == (before.planned_end_on, "residential")
    assert (before.required_minutes_per_week, after.required_minutes_per_week) == (540, 720)
    db.session.commit()
    event = db.session.scalars(select(Event).where(Event.action == "client:moved")).one()
    assert (event.client_id, event.subject_id, event.by_id) == (cast.rosa, after.id, cast.cora)


def test_no_day_has_both_tracks_and_none_has_neither(cast: Cast, day_track: Track) -> None:
    every_day = {"rule": "FREQ=DAILY", "until_on": date(2026, 12, 4)}
    plan_group(cast, title="Evening", **every_day)
    plan_group(cast, title="Day", track=day_track, **every_day)
    move(cast, day_track)
    found = schedule.appointments_of(person(cast.rosa), since=NOW, until=days_from_now(16))
    assert [one.title for one in found] == ["Evening"] * 7 + ["Day"] * 9
    assert len({one.starts_at for one in found}) == 16


def test_the_weeks_go_on_where_they_were(cast: Cast, day_track: Track) -> None:
    move(cast, day_track)
    db.session.expire_all()
    today, later = NOW.date(), date(2026, 12, 1)
    now, then = (queries.latest_enrolment(cast.rosa, on) for on in (today, later))
    assert now is not None
    assert then is not None
    assert (now.track.name, now.week_on(today), now.is_over_on(today)) == ("Evening", (5, 12), False)
    assert (then.track.name, then.week_on(later), then.began_on) == ("Day", (7, 12), date(2026, 10, 19))
    assert queries.count_enrolled(cast.program, NOV_25 - A_DAY) == 2
    assert queries.count_enrolled(cast.program, NOV_25) == 2


def test_a_stay_after_a_gap_is_a_new_one(cast: Cast, context: Flask) -> None:
    first = stays(cast.rosa)[0]
    first.ended_on = date(2026, 11, 1)
    for started_on, began_on in (
        (date(2026, 11, 2), first.started_on),
        (date(2026, 11, 3), date(2026, 11, 3)),
    ):
        next_stay = Enrolment(started_on=started_on, planned_end_on=date(2027, 2, 1))
        next_stay.continue_from(first)
        assert next_stay.began_on == began_on


def test_a_move_that_is_sent_twice_is_one_move(cast: Cast, day_track: Track) -> None:
    assert move(cast, day_track) is move(cast, day_track)
    assert len(stays(cast.rosa)) == 2


def test_a_stay_that_begins_that_day_changes_its_track(cast: Cast, day_track: Track) -> None:
    move(cast, day_track)
    third = actions.create_track(cast.program, name="Weekend", minutes=300, by=person(cast.ada), at=NOW)
    moved = move(cast, third)
    assert [stay.track_id for stay in stays(cast.rosa)] == [cast.track, third.id]
    assert moved.required_minutes_per_week == 300


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 10, 18), "Pick a day of the stay, from Mon, Oct 19 to Sun, Jan 10."),
        (date(2027, 1, 11), "Pick a day of the stay, from Mon, Oct 19 to Sun, Jan 10."),
    ],
)
def test_a_day_outside_of_the_stay_is_refused(cast: Cast, day_track: Track, on: date, said: str) -> None:
    with pytest.raises(moving.CannotMove) as refused:
        move(cast, day_track, on)
    assert str(refused.value) == said
    assert len(stays(cast.rosa)) == 1


def test_the_same_track_is_refused(cast: Cast, context: Flask) -> None:
    with pytest.raises(moving.CannotMove, match="the track they are in already"):
        move(cast, db.session.get_one(Track, cast.track))


def test_a_stay_that_ended_is_refused(cast: Cast, day_track: Track) -> None:
    stays(cast.rosa)[0].ended_on = date(2026, 11, 4)
    with pytest.raises(moving.CannotMove, match=r"The stay ended on Wed, Nov 4\."):
        move(cast, day_track)


def test_the_groups_that_others_have_do_not_move(cast: Cast, day_track: Track) -> None:
    plan_group(cast)
    move(cast, day_track)
    omar = schedule.appointments_of(person(cast.omar), since=NOW, until=days_from_now(14))
    assert len(omar) == len(
        db.session.scalars(
            select(Appointment).where(Appointment.starts_at >= NOW, Appointment.starts_at < days_from_now(14))
        ).all()
    )
