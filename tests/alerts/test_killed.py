"""Real processes, really killed: between the answer and its notice, and between the notice and its mail."""

from __future__ import annotations

import base64
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from companion.core.db import db, new_id
from companion.outbox.models import Message
from companion.records.alerts.models import AlertNotice, SafetyAlert
from companion.records.alerts.rules import Source, State
from tests.alerts.staff import add_to_team
from tests.cast import Cast
from tests.mailbox import Mailbox
from tests.visitor import Visitor

WORK = [sys.executable, "-m", "companion", "work"]


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    mailbox = Mailbox()
    yield mailbox
    mailbox.close()


@pytest.fixture
def environment(database_url: str, mailbox: Mailbox) -> dict[str, str]:
    """The same keys as in the tests' own settings, and the mailbox as the mail server."""
    keys = [base64.urlsafe_b64encode(letter * 32).decode() for letter in (b"k", b"i")]
    return {
        **os.environ,
        "COMPANION_DATABASE_URL": database_url,
        "COMPANION_SECRET_KEYS": "s" * 32,
        "COMPANION_DATA_KEYS": f"1:{keys[0]}",
        "COMPANION_INDEX_KEY": keys[1],
        "COMPANION_SMTP_HOST": "127.0.0.1",
        "COMPANION_SMTP_PORT": str(mailbox.port),
        "COMPANION_SMTP_FROM": "app@clinic.example",
        "COMPANION_SMTP_STARTTLS": "no",
    }


def killed(when: str, submission: str, environment: dict[str, str]) -> None:
    """Rosa answers that she is not safe, and the web process dies at that commit."""
    command = [sys.executable, "-m", "tests.alerts.dying", when, submission]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert ended.returncode == -signal.SIGKILL, ended.stderr


def work(environment: dict[str, str]) -> None:
    subprocess.run([*WORK, "--once"], env=environment, check=True, capture_output=True)


def stored(app: Flask, model: Any) -> list[Any]:
    with app.app_context():
        return list(db.session.scalars(select(model)))


def test_killed_after_the_commit_the_alert_is_there_and_each_of_the_team_gets_one_notice(
    app: Flask, cast: Cast, mailbox: Mailbox, environment: dict[str, str]
) -> None:
    with app.app_context():
        add_to_team(cast, cast.wes)
    killed("after_commit", str(new_id()), environment)
    assert mailbox.received == []
    (alert,) = stored(app, SafetyAlert)
    assert (alert.client_id, alert.state, alert.source) == (cast.rosa, State.NEW, Source.CHECK_IN)
    for _ in range(2):
        work(environment)
        assert mailbox.recipients() == ["cora@test.example", "wes@test.example"]
    for _, email in mailbox.received:
        assert "There is an item for review." in email.get_content()
        assert "rosa" not in email.as_string().casefold()


def test_killed_before_the_commit_nothing_is_stored_half_and_the_form_can_be_sent_again(
    app: Flask, rosa: Visitor, mailbox: Mailbox, environment: dict[str, str]
) -> None:
    submission = str(new_id())
    killed("before_commit", submission, environment)
    assert [stored(app, model) for model in (SafetyAlert, AlertNotice, Message)] == [[], [], []]
    work(environment)
    assert mailbox.received == []
    assert rosa.post("/safety", submission_id=submission, source="check_in", tell="yes").status_code == 303
    work(environment)
    assert mailbox.recipients() == ["cora@test.example"]


def test_a_phone_that_got_no_answer_and_sends_again_opens_no_second_alert(
    app: Flask, rosa: Visitor, mailbox: Mailbox, environment: dict[str, str]
) -> None:
    submission = str(new_id())
    killed("after_commit", submission, environment)
    (alert,) = stored(app, SafetyAlert)
    answer = rosa.post("/safety", submission_id=submission, source="check_in", tell="yes")
    assert "Your care team is told." in rosa.get(answer.location).text
    work(environment)
    assert [one.id for one in stored(app, SafetyAlert)] == [alert.id]
    assert mailbox.recipients() == ["cora@test.example"]


def test_a_worker_killed_while_it_hands_the_notice_over_loses_none_and_the_copy_has_the_same_id(
    app: Flask, rosa: Visitor, mailbox: Mailbox, environment: dict[str, str]
) -> None:
    rosa.post("/safety", submission_id=str(new_id()), source="check_in", tell="yes")
    mailbox.hangs = True
    worker = subprocess.Popen(WORK, env=environment, stdout=subprocess.DEVNULL)
    try:
        assert mailbox.has_mail.wait(60)
    finally:
        worker.kill()
        worker.wait(20)
    mailbox.hangs = False
    work(environment)
    assert len(mailbox.received) == 1, "its lease is not over"
    with app.app_context():
        db.session.execute(update(Message).values(leased_until=datetime(2026, 1, 1, tzinfo=UTC)))
        db.session.commit()
    for _ in range(2):
        work(environment)
        (_, first), (_, second) = mailbox.received
        assert first["Message-ID"] == second["Message-ID"]
    assert all(message.sent_at for message in stored(app, Message))


def test_a_worker_that_is_asked_to_stop_stops(app: Flask, environment: dict[str, str]) -> None:
    worker = subprocess.Popen(WORK, env=environment, stdout=subprocess.PIPE, text=True)
    with worker:
        assert worker.stdout
        assert "Sending" in worker.stdout.readline()
        worker.terminate()
        assert worker.wait(20) == 0
