"""A worker that is killed again and again, in front of a real mail server."""

from __future__ import annotations

import asyncio
import base64
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes, policy
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from flask import Flask
from sqlalchemy import func, select, update

from companion.accounts.models import Person
from companion.core import clock
from companion.core.db import db
from companion.outbox import actions
from companion.outbox.models import Message
from tests.cast import Cast

SEED = 20261126
MESSAGES = 60
KILLS = 6
WORK = [sys.executable, "-m", "companion", "work"]


class Slow:
    """Takes a moment for each mail, so that a worker is likely to be killed in the middle of one."""

    def __init__(self) -> None:
        self.ids: list[str] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 # aiosmtpd's name
        await asyncio.sleep(0.02)
        self.ids.append(message_from_bytes(envelope.content, policy=policy.default)["Message-ID"])
        await asyncio.sleep(0.02)
        return "250 OK"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def mail() -> Iterator[Controller]:
    controller = Controller(Slow(), hostname="127.0.0.1", port=free_port())
    controller.start()
    yield controller
    controller.stop()


@pytest.fixture
def environment(database_url: str, mail: Controller) -> dict[str, str]:
    keys = [base64.urlsafe_b64encode(letter * 32).decode() for letter in (b"k", b"i")]
    return {
        **os.environ,
        "COMPANION_DATABASE_URL": database_url,
        "COMPANION_SECRET_KEYS": "s" * 32,
        "COMPANION_DATA_KEYS": f"1:{keys[0]}",
        "COMPANION_INDEX_KEY": keys[1],
        "COMPANION_SMTP_HOST": "127.0.0.1",
        "COMPANION_SMTP_PORT": str(mail.port),
        "COMPANION_SMTP_FROM": "app@clinic.example",
        "COMPANION_SMTP_STARTTLS": "no",
    }


def test_none_is_lost_and_only_one_that_was_in_hand_comes_twice_under_the_same_id(
    app: Flask, cast: Cast, mail: Controller, environment: dict[str, str]
) -> None:
    with app.app_context():
        rosa = db.session.get_one(Person, cast.rosa)
        for _ in range(MESSAGES):
            actions.queue(
                rosa, subject="A", body="You have a reminder.", address="r@test.example", at=clock.now()
            )
        db.session.commit()
        expected = {f"<{one}@clinic.example>" for one in db.session.scalars(select(Message.id))}
    moments = random.Random(SEED)  # noqa: S311 # a schedule to repeat, not a secret
    for _ in range(KILLS):
        before = len(mail.handler.ids)
        worker = subprocess.Popen(WORK, env=environment, stdout=subprocess.DEVNULL)
        begin = time.monotonic()
        while len(mail.handler.ids) == before and time.monotonic() - begin < 20:
            time.sleep(0.01)
        time.sleep(moments.uniform(0, 0.25))
        worker.send_signal(signal.SIGKILL)
        worker.wait(20)
    with app.app_context():
        held = db.session.scalar(select(func.count()).where(Message.leased_until.is_not(None))) or 0
        # The lease of a dead worker is over.
        db.session.execute(update(Message).values(leased_until=None))
        db.session.commit()
    subprocess.run([*WORK, "--once"], env=environment, check=True, capture_output=True)
    counts = Counter(mail.handler.ids)
    assert set(counts) == expected
    assert sum(counts.values()) - MESSAGES <= held <= KILLS
    with app.app_context():
        assert db.session.scalar(select(func.count()).where(Message.sent_at.is_(None))) == 0


def test_the_web_server_can_do_the_work_too(
    app: Flask, cast: Cast, mail: Controller, environment: dict[str, str]
) -> None:
    with app.app_context():
        rosa = db.session.get_one(Person, cast.rosa)
        actions.queue(rosa, subject="A", body="B", address="r@test.example", at=clock.now())
        db.session.commit()
    command = [sys.executable, "-m", "companion", "serve", "--with-work"]
    server = subprocess.Popen(
        command, env={**environment, "PORT": str(free_port())}, stdout=subprocess.DEVNULL
    )
    try:
        begin = time.monotonic()
        while not mail.handler.ids:
            assert time.monotonic() - begin < 60
            time.sleep(0.1)
    finally:
        server.terminate()
    assert server.wait(40) == 0
    assert len(mail.handler.ids) == 1
