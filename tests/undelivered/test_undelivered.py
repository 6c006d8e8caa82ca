"""What did not go out is seen by the administrator, who sees neither to whom nor what."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from companion.accounts.models import Person
from companion.core.db import db
from companion.outbox import actions, rules, worker
from companion.outbox.models import Channel, Message
from companion.outbox.transport import NotSent
from tests.cast import NOW, Cast
from tests.visitor import Visitor


def fails(message: Message) -> None:
    raise NotSent


def queue(app: Flask, cast: Cast, channel: Channel = Channel.EMAIL) -> None:
    with app.app_context():
        rosa = db.session.get_one(Person, cast.rosa)
        actions.queue(
            rosa, subject="", body="You have a reminder.", address="+15550100", at=NOW, channel=channel
        )
        db.session.commit()


def work_until_given_up(app: Flask) -> None:
    with app.app_context():
        now = NOW
        for _ in range(rules.MOST_TRIES):
            assert worker.work_once(now, fails)
            now += timedelta(days=2)


@pytest.mark.parametrize("channel", list(Channel))
def test_a_message_that_was_given_up_is_shown_and_tried_again(
    app: Flask, cast: Cast, channel: Channel
) -> None:
    queue(app, cast, channel)
    work_until_given_up(app)
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        ada = Visitor(app, "ada@test.example")
        assert 'href="/admin/outbox"' in ada.get("/admin").text
        page = ada.get("/admin/outbox").text
        assert "Given up" in page and "5550100" not in page and "Rosa" not in page
        action = page.partition('action="/admin/outbox/')[2].partition('"')[0]
        assert ada.post(f"/admin/outbox/{action}").status_code == 303
        got: list[str] = []
        with app.app_context():
            assert worker.work_once(NOW + timedelta(hours=1), lambda message: got.append(message.address))
        assert got == ["+15550100"]
        assert "Everything went out." in ada.get("/admin/outbox").text


def test_a_message_of_a_channel_that_is_not_set_up_waits_and_is_seen(app: Flask, cast: Cast) -> None:
    queue(app, cast, Channel.SMS)
    with app.app_context():
        assert not worker.work_once(NOW, fails, (Channel.EMAIL,))
        assert db.session.scalars(select(Message.tries)).one() == 0
    with time_machine.travel(NOW + timedelta(minutes=61), tick=False):
        assert "Waiting" in Visitor(app, "ada@test.example").get("/admin/outbox").text


def test_what_was_sent_cannot_be_sent_again(app: Flask, cast: Cast) -> None:
    queue(app, cast)
    with app.app_context():
        worker.work_once(NOW, lambda message: None)
        message_id = db.session.scalars(select(Message.id)).one()
    assert Visitor(app, "ada@test.example").post(f"/admin/outbox/{message_id}/try").status_code == 404


def test_what_was_withdrawn_cannot_be_sent_again(app: Flask, cast: Cast) -> None:
    queue(app, cast)
    with app.app_context():
        message = db.session.scalars(select(Message)).one()
        actions.withdraw(message)
        db.session.commit()
        message_id = message.id
    assert Visitor(app, "ada@test.example").post(f"/admin/outbox/{message_id}/try").status_code == 404
    with app.app_context():
        assert not worker.work_once(NOW, fails)
