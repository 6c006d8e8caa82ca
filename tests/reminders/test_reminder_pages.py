"""The client's page: off until turned on, with the words that were agreed to, and STOP."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from companion.core import reaching
from companion.core.db import db
from companion.core.reaching import PushKey, SmsGateway
from companion.outbox.models import Channel, Message
from companion.records.reminders.models import (
    PushSubscription,
    ReminderChoice,
    ReminderConsent,
    ReminderSettings,
    SentReminder,
)
from companion.records.reminders.rules import Kind, Way
from tests.cast import NOW, Cast
from tests.reminders.reminding import SUBSCRIPTION, look, wants
from tests.visitor import Visitor

PAGE = "/settings/reminders"
CHOSEN = {"check_in": ["app"], "leads": ["120"], "check_in_at": "16:00", "level": "plain"}
TOKEN = "a word that only the gateway knows, long enough"


@pytest.fixture(autouse=True)
def still() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def app(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """Every way is set up."""
    monkeypatch.setitem(app.config, "HAS_MAIL", True)
    monkeypatch.setitem(app.config, "PUSH", PushKey(private=reaching.new_push_key()))
    monkeypatch.setitem(app.config, "SMS", SmsGateway(url=reaching.CONSOLE, inbound_token=TOKEN))
    return app


def code_in(app: Flask, channel: Channel) -> str:
    with app.app_context():
        message = db.session.scalars(
            select(Message)
            .where(Message.channel == channel)
            .order_by(Message.queued_at.desc(), Message.id.desc())
        ).first()
        found = re.search(r"\b(\d{6})\b", message.body if message else "")
        assert found
        return found[1]


def test_the_page_is_linked_and_says_that_all_is_off(app: Flask, rosa: Visitor) -> None:
    assert f'href="{PAGE}"' in rosa.get("/settings").text
    page = rosa.get(PAGE).text
    assert "All reminders are off" in page and "Turn off" not in page and "Of what" not in page


def test_in_the_app_a_yes_is_enough_and_its_words_are_kept(app: Flask, cast: Cast, rosa: Visitor) -> None:
    assert rosa.post(f"{PAGE}/ways/app").status_code == 303
    with app.app_context():
        consent = db.session.scalars(select(ReminderConsent)).one()
        assert (consent.way, consent.given_at, consent.confirmed_at) == (Way.APP, NOW, NOW)
        assert consent.words == "I want reminders inside this app."
    assert rosa.post(PAGE, **CHOSEN).status_code == 303
    with app.app_context():
        look(NOW)
    assert "Time for your check-in." in rosa.get("/today").text
    action = re.search(r'action="(/settings/reminders/[^"]+/seen)"', rosa.get("/today").text)
    assert action and rosa.post(action[1]).location == "/today"
    assert "Time for your check-in." not in rosa.get("/today").text


@pytest.mark.parametrize(
    ("way", "channel", "form"),
    [("email", Channel.EMAIL, {}), ("sms", Channel.SMS, {"phone": "555 010 0142"})],
)
def test_an_address_counts_once_its_code_came_back(
    app: Flask, rosa: Visitor, way: str, channel: Channel, form: dict[str, str]
) -> None:
    rosa.post(f"{PAGE}/ways/{way}", **form)
    assert "We sent a code to" in rosa.get(PAGE).text
    code = code_in(app, channel)
    wrong = "000000" if code != "000000" else "111111"
    assert rosa.post(f"{PAGE}/ways/{way}/code", code=wrong).status_code == 422
    assert rosa.post(f"{PAGE}/ways/{way}/code", code=code).status_code == 303
    assert "Turn off" in rosa.get(PAGE).text
    with app.app_context():
        assert db.session.scalars(select(ReminderConsent.confirmed_at)).one() == NOW


def test_a_code_is_guessed_five_times_and_lives_for_fifteen_minutes(app: Flask, rosa: Visitor) -> None:
    rosa.post(f"{PAGE}/ways/email")
    code = code_in(app, Channel.EMAIL)
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(5):
        rosa.post(f"{PAGE}/ways/email/code", code=wrong)
    assert rosa.post(f"{PAGE}/ways/email/code", code=code).status_code == 422
    rosa.post(f"{PAGE}/ways/email/end")
    rosa.post(f"{PAGE}/ways/email")
    with time_machine.travel(NOW + timedelta(minutes=16), tick=False):
        assert rosa.post(f"{PAGE}/ways/email/code", code=code_in(app, Channel.EMAIL)).status_code == 422


def test_nobody_has_codes_sent_to_one_number_after_the_other(app: Flask, rosa: Visitor) -> None:
    answers = [
        rosa.post(f"{PAGE}/ways/sms", phone=f"555 010 01{number}").status_code for number in range(10, 17)
    ]
    assert answers == [303] * 5 + [409] * 2
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        again = Visitor(app, "rosa@test.example")
        assert again.post(f"{PAGE}/ways/sms", phone="555 010 0142").status_code == 303


@pytest.mark.parametrize("phone", ["", "988", "not a number"])
def test_a_number_that_is_none_is_refused_and_kept(app: Flask, rosa: Visitor, phone: str) -> None:
    answer = rosa.post(f"{PAGE}/ways/sms", phone=phone)
    assert answer.status_code == 422 and f'value="{phone}"' in answer.text
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(ReminderConsent)) == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"check_in_at": "07:59"},
        {"check_in_at": "21:00"},
        {"check_in_at": "x"},
        {"level": "loud"},
        {"session": ["app"], "leads": []},
        {"leads": ["17"]},
        {"check_in": ["sms"]},
    ],
)
def test_choices_that_make_no_sense_are_refused(app: Flask, rosa: Visitor, wrong: dict[str, object]) -> None:
    rosa.post(f"{PAGE}/ways/app")
    assert rosa.post(PAGE, **{**CHOSEN, **wrong}).status_code == 422
    with app.app_context():
        assert db.session.scalars(select(ReminderChoice)).all() == []


def test_a_way_that_is_not_set_up_is_not_offered(
    app: Flask, rosa: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PUSH", "SMS"):
        monkeypatch.setitem(app.config, name, None)
    assert "Text message" not in rosa.get(PAGE).text
    assert rosa.post(f"{PAGE}/ways/sms", phone="555 010 0142").location == PAGE
    assert rosa.post(f"{PAGE}/push", subscription=SUBSCRIPTION).status_code == 422
    with app.app_context():
        assert db.session.scalars(select(ReminderConsent)).all() == []


def test_a_browser_subscribes_and_signing_out_takes_it_away(app: Flask, rosa: Visitor) -> None:
    assert rosa.post(f"{PAGE}/push", subscription=SUBSCRIPTION).status_code == 303
    with app.app_context():
        assert db.session.scalars(select(PushSubscription)).one().subscription == SUBSCRIPTION
    rosa.post("/sign-out")
    with app.app_context():
        assert db.session.scalars(select(PushSubscription)).all() == []


@pytest.mark.parametrize("endpoint", ["https://169.254.169.254/x", "http://127.0.0.1:5432/", "nothing"])
def test_a_browser_cannot_name_a_host_of_ours(app: Flask, rosa: Visitor, endpoint: str) -> None:
    said = json.dumps({**json.loads(SUBSCRIPTION), "endpoint": endpoint})
    for subscription in (said, "{}", "no json", '["x"]', ""):
        assert rosa.post(f"{PAGE}/push", subscription=subscription).status_code == 422
    with app.app_context():
        assert db.session.scalars(select(PushSubscription)).all() == []


def test_a_pause_lasts_seven_days_or_until_it_is_ended(app: Flask, cast: Cast, rosa: Visitor) -> None:
    with app.app_context():
        wants(cast.rosa, [(Kind.CHECK_IN, Way.APP)])
    rosa.post(f"{PAGE}/pause")
    with app.app_context():
        assert db.session.scalars(select(ReminderSettings.paused_until)).one() == NOW + timedelta(days=7)
    assert "Paused until" in rosa.get(PAGE).text
    rosa.post(f"{PAGE}/pause/end")
    assert "Paused until" not in rosa.get(PAGE).text


def stop(app: Flask, text: str, token: str = TOKEN, number: str = "+15550100142") -> int:
    headers = {"Authorization": f"Bearer {token}"}
    return (
        app.test_client()
        .post("/sms/inbound", data={"from": number, "text": text}, headers=headers)
        .status_code
    )


def test_stop_ends_texts_and_start_does_not_begin_them(app: Flask, cast: Cast) -> None:
    with app.app_context():
        wants(cast.rosa, [(Kind.CHECK_IN, Way.SMS), (Kind.CHECK_IN, Way.EMAIL)])
    assert stop(app, "STOP", token="wrong") == 403
    assert stop(app, "See you") == stop(app, "STOP", number="+15550100199") == 204
    assert still_agreed(app) == {Way.SMS, Way.EMAIL}
    assert stop(app, "stop") == 204
    assert still_agreed(app) == {Way.EMAIL}
    assert stop(app, "START") == 204
    assert still_agreed(app) == {Way.EMAIL}


def still_agreed(app: Flask) -> set[Way]:
    with app.app_context():
        rows = select(ReminderConsent.way).where(ReminderConsent.withdrawn_at.is_(None))
        return set(db.session.scalars(rows))


def test_without_a_gateway_nobody_can_say_stop(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "SMS", None)
    assert stop(app, "STOP") == 400
    monkeypatch.setitem(app.config, "SMS", replace(SmsGateway(url="console"), inbound_token=""))
    assert stop(app, "STOP", token="") == 400


def test_another_client_cannot_put_away_my_reminder(app: Flask, cast: Cast) -> None:
    with app.app_context():
        wants(cast.rosa, [(Kind.CHECK_IN, Way.APP)])
        look(NOW)
        reminder_id = db.session.scalars(select(SentReminder.id)).one()
    assert Visitor(app, "omar@test.example").post(f"{PAGE}/{reminder_id}/seen").status_code == 404
