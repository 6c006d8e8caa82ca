"""The path itself, on a real database."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from companion.access import leaving
from companion.access import queries as access
from companion.core.db import db
from companion.overviews.asking import actions as asking
from companion.overviews.stepping import actions as stepping
from companion.programs import actions as programs
from companion.programs import moving
from companion.programs.models import Enrolment, Track
from companion.programs.path import actions, queries
from companion.programs.path.actions import CannotStep, Step
from companion.programs.path.rules import Kind, Level, Reason
from companion.records.alerts import actions as alerts
from companion.records.alerts import queries as alert_queries
from companion.records.alerts import telling
from companion.records.alerts.rules import Source
from companion.records.enquiries.rules import Outcome
from companion.records.schedule import actions as schedule
from companion.records.schedule import queries as sessions
from tests.cast import NOW, Cast
from tests.house.front_door import open_enquiry
from tests.stepping.walks import A_DAY, TODAY, discharge, kinds, path, person

STAY = {
    "started_on": TODAY,
    "planned_end_on": TODAY + timedelta(weeks=8),
    "required_minutes_per_week": 540,
    "steps_down_from": "community",
}


def test_enrolling_and_another_track_are_steps(context: Flask, cast: Cast) -> None:
    cora = person(cast.cora)
    track = programs.create_track(cast.program, name="Day", minutes=720, by=cora, at=NOW)
    actions.name_phases(track, ["Beginning", "Middle"], by=cora, at=NOW)
    moving.move_to_track(person(cast.rosa), track, on=TODAY, by=cora, at=NOW)
    steps = path(cast).steps
    assert [(one.kind, one.on_day, one.track and one.track.name) for one in steps] == [
        (Kind.ENROLLED, date(2026, 10, 19), "Evening"),
        (Kind.MOVED, TODAY, "Day"),
    ]
    assert steps[0].level == Level.INTENSIVE_OUTPATIENT


def test_a_step_down_changes_hours_from_that_day_and_is_taken_once(context: Flask, cast: Cast) -> None:
    rosa, cora, sent = person(cast.rosa), person(cast.cora), uuid4()
    down = Step(kind=Kind.STEPPED_DOWN, on=TODAY, level=Level.OUTPATIENT)
    for _turn in range(2):
        stepping.step(rosa, down, minutes=180, submission=sent, by=cora, at=NOW)
    db.session.commit()
    assert kinds(cast) == [Kind.ENROLLED, Kind.STEPPED_DOWN]
    assert path(cast).level == Level.OUTPATIENT
    stays = queries.stays_of(rosa)
    assert [(one.required_minutes_per_week, one.ended_on) for one in stays] == [
        (540, TODAY - A_DAY),
        (180, None),
    ]


@pytest.mark.parametrize(
    ("step", "says"),
    [
        (Step(kind=Kind.ASSESSED, on=TODAY), "does not follow"),
        (Step(kind=Kind.STEPPED_DOWN, on=date(2026, 10, 1), level=Level.OUTPATIENT), "Oct 19"),
        (Step(kind=Kind.STEPPED_UP, on=TODAY, level=Level.OUTPATIENT), "the other way"),
    ],
)
def test_a_step_that_does_not_follow_is_refused(context: Flask, cast: Cast, step: Step, says: str) -> None:
    with pytest.raises(CannotStep, match=says):
        actions.take(person(cast.rosa), step, submission=uuid4(), by=person(cast.cora), at=NOW)
    assert kinds(cast) == [Kind.ENROLLED]


def test_a_last_day_today_ends_access_in_the_same_act(context: Flask, cast: Cast) -> None:
    discharge(cast)
    rosa, cora = person(cast.rosa), person(cast.cora)
    assert kinds(cast) == [Kind.ENROLLED, Kind.DISCHARGED, Kind.ALUMNI]
    assert path(cast).is_alumni_on(TODAY)
    assert access.clients_of(cora, NOW) == []
    assert access.care_team_of(rosa, NOW) == []
    stay = db.session.scalars(select(Enrolment).where(Enrolment.client_id == cast.rosa)).one()
    assert (stay.ended_on, stay.end_note) == (TODAY, "Go well, Rosa")


def test_a_later_last_day_counts_in_full_and_nothing_has_to_run(context: Flask, cast: Cast) -> None:
    discharge(cast, TODAY + 7 * A_DAY)
    cora = person(cast.cora)
    # The day is the program's: in New York it ends five hours after midnight UTC.
    late = NOW.replace(hour=4, minute=59) + timedelta(days=8)
    assert [one.id for one in access.clients_of(cora, late)] == [cast.rosa]
    assert access.clients_of(cora, late + timedelta(minutes=1)) == []
    assert not access.is_alumni(person(cast.rosa), late)
    assert access.is_alumni(person(cast.rosa), late + timedelta(minutes=1))


def test_a_last_day_can_be_taken_back_before_it_is_over(context: Flask, cast: Cast) -> None:
    discharge(cast, TODAY + 7 * A_DAY)
    leaving.take_back(person(cast.rosa), by=person(cast.cora), at=NOW + A_DAY)
    db.session.commit()
    assert kinds(cast) == [Kind.ENROLLED]
    assert [one.ended_on for one in queries.stays_of(person(cast.rosa))] == [None]
    assert [one.id for one in access.clients_of(person(cast.cora), NOW + timedelta(days=30))] == [cast.rosa]


def test_a_planned_change_of_track_holds_nobody_back(context: Flask, cast: Cast) -> None:
    cora = person(cast.cora)
    track = programs.create_track(cast.program, name="Day", minutes=720, by=cora, at=NOW)
    moving.move_to_track(person(cast.rosa), track, on=TODAY + 5 * A_DAY, by=cora, at=NOW)
    discharge(cast)
    assert [one.ended_on for one in queries.stays_of(person(cast.rosa))] == [TODAY, TODAY]
    leaving.take_back(person(cast.rosa), by=cora, at=NOW)
    assert [one.ended_on for one in queries.stays_of(person(cast.rosa))] == [TODAY + 4 * A_DAY, None]


def test_own_sessions_after_the_last_day_are_cancelled(context: Flask, cast: Cast) -> None:
    rosa, cora = person(cast.rosa), person(cast.cora)
    about = {"title": "One-to-one", "minutes": 50, "facilitator": cora, "by": cora, "at": NOW}
    starts = [NOW + timedelta(days=days) for days in (1, 3)]
    for at in starts:
        schedule.book(rosa, starts_at=at, **about)  # type: ignore[arg-type]  # as the tests change them
    last = Step(kind=Kind.DISCHARGED, on=TODAY + 2 * A_DAY, reason=Reason.MOVED)
    stepping.discharge(rosa, last, submission=uuid4(), by=cora, at=NOW)
    found = sessions.appointments_of(rosa, since=NOW, until=NOW + timedelta(days=9))
    assert [bool(one.cancelled_at) for one in found] == [False, True]


def test_an_open_alert_is_answered_first(context: Flask, cast: Cast) -> None:
    rosa, cora = person(cast.rosa), person(cast.cora)
    alerts.open_alert(rosa, source=Source.HELP_NOW, subject_id=uuid4(), at=NOW)
    last = Step(kind=Kind.DISCHARGED, on=TODAY, reason=Reason.MOVED)
    with pytest.raises(CannotStep, match="alert is still open"):
        stepping.discharge(rosa, last, submission=uuid4(), by=cora, at=NOW)


def test_nobody_is_told_of_an_alumni_client(context: Flask, cast: Cast) -> None:
    discharge(cast)
    rosa = person(cast.rosa)
    assert telling.recipients_of(rosa, NOW) == []
    alerts.open_alert(rosa, source=Source.HELP_NOW, subject_id=uuid4(), at=NOW)
    assert alert_queries.count_without_team(cast.program, NOW) == 0


def test_who_comes_back_begins_a_new_row(context: Flask, cast: Cast) -> None:
    discharge(cast)
    rosa, later = person(cast.rosa), NOW + timedelta(days=40)
    leaving.bring_in(rosa, person(cast.wes), by=person(cast.ada), at=later)
    assert cast.rosa in {one.id for one in access.clients_of(person(cast.wes), later)}
    assert not access.is_alumni(rosa, later)
    track = db.session.get_one(Track, cast.track)
    stay = STAY | {"started_on": TODAY + 41 * A_DAY, "planned_end_on": TODAY + 90 * A_DAY}
    programs.enrol_known(rosa, track, stay, submission=uuid4(), by=person(cast.wes), at=later)
    db.session.commit()
    assert kinds(cast)[-2:] == [Kind.REFERRED, Kind.ENROLLED]
    assert len(queries.stays_of(rosa)) == 2
    assert access.clients_of(person(cast.cora), later) == []


def test_a_request_for_help_that_became_a_client_is_the_first_step(context: Flask, cast: Cast) -> None:
    enquiry = open_enquiry(cast, at=NOW - timedelta(days=50))
    about = {"words": "", "submission": uuid4(), "by": person(cast.cora), "at": NOW}
    asking.close(enquiry, Outcome.ENROLLED, client=person(cast.rosa), **about)  # type: ignore[arg-type]  # as the tests change them
    assert kinds(cast) == [Kind.REFERRED, Kind.ENROLLED]
    assert path(cast).steps[0].on_day == (NOW - timedelta(days=50)).date()
    actions.came_from_request(person(cast.rosa), TODAY, by=person(cast.cora), at=NOW)
    assert kinds(cast) == [Kind.REFERRED, Kind.ENROLLED]


def test_a_phase_that_is_gone_stays_in_the_steps_that_had_it(context: Flask, cast: Cast) -> None:
    track, ada = db.session.get_one(Track, cast.track), person(cast.ada)
    actions.name_phases(track, ["Beginning", "Middle"], by=ada, at=NOW)
    first = queries.phases_of(track)[0]
    step = Step(kind=Kind.STEPPED_DOWN, on=TODAY, phase=first)
    actions.take(person(cast.rosa), step, submission=uuid4(), by=ada, at=NOW)
    actions.name_phases(track, ["Middle", "Step-down"], by=ada, at=NOW)
    db.session.commit()
    assert [phase.name for phase in queries.phases_of(track)] == ["Middle", "Step-down"]
    last = path(cast).last
    assert last and last.phase and last.phase.name == "Beginning"
