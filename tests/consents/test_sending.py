"""What waits in the outbox for a supporter is asked about again when it is sent."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from companion.access import sending
from companion.access.consents import actions
from companion.access.rules import Scope
from companion.accounts.models import Person
from companion.core.db import db
from companion.outbox import actions as outbox
from companion.outbox import worker
from companion.outbox.models import Message
from companion.outbox.ties import Tie
from tests.cast import NOW, Cast
from tests.consents.giving import give, support_of


def queue(cast: Cast, tie: Tie | None = None) -> Message:
    ben = db.session.get_one(Person, cast.ben)
    tie = tie or sending.tie(support_of(cast), Scope.NOTES_AND_ASKS)
    message = outbox.queue(
        ben, subject="A message", body="You have a new message.", address="ben@test.example", at=NOW, tie=tie
    )
    db.session.commit()
    return message


def sent_now() -> int:
    got: list[Message] = []
    while worker.work_once(NOW, got.append):
        pass
    return len(got)


def test_it_is_sent_while_it_is_shown(context: Flask, cast: Cast) -> None:
    give(cast, [Scope.NOTES_AND_ASKS])
    queue(cast)
    assert sent_now() == 1


@pytest.mark.parametrize("how", ["stopped", "taken back", "paused", "expired", "never"])
def test_what_ended_between_queueing_and_sending_stays_here(
    context: Flask, cast: Cast, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    consent = None if how == "never" else give(cast, [Scope.NOTES_AND_ASKS])
    message = queue(cast)
    rosa, support = db.session.get_one(Person, cast.rosa), support_of(cast)
    # As if the worker had claimed it already: only the question at sending is left to stop it.
    monkeypatch.setattr(outbox, "withdraw_tied", lambda subject_id: None)
    if how == "stopped":
        actions.stop(support, by=rosa, at=NOW)
    elif how == "taken back":
        actions.take_back(support, Scope.NOTES_AND_ASKS, by=rosa, at=NOW)
    elif how == "paused":
        actions.pause(support, rosa, at=NOW)
    elif consent:
        consent.expires_at = NOW
    db.session.commit()
    assert sent_now() == 0
    kept = db.session.scalars(select(Message)).one()
    assert (kept.id, kept.sent_at, kept.failed_at, kept.due_at) == (message.id, None, None, None)


@pytest.mark.parametrize("how", ["stop", "pause", "take_back"])
def test_what_waits_is_withdrawn_at_once(context: Flask, cast: Cast, how: str) -> None:
    give(cast, [Scope.NOTES_AND_ASKS])
    queue(cast)
    rosa, support = db.session.get_one(Person, cast.rosa), support_of(cast)
    if how == "stop":
        actions.stop(support, by=rosa, at=NOW)
    elif how == "pause":
        actions.pause(support, rosa, at=NOW)
    else:
        actions.take_back(support, Scope.NOTES_AND_ASKS, by=rosa, at=NOW)
    assert db.session.scalars(select(Message.due_at)).one() is None


def test_a_tie_that_nobody_knows_sends_nothing(context: Flask, cast: Cast) -> None:
    queue(cast, Tie("unheard of", support_of(cast).id))
    assert sent_now() == 0


def test_another_thing_being_shown_does_not_send_it(context: Flask, cast: Cast) -> None:
    give(cast, [Scope.TIMES, Scope.TODAY])
    queue(cast)
    assert sent_now() == 0
