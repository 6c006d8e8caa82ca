"""From what is so to what goes out, and what is asked again before it does."""

from __future__ import annotations

from datetime import datetime, timedelta
from threading import Barrier, Thread
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select, update

from companion.accounts.models import Person
from companion.core.db import db
from companion.outbox import worker
from companion.outbox.models import Channel, Message
from companion.outbox.transport import Refused
from companion.overviews.reminding import jobs
from companion.records.days.models import CheckIn
from companion.records.days.rules import Used
from companion.records.messages.models import ThreadMessage
from companion.records.reminders import actions
from companion.records.reminders.models import PushSubscription, ReminderSettings, SentReminder
from companion.records.reminders.rules import Kind, Level, Way
from companion.records.schedule.models import Appointment
from tests.cast import NOW, Cast
from tests.reminders.reminding import look, wants

# 5 PM in New York.
LATER = NOW + timedelta(minutes=10)


def session(cast: Cast, at: datetime) -> Appointment:
    row = Appointment(program_id=cast.program, client_id=cast.rosa, facilitator_id=cast.cora, title="x")
    row.starts_at, row.ends_at, row.created_by, row.created_at = at, at + timedelta(hours=1), cast.cora, NOW
    db.session.add(row)
    db.session.commit()
    return row


def check_in(cast: Cast) -> None:
    row = CheckIn(program_id=cast.program, client_id=cast.rosa, submission_id=uuid4(), day=NOW.date())
    row.answered_at, row.used = NOW, Used.NO
    db.session.add(row)
    db.session.commit()


def write(cast: Cast, at: datetime) -> ThreadMessage:
    row = ThreadMessage(program_id=cast.program, client_id=cast.rosa, author_id=cast.cora)
    row.submission_id, row.sent_at, row.body = uuid4(), at, "See you at six."
    db.session.add(row)
    db.session.commit()
    return row


def sent(now: datetime) -> list[str]:
    got: list[str] = []
    while worker.work_once(now, lambda message: got.append(message.body)):
        pass
    return got


def test_nothing_is_on_by_itself(context: Flask, cast: Cast) -> None:
    session(cast, NOW + timedelta(hours=1))
    write(cast, NOW - timedelta(hours=3))
    look(NOW)
    assert db.session.scalars(select(SentReminder)).all() == [] and sent(NOW) == []


def test_a_kind_without_the_consent_to_its_way_sends_nothing(context: Flask, cast: Cast) -> None:
    wants(cast.rosa, [(Kind.CHECK_IN, Way.EMAIL)])
    actions.withdraw(db.session.get_one(Person, cast.rosa), Way.EMAIL, at=NOW)
    db.session.commit()
    look(NOW)
    assert db.session.scalars(select(SentReminder)).all() == []


def test_each_way_says_the_same_and_each_reminder_comes_once(context: Flask, cast: Cast) -> None:
    wants(cast.rosa, [(Kind.SESSION, way) for way in Way])
    session(cast, NOW + timedelta(hours=1))
    for _ in range(3):
        db.session.execute(update(ReminderSettings).values(next_look_at=NOW))
        look(NOW)
    text = "You have a reminder. 6:00 PM"
    assert sorted(sent(NOW)) == [text, f"{text} http://127.0.0.1:8000", f"{text} http://127.0.0.1:8000"]
    row = db.session.scalars(select(SentReminder)).one()
    assert row.is_in_app and row.kind == Kind.SESSION


def test_several_workers_remind_once(context: Flask, cast: Cast) -> None:
    wants(cast.rosa, [(Kind.CHECK_IN, Way.EMAIL)])
    start, troubles = Barrier(4), []

    def work() -> None:
        with context.app_context():
            start.wait()
            try:
                look(NOW)
            except Exception as trouble:  # told below, with what it was
                troubles.append(trouble)

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
    assert len(db.session.scalars(select(SentReminder)).all()) == 1
    assert len(sent(NOW)) == 1


def test_one_a_day_and_the_next_on_the_next(context: Flask, cast: Cast) -> None:
    wants(cast.rosa, [(Kind.CHECK_IN, Way.EMAIL), (Kind.MESSAGE, Way.EMAIL)])
    write(cast, NOW - timedelta(hours=2))
    look(NOW)
    look(NOW + timedelta(hours=1))
    tomorrow = NOW + timedelta(days=1)
    assert [one.kind for one in db.session.scalars(select(SentReminder))] == [Kind.MESSAGE]
    look(tomorrow)
    kinds = {one.kind for one in db.session.scalars(select(SentReminder))}
    assert kinds == {Kind.MESSAGE, Kind.CHECK_IN}


def change_mind(cast: Cast) -> None:
    actions.withdraw(db.session.get_one(Person, cast.rosa), Way.EMAIL, at=NOW)


def pause(cast: Cast) -> None:
    actions.pause(db.session.get_one(Person, cast.rosa), at=NOW)


def leave(cast: Cast) -> None:
    db.session.get_one(Person, cast.rosa).left_at = NOW


@pytest.mark.parametrize("change", [check_in, change_mind, pause, leave])
def test_what_is_no_longer_wanted_does_not_go_out(context: Flask, cast: Cast, change: Any) -> None:
    wants(cast.rosa, [(Kind.CHECK_IN, Way.EMAIL)])
    look(NOW)
    assert len(db.session.scalars(select(Message)).all()) == 1
    change(cast)
    db.session.commit()
    assert sent(LATER) == []


def test_a_session_that_is_off_and_a_message_that_was_read_are_not_said(context: Flask, cast: Cast) -> None:
    wants(cast.rosa, [(Kind.SESSION, Way.EMAIL), (Kind.MESSAGE, Way.EMAIL)])
    planned, message = session(cast, NOW + timedelta(hours=1)), write(cast, NOW - timedelta(hours=2))
    look(NOW)
    assert len(db.session.scalars(select(Message)).all()) == 2
    planned.cancelled_at = message.read_at = NOW
    message.read_by = cast.rosa
    db.session.commit()
    assert sent(LATER) == []


def test_a_late_try_at_night_is_silent(context: Flask, cast: Cast) -> None:
    wants(cast.rosa, [(Kind.CHECK_IN, Way.EMAIL)])
    look(NOW)
    assert sent(NOW + timedelta(hours=5)) == []


def test_a_browser_that_is_gone_is_let_go(context: Flask, cast: Cast) -> None:
    wants(cast.rosa, [(Kind.CHECK_IN, Way.PUSH)])
    look(NOW)

    def gone(message: Message) -> None:
        assert message.channel == Channel.PUSH
        raise Refused

    assert worker.work_once(NOW, gone)
    assert db.session.scalars(select(PushSubscription)).all() == []


def test_who_left_the_program_is_not_looked_after(context: Flask, cast: Cast) -> None:
    wants(cast.rosa, [(Kind.CHECK_IN, Way.EMAIL)], level=Level.CLEAR)
    leave(cast)
    db.session.commit()
    look(NOW)
    assert db.session.scalars(select(SentReminder)).all() == []
    assert not jobs.remind_next(NOW)
