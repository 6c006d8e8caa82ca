"""Staff are told again at the program's interval, only while they are at work, until somebody has acted."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from companion import working
from companion.access import actions as access
from companion.core.db import db
from companion.outbox import worker
from companion.outbox.models import Message
from companion.outbox.transport import NotSent
from companion.programs.models import Program
from companion.records.alerts import jobs
from companion.records.alerts.rules import Act
from tests.alerts.staff import act, add_to_team, messages, open_one, person, set_hours, told
from tests.cast import NOW, Cast

HALF = timedelta(minutes=30)
SOON = timedelta(minutes=29)
FIVE_PM, SIX_PM = NOW, NOW + timedelta(hours=1)
NEXT_MORNING = NOW + timedelta(hours=15)


def run(now: datetime) -> None:
    """A worker's turn: queue what is due again, and send everything."""
    while jobs.tell_next_again(now):
        db.session.commit()
    while worker.work_once(now, sends):
        pass


def sends(message: Message) -> None:
    """Delivered."""


def fails(message: Message) -> None:
    raise NotSent


@pytest.fixture
def staffed(context: Flask, cast: Cast) -> Cast:
    set_hours(cast)
    return cast


def test_every_half_hour_until_the_day_ends_and_again_when_the_next_begins(staffed: Cast) -> None:
    open_one(staffed)
    times = []
    for minutes in range(0, 16 * 60, 5):
        before = len(messages())
        run(NOW + timedelta(minutes=minutes))
        times += [timedelta(minutes=minutes)] * (len(messages()) - before)
    assert times == [HALF, timedelta(hours=15), timedelta(hours=15, minutes=30)]


def test_what_is_opened_at_night_is_told_once_then_and_again_in_the_morning(staffed: Cast) -> None:
    night = NOW + timedelta(hours=6)
    open_one(staffed, at=night)
    for now in (night, night + HALF, NEXT_MORNING - timedelta(minutes=1)):
        run(now)
        assert told() == ["cora"]
    run(NEXT_MORNING)
    assert told() == ["cora", "cora"]


def test_the_program_chooses_the_interval(staffed: Cast) -> None:
    db.session.get_one(Program, staffed.program).alert_minutes = 10
    open_one(staffed)
    run(NOW + timedelta(minutes=9))
    assert len(messages()) == 1
    run(NOW + timedelta(minutes=10))
    assert len(messages()) == 2


def test_where_no_hours_are_known_the_first_notice_is_the_only_one(context: Flask, cast: Cast) -> None:
    open_one(cast)
    run(NOW + timedelta(hours=2))
    assert told() == ["cora"]


@pytest.mark.parametrize(
    ("step", "is_told_again"),
    [(None, True), (Act.NOT_REACH, True), (Act.CONTACT, False), (Act.ESCALATE, False), (Act.CLOSE, False)],
)
def test_it_goes_on_until_somebody_has_spoken_with_the_client(
    staffed: Cast, step: Act | None, is_told_again: bool
) -> None:
    alert = open_one(staffed)
    run(NOW)
    if step:
        act(alert, step, staffed)
    run(NOW + HALF)
    assert len(messages()) == (2 if is_told_again else 1)


def test_trying_to_reach_the_client_gives_time_until_the_next_notice(staffed: Cast) -> None:
    alert = open_one(staffed)
    run(NOW)
    act(alert, Act.NOT_REACH, staffed, at=NOW + SOON)
    run(NOW + HALF)
    assert len(messages()) == 1
    run(NOW + SOON + HALF)
    assert len(messages()) == 2


def test_an_alert_that_was_closed_by_mistake_is_told_again(staffed: Cast) -> None:
    alert = open_one(staffed)
    run(NOW)
    act(alert, Act.CLOSE, staffed)
    act(alert, Act.REOPEN, staffed)
    run(NOW + HALF)
    assert len(messages()) == 2


def test_the_next_notice_goes_to_whoever_is_on_the_team_by_then(staffed: Cast) -> None:
    open_one(staffed)
    run(NOW)
    access.end_assignments(person(staffed.cora), by=person(staffed.ada), at=NOW)
    add_to_team(staffed, staffed.wes)
    run(NOW + HALF)
    assert told() == ["cora", "wes"]


def test_while_no_mail_leaves_nobody_gets_a_heap_of_it(staffed: Cast) -> None:
    open_one(staffed)
    for hours in range(3):
        run_without_mail(NEXT_MORNING + timedelta(hours=hours))
    assert told() == ["cora"]


def test_a_notice_that_failed_is_tried_with_the_next_one_at_the_latest(staffed: Cast) -> None:
    open_one(staffed, at=NEXT_MORNING)
    for minutes in (0, 1, 3, 7, 15, 31, 63):
        worker.work_once(NEXT_MORNING + timedelta(minutes=minutes), fails)
    (waiting,) = messages()
    assert waiting.due_at == NEXT_MORNING + timedelta(minutes=127)
    run(NEXT_MORNING + timedelta(minutes=90))
    assert waiting.sent_at == NEXT_MORNING + timedelta(minutes=90)
    assert told() == ["cora"]


def test_two_workers_tell_once(staffed: Cast) -> None:
    open_one(staffed)
    assert jobs.tell_next_again(NOW + HALF)
    db.session.commit()
    assert not jobs.tell_next_again(NOW + HALF)


def test_a_turn_of_the_command_does_both(staffed: Cast, frozen: object) -> None:
    open_one(staffed, at=NOW - HALF)
    got: list[str] = []
    working.turn(lambda message: got.append(message.address))
    assert got == ["cora@test.example"]
    working.turn(None)
    assert len(messages()) == 1


def run_without_mail(now: datetime) -> None:
    while jobs.tell_next_again(now):
        db.session.commit()
