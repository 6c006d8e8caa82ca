"""An entry that waited on a phone: once, by whom it belongs to, at the time at which it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from companion.access.models import ReceivedEntry
from companion.accounts.models import Person
from companion.core.db import db
from companion.records.cravings.models import Craving
from companion.records.days.models import CheckIn, Use
from companion.records.journal.models import Audience, Entry
from companion.records.skills.models import Practice
from tests.cast import NOW, Cast
from tests.offline.phone import Phone
from tests.visitor import Visitor

HOUR = timedelta(hours=1)


@pytest.fixture
def phone(rosa: Visitor) -> Phone:
    return Phone(rosa)


def one(app: Flask, model: type[Any]) -> Any:
    with app.app_context():
        return db.session.scalars(select(model)).one()


def count(app: Flask, model: type[Any]) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_it_is_the_form_that_it_was_and_the_answer_names_it(app: Flask, phone: Phone) -> None:
    letter = phone.keep("/cravings/new", at=NOW - HOUR, strength="7")
    answer = phone.send(letter)
    craving = one(app, Craving)
    assert (answer.status_code, answer.headers["Entry"]) == (200, str(letter.id))
    assert answer.headers["Entry-Then"] == f"/cravings/{craving.id}/choose"
    assert (craving.strength, craving.occurred_at, craving.received_at) == (7, NOW - HOUR, NOW)


def test_a_page_that_sends_it_is_led_on(phone: Phone) -> None:
    answer = phone.send(phone.keep("/cravings/new", strength="7"), by_script=False)
    assert answer.status_code == 303 and answer.location.endswith("/choose")


@pytest.mark.parametrize(
    ("path", "form", "model", "moment"),
    [
        ("/journal/new", {"body": "On the bus", "audience": "me"}, Entry, "written_at"),
        ("/used/new", {"used_on": "today"}, Use, "told_at"),
        ("/check-in", {"day": "today", "mood": "2"}, CheckIn, "said_at"),
        ("/skills/halt/do", {"after": "3"}, Practice, "practiced_at"),
    ],
)
def test_each_kind_keeps_when_it_was(
    app: Flask, phone: Phone, path: str, form: dict[str, str], model: Any, moment: str
) -> None:
    letter = phone.keep(path, at=NOW - 2 * HOUR, **form)
    for _ in range(2):
        assert phone.send(letter).status_code == 200
    assert getattr(one(app, model), moment) == NOW - 2 * HOUR
    row = one(app, ReceivedEntry)
    assert (row.saved_at, row.received_at, row.clock_off_seconds) == (NOW - 2 * HOUR, NOW, 0)


def test_what_waited_is_new_to_the_care_team_when_it_arrives(app: Flask, phone: Phone) -> None:
    phone.send(phone.keep("/journal/new", at=NOW - HOUR, body="Late", audience="now"))
    phone.send(phone.keep("/used/new", at=NOW - HOUR, used_on="yesterday"))
    phone.send(phone.keep("/skills/halt/do", at=NOW - HOUR, after="3"))
    phone.send(phone.keep("/check-in", at=NOW - HOUR, day="today", mood="1"))
    assert one(app, Entry).shared_at == one(app, Use).team_told_at == NOW
    assert one(app, Practice).received_at == one(app, CheckIn).answered_at == NOW


def test_a_repeat_is_the_same_entry_and_other_words_are_refused(app: Flask, phone: Phone) -> None:
    sent = {"submission_id": str(uuid4()), "audience": "me"}
    first, other = (phone.keep("/journal/new", body=body, **sent) for body in ("One", "Two"))
    for letter, status in ((first, 200), (first, 200), (other, 409), (first, 200)):
        answer = phone.send(letter)
        assert (answer.status_code, answer.headers["Entry"]) == (status, sent["submission_id"])
    with app.app_context():
        assert db.session.scalars(select(Entry)).one().body == "One"


def test_the_refused_words_stand_on_the_page_and_become_an_entry_of_their_own(
    app: Flask, rosa: Visitor, phone: Phone
) -> None:
    sent = {"submission_id": str(uuid4()), "audience": Audience.ME.value}
    rosa.post("/journal/new", body="What I wrote first", **sent)
    answer = rosa.post("/journal/new", body="What I wrote then, which is longer than it was", **sent)
    assert answer.status_code == 409
    assert "What I wrote then, which is longer than it was" in answer.text
    assert sent["submission_id"] in answer.text, "the phone is told which of its entries this was"
    assert count(app, Entry) == 1


def test_a_form_and_the_same_form_from_the_queue_are_one_entry(
    app: Flask, rosa: Visitor, phone: Phone
) -> None:
    """The answer was lost on the way: the phone sends again what has arrived."""
    form = {"submission_id": str(uuid4()), "body": "a\r\nb", "audience": "me"}
    rosa.post("/journal/new", **form)
    assert phone.send(phone.keep("/journal/new", **form)).status_code == 200
    assert count(app, Entry) == count(app, ReceivedEntry) == 1


def test_somebody_elses_entry_is_neither_taken_nor_named(app: Flask, phone: Phone, omar: Visitor) -> None:
    letter = phone.keep("/cravings/new", strength="7")
    answer = Phone(omar).send(letter)
    assert (answer.status_code, answer.headers["Entry-Owner"]) == (403, "other")
    assert "Entry" not in answer.headers and count(app, Craving) == 0
    assert phone.send(letter).status_code == 200


def test_nobody_signed_in_keeps_it_waiting(app: Flask, phone: Phone) -> None:
    letter = phone.keep("/cravings/new", strength="7")
    anyone = Visitor(app)
    assert anyone.client.get("/offline/state").json == {"owner": None}
    phone.visitor = anyone
    answer = phone.send(letter)
    assert answer.status_code == 401 and "Entry" not in answer.headers
    assert count(app, Craving) == 0


def test_one_that_is_wrong_is_named_and_shown_with_what_was_typed(app: Flask, phone: Phone) -> None:
    answer = phone.send(phone.keep("/cravings/new", strength="11"))
    assert (answer.status_code, count(app, Craving)) == (422, 0)
    assert "Entry" in answer.headers and "There is a problem" in answer.text


@pytest.mark.parametrize(
    "path", ["/messages", "/cravings/new?x=1", "/settings/password", "/no-such", "", "//x", "/today"]
)
def test_only_forms_that_add_an_entry_may_wait(app: Flask, phone: Phone, path: str) -> None:
    letter = phone.keep(path, strength="7", body="a call for help")
    answer = phone.send(letter)
    assert (answer.status_code, answer.headers["Entry"]) == (422, str(letter.id))
    assert count(app, ReceivedEntry) == 0


@pytest.mark.parametrize("part", ["", "AAAA", "not base64 €", "AQ=="])
def test_what_does_not_open_is_named_so_that_the_others_go_on(phone: Phone, part: str) -> None:
    letter = replace(phone.keep("/cravings/new", strength="7"), sealed=part)
    answer = phone.send(letter)
    assert (answer.status_code, answer.headers["Entry"]) == (422, str(letter.id))
    assert "could not be opened" in answer.text


def test_an_entry_opens_only_under_its_own_id(app: Flask, phone: Phone) -> None:
    letter = replace(phone.keep("/cravings/new", strength="7"), id=uuid4())
    assert phone.send(letter).status_code == 422
    assert count(app, Craving) == 0


def test_without_a_token_nothing_is_taken(app: Flask, phone: Phone) -> None:
    letter = phone.keep("/cravings/new", strength="7")
    form = {"entry": letter.sealed, "id": str(letter.id), "sent_at": "1"}
    assert phone.visitor.client.post("/offline/entries", data=form).status_code == 400
    assert count(app, Craving) == 0


@pytest.mark.parametrize(
    ("off", "is_told"),
    [
        (timedelta(minutes=9), False),
        (timedelta(minutes=11), True),
        (-HOUR, True),
        (timedelta(days=400), True),
    ],
)
def test_a_clock_that_is_far_off_is_set_right_and_said(
    app: Flask, cast: Cast, rosa: Visitor, off: timedelta, is_told: bool
) -> None:
    phone = Phone(rosa, clock_off=off)
    phone.send(phone.keep("/cravings/new", at=NOW - HOUR, strength="7"))
    craving, row = one(app, Craving), one(app, ReceivedEntry)
    assert row.saved_at == NOW - HOUR + off and row.clock_off_seconds == off.total_seconds()
    assert craving.occurred_at == (NOW - HOUR if is_told else min(NOW, NOW - HOUR + off))
    told = Visitor(app, "cora@test.example").get(f"/caseload/{cast.rosa}/timeline").text
    assert ("Phone clock" in told) == is_told


@pytest.mark.parametrize("saved", [datetime(1970, 1, 2, tzinfo=NOW.tzinfo), NOW + timedelta(days=3)])
def test_a_clock_that_was_set_in_between_says_nothing(app: Flask, phone: Phone, saved: datetime) -> None:
    phone.send(phone.keep("/cravings/new", at=saved, strength="7"))
    assert one(app, Craving).occurred_at == NOW


def test_two_phones_that_were_both_away_end_in_one_order(app: Flask, rosa: Visitor) -> None:
    bus, home = Phone(rosa), Phone(rosa)
    early = bus.keep("/check-in", at=NOW - 3 * HOUR, day="today", mood="0")
    late = home.keep("/check-in", at=NOW - HOUR, day="today", mood="4")
    cravings = [
        one.keep("/cravings/new", at=NOW - n * HOUR, strength=str(n))
        for n, one in ((3, bus), (1, home), (2, bus))
    ]
    for letter in (late, early, *reversed(cravings), early, late):
        assert home.send(letter).status_code == 200
    assert one(app, CheckIn).mood == 4, "what was said last stands, whichever came first"
    with app.app_context():
        found = db.session.scalars(select(Craving.strength).order_by(Craving.occurred_at))
        assert list(found) == [3, 2, 1]


def test_a_wave_that_began_without_a_signal_ends_once(app: Flask, phone: Phone) -> None:
    begun = phone.keep("/cravings/new", at=NOW - HOUR, strength="8")
    about = {"wave": str(begun.id), "strength": "3", "skill": "paced-breath"}
    ended = phone.keep("/cravings/ended", at=NOW - HOUR / 2, **about)
    assert phone.send(ended).status_code == 422, "it is not known yet: it waits for its person"
    for letter in (begun, ended, ended):
        assert phone.send(letter).status_code == 200
    craving = one(app, Craving)
    assert (craving.strength_after, craving.skill_key, craving.rated_at) == (
        3,
        "paced_breath",
        NOW - HOUR / 2,
    )


def test_what_waited_for_weeks_is_still_taken(app: Flask, phone: Phone) -> None:
    long_ago = NOW - timedelta(days=60)
    assert phone.send(phone.keep("/check-in", at=long_ago, day="today", mood="1")).status_code == 200
    assert phone.send(phone.keep("/cravings/new", at=long_ago, strength="2")).status_code == 200
    assert one(app, Craving).occurred_at == long_ago
    assert one(app, CheckIn).day == long_ago.date()


def test_the_tag_on_the_phone_is_no_id(app: Flask, cast: Cast, rosa: Visitor, omar: Visitor) -> None:
    assert Phone(rosa).owner == Phone(rosa).owner != Phone(omar).owner
    with app.app_context():
        assert str(db.session.get_one(Person, cast.rosa).id).replace("-", "") not in Phone(rosa).owner
