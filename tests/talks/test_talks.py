"""“Can you talk?”: one tap, an email that says nothing, and words that claim no more than is known."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from companion.access.rules import Scope
from companion.core.db import db
from companion.outbox import actions as outbox
from companion.outbox import worker
from companion.outbox.models import Message
from companion.outbox.transport import NotSent
from companion.records.contacts.models import Contact
from companion.records.talks.models import TalkRequest
from companion.records.talks.rules import Delivery, delivery
from tests.cast import NOW, Cast
from tests.consents.giving import give, support_of
from tests.visitor import Visitor

ASKED = 'id="asks-to-talk"'


@pytest.fixture
def mail(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "HAS_MAIL", True)


@pytest.fixture
def support_id(app: Flask, cast: Cast) -> str:
    with app.app_context():
        return str(support_of(cast).id)


def ask(rosa: Visitor, support_id: str, **other: str) -> str:
    """The page that comes next."""
    answer = rosa.post(f"/talk/{support_id}", submission_id=str(uuid4()), **other)
    assert answer.status_code == 303
    return str(answer.location)


def work(app: Flask, *, is_down: bool = False) -> list[Message]:
    got: list[Message] = []

    def send(message: Message) -> None:
        if is_down:
            raise NotSent
        got.append(message)

    with app.app_context():
        while worker.work_once(NOW, send):
            pass
    return got


@pytest.mark.parametrize(
    ("has_message", "due_at", "sent_at", "failed_at", "expected"),
    [
        (False, None, None, None, Delivery.NO_EMAIL),
        (True, NOW, None, None, Delivery.WAITING),
        (True, None, NOW, None, Delivery.HANDED_OVER),
        (True, None, None, NOW, Delivery.FAILED),
        (True, None, None, None, Delivery.HELD_BACK),
    ],
)
def test_what_is_known_of_it(
    has_message: bool,
    due_at: datetime | None,
    sent_at: datetime | None,
    failed_at: datetime | None,
    expected: Delivery,
) -> None:
    found = delivery(has_message=has_message, due_at=due_at, sent_at=sent_at, failed_at=failed_at)
    assert found == expected


def test_without_a_mail_server_it_says_so_and_stands_on_the_page(
    app: Flask, cast: Cast, rosa: Visitor, ben: Visitor, support_id: str
) -> None:
    with app.app_context():
        whose = {"program_id": cast.program, "client_id": cast.rosa}
        contact = Contact(**whose, submission_id=uuid4(), position=0, is_on_help_now=False, created_at=NOW)
        contact.name, contact.phone = "Ben", "555 0101"
        db.session.add(contact)
        db.session.commit()
    page = rosa.get(ask(rosa, support_id)).text
    assert "No email goes out from here" in page
    assert 'href="tel:988"' in page
    assert 'href="tel:5550101"' in page
    assert 'href="sms:5550101' in page
    assert ASKED in ben.get(f"/supporting/{cast.rosa}").text
    assert "Can you talk?" in ben.get(f"/supporting/{cast.rosa}").text
    assert work(app) == []


@pytest.mark.usefixtures("mail")
def test_the_email_says_nothing_and_the_page_says_how_far_it_is(
    app: Flask, rosa: Visitor, support_id: str
) -> None:
    rosa.post("/talk/line", words="I want to drink, call me")
    page = ask(rosa, support_id)
    assert "The email is waiting to go out." in rosa.get(page).text
    work(app, is_down=True)
    assert "The email is waiting to go out." in rosa.get(page).text
    with app.app_context():
        outbox.hasten(db.session.scalars(select(Message)).one(), at=NOW)
        db.session.commit()
    (message,) = work(app)
    assert "The email was handed over at 5:00 PM." in rosa.get(page).text.replace("\u202f", " ")
    with app.app_context():
        said = (message.subject + message.body).lower()
    assert not any(word in said for word in ("drink", "rosa", "ben", "talk", "crav", "recover", "maple"))


@pytest.mark.usefixtures("mail")
def test_an_email_that_is_given_up_is_said_to_be(app: Flask, rosa: Visitor, support_id: str) -> None:
    page = ask(rosa, support_id)
    with app.app_context():
        message = db.session.scalars(select(Message)).one()
        message.failed_at, message.due_at = NOW, None
        db.session.commit()
    assert "The email could not be sent." in rosa.get(page).text


@pytest.mark.usefixtures("mail")
@pytest.mark.parametrize("how", ["pause", "end", "leave"])
def test_a_tie_that_ended_is_asked_about_when_it_is_sent(
    app: Flask,
    cast: Cast,
    rosa: Visitor,
    ben: Visitor,
    support_id: str,
    how: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ask(rosa, support_id)
    monkeypatch.setattr(outbox, "withdraw_tied", lambda subject_id: None)
    if how == "leave":
        ben.post(f"/supporting/{cast.rosa}/leave")
    else:
        rosa.post(f"/sharing/{support_id}/{how}")
    assert work(app) == []


def test_it_needs_no_consent_but_a_tie_that_does_not_rest(
    app: Flask, cast: Cast, rosa: Visitor, omar: Visitor, support_id: str
) -> None:
    button = f'action="/talk/{support_id}"'
    assert button in rosa.get("/help").text
    assert button not in omar.get("/help").text
    assert omar.post(f"/talk/{support_id}", submission_id=str(uuid4())).status_code == 404
    rosa.post(f"/sharing/{support_id}/pause")
    assert button not in rosa.get("/help").text
    assert rosa.post(f"/talk/{support_id}", submission_id=str(uuid4())).status_code == 404


@pytest.mark.parametrize("how", ["stop", "pause", "undo"])
def test_what_was_stopped_since_looks_like_what_never_was(
    app: Flask, cast: Cast, rosa: Visitor, ben: Visitor, support_id: str, how: str
) -> None:
    before = ben.client.get(f"/supporting/{cast.rosa}").data
    with app.app_context():
        give(cast, [Scope.TODAY])
    page = ask(rosa, support_id)
    assert ASKED in ben.get(f"/supporting/{cast.rosa}").text
    rosa.post(f"{page}/undo" if how == "undo" else f"/sharing/{support_id}/{how}")
    if how == "undo":
        rosa.post(f"/sharing/{support_id}/stop")
        assert "You took it back." in rosa.get(page).text
    assert len(ben.client.get(f"/supporting/{cast.rosa}").data) == len(before)


def test_tapping_again_within_minutes_is_the_same_request(
    app: Flask, rosa: Visitor, support_id: str, frozen: time_machine.Traveller
) -> None:
    first = ask(rosa, support_id)
    assert ask(rosa, support_id) == first
    frozen.move_to(NOW + timedelta(minutes=11))
    assert ask(Visitor(rosa.client.application, "rosa@test.example"), support_id) != first
    with app.app_context():
        assert db.session.query(TalkRequest).count() == 2


def test_the_next_day_it_is_gone_from_the_page(
    app: Flask, cast: Cast, rosa: Visitor, support_id: str, frozen: time_machine.Traveller
) -> None:
    ask(rosa, support_id)
    frozen.move_to(NOW + timedelta(hours=12))
    assert ASKED not in Visitor(app, "ben@test.example").get(f"/supporting/{cast.rosa}").text


def test_help_now_writes_nothing_and_is_the_same_for_strangers(app: Flask) -> None:
    page = Visitor(app).get("/help")
    assert "can-you-talk" not in page.text
    assert "Set-Cookie" not in page.headers


def test_a_form_without_its_id_is_refused(rosa: Visitor, support_id: str) -> None:
    assert rosa.post(f"/talk/{support_id}", submission_id="x").status_code == 400
