"""Web push and text messages: what goes over the wire, and what is never tried again."""

from __future__ import annotations

import base64
import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import Flask
from sqlalchemy import select

from companion.accounts.models import Person
from companion.core import reaching
from companion.core.db import db
from companion.core.reaching import PushKey, SmsGateway
from companion.outbox import actions, push, sms, ties, worker
from companion.outbox.models import Channel, Message
from companion.outbox.ties import Tie
from tests.cast import NOW, Cast

KEY = PushKey(private=reaching.new_push_key(), hosts=("127.0.0.1",))


class Receiver(ThreadingHTTPServer):
    """Notes what it is sent, and answers with ``status``."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status = 201
        self.got: list[tuple[dict[str, str], bytes]] = []
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/take"


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((dict(self.headers), body))
        self.send_response(self.server.status)
        if self.server.status in (301, 307):
            self.send_header("Location", "http://127.0.0.1:1/inside")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Quiet."""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    server = Receiver()
    yield server
    server.shutdown()
    server.server_close()


def subscription(endpoint: str) -> str:
    point = (
        ec.generate_private_key(ec.SECP256R1())
        .public_key()
        .public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    )
    words = [base64.urlsafe_b64encode(one).decode().rstrip("=") for one in (point, b"a" * 16)]
    return json.dumps({"endpoint": endpoint, "keys": dict(zip(("p256dh", "auth"), words, strict=True))})


def queued(cast: Cast, channel: Channel, address: str, tie: Tie | None = None) -> Message:
    rosa = db.session.get_one(Person, cast.rosa)
    message = actions.queue(
        rosa, subject="", body="You have a reminder.", address=address, at=NOW, tie=tie, channel=channel
    )
    db.session.commit()
    return message


def state() -> tuple[bool, bool, bool]:
    """Sent, given up, and waiting."""
    message = db.session.scalars(select(Message)).one()
    return message.sent_at is not None, message.failed_at is not None, message.due_at is not None


def test_a_push_is_encrypted_and_signed_for_the_browsers_own_service(
    context: Flask, cast: Cast, receiver: Receiver
) -> None:
    queued(cast, Channel.PUSH, subscription(receiver.url))
    assert worker.work_once(NOW, push.sender(KEY, "mailto:a@clinic.example"))
    ((headers, body),) = receiver.got
    assert headers["authorization"].startswith("vapid t=") and headers["ttl"] == str(push.LIVES)
    assert b"reminder" not in body and headers["content-encoding"] == "aes128gcm"
    assert state() == (True, False, False)


@pytest.mark.parametrize("status", [404, 410])
def test_a_subscription_that_is_gone_is_let_go(
    context: Flask, cast: Cast, receiver: Receiver, status: int
) -> None:
    gone: list[Any] = []
    ties.ask_with("test", lambda *_: True, lambda message, _: gone.append(message.tie_id))
    message = queued(cast, Channel.PUSH, subscription(receiver.url), Tie("test", cast.rosa))
    receiver.status = status
    worker.work_once(NOW, push.sender(KEY, "mailto:a@clinic.example"))
    assert state() == (False, True, False)
    assert gone == [message.tie_id]


@pytest.mark.parametrize("status", [307, 429, 500])
def test_a_trouble_of_the_service_is_tried_again_and_no_redirect_is_followed(
    context: Flask, cast: Cast, receiver: Receiver, status: int
) -> None:
    queued(cast, Channel.PUSH, subscription(receiver.url))
    receiver.status = status
    worker.work_once(NOW, push.sender(KEY, "mailto:a@clinic.example"))
    assert state() == (False, False, True)
    assert len(receiver.got) == 1


@pytest.mark.parametrize(
    ("endpoint", "may"),
    [
        ("https://fcm.googleapis.com/fcm/send/x", True),
        ("https://sg2p.notify.windows.com/w/?token=x", True),
        ("http://fcm.googleapis.com/x", False),
        ("https://fcm.googleapis.com.evil.example/x", False),
        ("https://127.0.0.1/x", False),
        ("https://169.254.169.254/latest", False),
        ("https://evilnotify.windows.com.example/", False),
        ("file:///etc/passwd", False),
        ("https://user@web.push.apple.com@evil.example/", False),
    ],
)
def test_a_phone_cannot_send_us_into_our_own_network(endpoint: str, may: bool) -> None:
    assert replace(KEY, hosts=reaching.PUSH_HOSTS).may_send_to(endpoint) is may


def test_a_push_to_another_host_is_given_up_unsent(context: Flask, cast: Cast, receiver: Receiver) -> None:
    queued(cast, Channel.PUSH, subscription(receiver.url))
    worker.work_once(NOW, push.sender(replace(KEY, hosts=reaching.PUSH_HOSTS), "mailto:a@clinic.example"))
    assert state() == (False, True, False) and receiver.got == []


def test_a_text_goes_to_the_gateway_with_a_key_that_makes_it_one(
    context: Flask, cast: Cast, receiver: Receiver
) -> None:
    message = queued(cast, Channel.SMS, "+15550100142")
    gateway = SmsGateway(url=receiver.url, token="a token")
    worker.work_once(NOW, sms.sender(gateway))
    ((headers, body),) = receiver.got
    assert headers["Idempotency-Key"] == str(message.id) and headers["Authorization"] == "Bearer a token"
    expected = {"to": "+15550100142", "text": "You have a reminder.", "id": str(message.id)}
    assert json.loads(body) == expected
    assert "a token" not in repr(gateway)


@pytest.mark.parametrize(("status", "is_over"), [(400, True), (404, True), (401, False), (429, False)])
def test_a_number_that_the_gateway_refuses_is_not_tried_again(
    context: Flask, cast: Cast, receiver: Receiver, status: int, is_over: bool
) -> None:
    queued(cast, Channel.SMS, "+15550100142")
    receiver.status = status
    worker.work_once(NOW, sms.sender(SmsGateway(url=receiver.url)))
    assert state() == (False, is_over, not is_over)


def test_the_console_says_that_a_text_went_out_and_neither_to_whom_nor_what(
    context: Flask, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    queued(cast, Channel.SMS, "+15550100142")
    with caplog.at_level(logging.WARNING, "companion.sms"):
        worker.work_once(NOW, sms.sender(SmsGateway(url=reaching.CONSOLE)))
    assert "text message" in caplog.text and "0142" not in caplog.text and "reminder" not in caplog.text


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"COMPANION_SMS_URL": "http://gateway.example"}, "https"),
        ({"COMPANION_SMS_TOKEN": "x"}, "needs"),
        ({"COMPANION_SMS_URL": "console", "COMPANION_SMS_INBOUND_TOKEN": "short"}, "32"),
    ],
)
def test_settings_of_the_gateway_that_are_wrong_are_said(values: dict[str, str], problem: str) -> None:
    _, problems = reaching.read_sms(values)
    assert len(problems) == 1 and problem in problems[0]


def test_a_push_key_that_is_none_is_said() -> None:
    assert reaching.read_push({"COMPANION_PUSH_KEY": "short"})[1]
    key, problems = reaching.read_push({"COMPANION_PUSH_KEY": KEY.private})
    assert key and not problems and key.private not in repr(key)
