"""One thread between a client and the care team: sent, read in words, taken back, never doubled."""

from __future__ import annotations

from datetime import time
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from companion.access import actions as access
from companion.accounts.models import Person
from companion.audit.models import Event
from companion.core.db import db
from companion.programs.models import StaffedHours
from companion.records.messages.models import ThreadMessage
from tests.cast import NOW, Cast
from tests.visitor import Visitor

WORDS = "The bus was late and I sat by the river"


def write(visitor: Visitor, address: str, body: str = WORDS, **form: str) -> str:
    answer = visitor.post(address, body=body, submission_id=str(uuid4()), **form)
    assert answer.status_code == 303
    return str(answer.location)


def thread_at(cast: Cast) -> str:
    return f"/caseload/{cast.rosa}/messages"


def only_message(app: Flask) -> ThreadMessage:
    with app.app_context():
        return db.session.scalars(select(ThreadMessage)).one()


def said(page: str) -> str:
    return " ".join(page.replace("\u202f", " ").split())


def test_a_client_writes_and_reads_the_answer_with_name_and_role(
    rosa: Visitor, cora: Visitor, cast: Cast
) -> None:
    assert "Sent." in rosa.get(write(rosa, "/messages")).text
    page = cora.get(thread_at(cast)).text
    assert WORDS in page
    write(cora, thread_at(cast), "See you at six")
    mine = said(rosa.get("/messages").text)
    assert "See you at six" in mine
    assert "Cora Counselor</bdi>, counselor" in mine


def test_sent_and_read_are_said_in_words(app: Flask, rosa: Visitor, cora: Visitor, cast: Cast) -> None:
    write(rosa, "/messages")
    assert "Sent. Not read yet." in rosa.get("/messages").text
    cora.get("/inbox")
    assert "Sent. Not read yet." in rosa.get("/messages").text
    cora.get(thread_at(cast))
    assert "Read Wed, Nov 18, 5:00 PM" in said(rosa.get("/messages").text)
    row = only_message(app)
    assert (row.read_by, row.read_at) == (cast.cora, NOW)


def test_the_client_s_own_look_reads_nothing_of_their_own(app: Flask, rosa: Visitor) -> None:
    write(rosa, "/messages")
    rosa.get("/messages")
    assert only_message(app).read_at is None


def test_a_new_message_shows_on_today_until_it_is_read(rosa: Visitor, cora: Visitor, cast: Cast) -> None:
    assert "new message" not in rosa.get("/today").text
    write(cora, thread_at(cast))
    for page in ("/today", "/me"):
        assert "1 new message" in rosa.get(page).text
    rosa.get("/messages")
    assert "new message" not in rosa.get("/today").text


def test_the_same_form_twice_is_one_message(app: Flask, rosa: Visitor) -> None:
    form = {"body": WORDS, "submission_id": str(uuid4())}
    for _ in range(2):
        assert rosa.post("/messages", **form).status_code == 303
    assert only_message(app).body_sealed


def test_until_it_is_read_the_author_takes_it_back(
    app: Flask, rosa: Visitor, cora: Visitor, cast: Cast
) -> None:
    write(rosa, "/messages")
    message = only_message(app).id
    assert cora.post(f"{thread_at(cast)}/{message}/removal").status_code == 404
    rosa.post(f"/messages/{message}/removal")
    assert WORDS not in rosa.get("/messages").text
    assert WORDS not in cora.get(thread_at(cast)).text
    assert "Nobody waits for an answer." in cora.get("/inbox").text
    assert only_message(app).body_sealed, "nothing is destroyed"


def test_what_was_read_stays(app: Flask, rosa: Visitor, cora: Visitor, cast: Cast) -> None:
    write(rosa, "/messages")
    cora.get(thread_at(cast))
    answer = rosa.post(f"/messages/{only_message(app).id}/removal")
    assert answer.status_code == 409
    assert "This message was read already, so it stays." in answer.text
    assert only_message(app).taken_back_at is None


@pytest.mark.parametrize("body", ["", "   ", "x" * 4001, "a\x00b"])
def test_what_cannot_be_sent_keeps_what_was_typed(
    app: Flask, rosa: Visitor, cora: Visitor, cast: Cast, body: str
) -> None:
    for visitor, address in ((rosa, "/messages"), (cora, thread_at(cast))):
        answer = visitor.post(address, body=body, submission_id=str(uuid4()))
        assert answer.status_code == 422
        assert "There is a problem" in answer.text
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(ThreadMessage)) == 0


def test_a_short_answer_is_one_tap(rosa: Visitor, cora: Visitor, cast: Cast) -> None:
    write(rosa, "/messages")
    page = cora.get(thread_at(cast)).text
    assert 'name="body" value="Thank you for telling me."' in page
    write(cora, thread_at(cast), "Thank you for telling me.")
    assert "Thank you for telling me." in rosa.get("/messages").text


def test_strangers_find_no_thread(
    rosa: Visitor, omar: Visitor, wes: Visitor, ben: Visitor, cast: Cast
) -> None:
    write(rosa, "/messages")
    assert WORDS not in omar.get("/messages").text
    assert wes.get(thread_at(cast)).status_code == 404
    assert wes.post(thread_at(cast), body=WORDS).status_code == 404
    assert ben.get(thread_at(cast)).status_code == 404
    assert WORDS not in wes.get("/inbox").text


def test_the_trail_holds_no_word_of_it(app: Flask, rosa: Visitor, cora: Visitor, cast: Cast) -> None:
    write(rosa, "/messages")
    cora.get(thread_at(cast))
    with app.app_context():
        events = db.session.scalars(select(Event).where(Event.action.startswith("message:"))).all()
        assert [event.action for event in events] == ["message:sent", "message:read"]
        assert all(event.facts == {} for event in events)


# It is Wednesday, 5 PM: within the last hour at work an answer comes the next day.
@pytest.mark.parametrize(
    ("closes_at", "when"),
    [
        (time(17, 59), "Thu, Nov 19, 5:59 PM"),
        (time(18), "Wed, Nov 18, 6:00 PM"),
        (time(17), "Thu, Nov 19, 5:00 PM"),
    ],
)
def test_the_real_answer_time_stands_above_the_box(
    app: Flask, rosa: Visitor, cast: Cast, closes_at: time, when: str
) -> None:
    assert "Your program has not said when it answers." in rosa.get("/messages").text
    with app.app_context():
        for weekday in range(5):
            shift = {"weekday": weekday, "opens_at": time(8), "closes_at": closes_at}
            db.session.add(StaffedHours(program_id=cast.program, **shift))
        db.session.commit()
    page = said(rosa.get("/messages").text)
    assert "Not for emergencies." in page
    assert 'href="/help"' in page
    assert f"We answer by {when}." in page


def test_older_messages_are_a_page_away(rosa: Visitor) -> None:
    for number in range(31):
        write(rosa, "/messages", f"Number {number}.")
    first = rosa.get("/messages").text
    assert "Number 30." in first
    assert "Number 0." not in first
    older = first.split('href="/messages?before=')[1].split('"')[0]
    assert "Number 0." in rosa.get(f"/messages?before={older}").text


def test_without_a_care_team_nobody_writes_into_the_void(app: Flask, rosa: Visitor, cast: Cast) -> None:
    with app.app_context():
        cora, ada = (db.session.get_one(Person, one) for one in (cast.cora, cast.ada))
        access.end_assignments(cora, by=ada, at=NOW)
        db.session.commit()
    page = rosa.get("/messages").text
    assert "nobody would read this message" in page
    assert "<textarea" not in page
    assert rosa.post("/messages", body=WORDS, submission_id=str(uuid4())).status_code == 409
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(ThreadMessage)) == 0
