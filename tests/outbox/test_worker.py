from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select

from companion.accounts.models import Person
from companion.core.db import db
from companion.outbox import actions, rules, worker
from companion.outbox.models import Message
from companion.outbox.transport import NotSent
from tests.cast import NOW, Cast

LATER = NOW + rules.LEASE


def queue_for_rosa(cast: Cast) -> UUID:
    rosa = db.session.get_one(Person, cast.rosa)
    message = actions.queue(
        rosa, subject="A reminder", body="You have a reminder.", address="rosa@test.example", at=NOW
    )
    db.session.flush()
    return message.id


def queued(cast: Cast, count: int = 1) -> list[UUID]:
    ids = [queue_for_rosa(cast) for _ in range(count)]
    db.session.commit()
    return ids


def is_down(message: Message) -> None:
    raise NotSent


def crashes(message: Message) -> None:
    raise KeyboardInterrupt


def test_when_the_cause_is_undone_nobody_is_told(context: Flask, cast: Cast) -> None:
    queue_for_rosa(cast)
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Message)) == 0


def test_a_message_is_sent_once_and_says_what_was_queued(context: Flask, cast: Cast) -> None:
    queued(cast)
    got: list[tuple[str, str]] = []
    assert worker.work_once(NOW, lambda message: got.append((message.address, message.body)))
    assert got == [("rosa@test.example", "You have a reminder.")]
    assert not worker.work_once(LATER, is_down)
    assert db.session.scalars(select(Message.sent_at)).one() == NOW


def test_a_message_that_is_not_due_yet_waits(context: Flask, cast: Cast) -> None:
    queued(cast)
    assert not worker.work_once(NOW - timedelta(seconds=1), is_down)


def test_two_workers_send_each_message_once(context: Flask, cast: Cast) -> None:
    ids = queued(cast, count=20)
    sent: list[UUID] = []
    start = Barrier(2)

    def work() -> None:
        with context.app_context():
            start.wait()
            while worker.work_once(NOW, lambda message: sent.append(message.id)):
                pass

    in_parallel(work)
    assert sorted(sent) == sorted(ids)


def test_two_who_claim_the_same_message_do_not_both_get_it(context: Flask, cast: Cast) -> None:
    """Both have read the free row before either changes it."""
    queued(cast)
    mine = db.session.scalars(select(Message)).one()
    db.session.commit()
    with context.app_context():
        assert actions.claim(NOW)
        db.session.commit()
    assert mine.leased_until is None
    assert actions.claim(NOW) is None


def test_a_worker_that_dies_leaves_the_message_to_the_next_after_its_lease(
    context: Flask, cast: Cast
) -> None:
    ids = queued(cast)
    with pytest.raises(KeyboardInterrupt):
        worker.work_once(NOW, crashes)
    db.session.rollback()
    assert not worker.work_once(LATER - timedelta(seconds=1), is_down)
    sent: list[UUID] = []
    assert worker.work_once(LATER, lambda message: sent.append(message.id))
    assert sent == ids


def test_a_message_that_takes_every_worker_down_is_given_up(context: Flask, cast: Cast) -> None:
    deadly, other = queued(cast, 2)
    db.session.get_one(Message, deadly).due_at = NOW - timedelta(seconds=1)
    db.session.commit()
    now = NOW

    def crash_on_the_first(message: Message) -> None:
        if message.id == deadly:
            raise KeyboardInterrupt

    for _ in range(rules.MOST_TRIES):
        with pytest.raises(KeyboardInterrupt):
            worker.work_once(now, crash_on_the_first)
        db.session.rollback()
        now += rules.LEASE
    assert worker.work_once(now, crash_on_the_first)
    given_up = db.session.get_one(Message, deadly)
    assert (given_up.failed_at, given_up.due_at) == (now, None)
    assert db.session.get_one(Message, other).sent_at == now
    assert not worker.work_once(now, crash_on_the_first)


def test_a_slow_worker_does_not_bring_back_what_another_has_sent(context: Flask, cast: Cast) -> None:
    queued(cast)
    slow = actions.claim(NOW)
    assert slow
    db.session.commit()
    with context.app_context():
        assert worker.work_once(LATER, lambda message: None)
    actions.failed(slow, at=LATER)
    db.session.commit()
    assert db.session.scalars(select(Message.due_at)).one() is None


def test_while_the_mail_server_is_down_it_is_tried_more_and_more_slowly(context: Flask, cast: Cast) -> None:
    queued(cast)
    now = NOW
    for tries in range(1, rules.MOST_TRIES):
        assert worker.work_once(now, is_down)
        delay = rules.delay_after(tries)
        assert delay
        assert not worker.work_once(now + delay - timedelta(seconds=1), is_down)
        now += delay
    assert worker.work_once(now, is_down)
    message = db.session.scalars(select(Message)).one()
    assert (message.tries, message.failed_at, message.due_at) == (rules.MOST_TRIES, now, None)
    assert not worker.work_once(now + timedelta(days=365), is_down)


def in_parallel(work: Callable[[], None]) -> None:
    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
