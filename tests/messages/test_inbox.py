"""Who waits the longest stands first, and one query finds them all."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import event

from companion.access import actions as access
from companion.accounts.models import Person
from companion.accounts.rules import Role
from companion.core.db import db
from companion.records.messages import actions, queries, rules
from tests.cast import NOW, Cast, make_cast, make_person
from tests.messages.test_thread import thread_at, write
from tests.visitor import Visitor

AN_HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("thread", "since"),
    [
        ([], None),
        ([(True, NOW)], NOW),
        ([(True, NOW), (True, NOW + AN_HOUR)], NOW),
        ([(True, NOW), (False, NOW + AN_HOUR)], None),
        ([(True, NOW), (False, NOW + AN_HOUR), (True, NOW + 2 * AN_HOUR)], NOW + 2 * AN_HOUR),
        ([(False, NOW)], None),
    ],
)
def test_the_oldest_unanswered_word_is_what_waits(
    context: Flask, thread: list[tuple[bool, datetime]], since: datetime | None
) -> None:
    cast = make_cast()
    for is_from_client, at in thread:
        send(cast.rosa, cast.rosa if is_from_client else cast.cora, at)
    found = queries.waiting_of([cast.rosa]).get(cast.rosa)
    assert (found.since if found else None) == since


def send(client_id: UUID, by_id: UUID, at: datetime, **about: bool) -> None:
    client, by = db.session.get_one(Person, client_id), db.session.get_one(Person, by_id)
    actions.send(client, submission=uuid4(), body="Words", by=by, at=at, **about)


def test_the_longest_wait_stands_first(app: Flask, cora: Visitor, cast: Cast) -> None:
    with app.app_context():
        second = make_person(cast.program, Role.CLIENT, "Zoe Made Up")
        access.assign(second, db.session.get_one(Person, cast.cora), by=second, at=NOW)
        send(cast.rosa, cast.rosa, NOW - AN_HOUR)
        send(second.id, second.id, NOW - 2 * AN_HOUR, is_soon=True)
        db.session.commit()
    page = cora.get("/inbox").text
    assert page.index("Zoe Made Up") < page.index("Rosa")
    assert page.count("Needs to talk before the next session") == 1


def test_staff_cannot_mark_their_own_answer_as_one_that_cannot_wait(context: Flask) -> None:
    cast = make_cast()
    send(cast.rosa, cast.cora, NOW, is_soon=True)
    (message,) = queries.thread_of(db.session.get_one(Person, cast.rosa))
    assert not message.is_soon


def test_an_answer_ends_the_wait(rosa: Visitor, cora: Visitor, cast: Cast) -> None:
    write(rosa, "/messages")
    assert "Nobody waits" not in cora.get("/inbox").text
    write(cora, thread_at(cast), "Good that you wrote")
    assert "Nobody waits for an answer." in cora.get("/inbox").text


def test_an_inbox_costs_the_same_for_one_client_as_for_many(app: Flask, cora: Visitor, cast: Cast) -> None:
    one = queries_of(app, cora)
    with app.app_context():
        counselor = db.session.get_one(Person, cast.cora)
        for number in range(20):
            client = make_person(cast.program, Role.CLIENT, f"Client{number} Made Up")
            access.assign(client, counselor, by=counselor, at=NOW)
            send(client.id, client.id, NOW)
        db.session.commit()
    assert queries_of(app, cora) == one


def queries_of(app: Flask, visitor: Visitor) -> int:
    counted: list[str] = []
    with app.app_context():
        engine = db.engine

    def note(*arguments: object) -> None:
        counted.append(str(arguments[2]))

    event.listen(engine, "before_cursor_execute", note)
    visitor.get("/inbox")
    event.remove(engine, "before_cursor_execute", note)
    return len(counted)


@pytest.mark.parametrize(("minutes", "late"), [(61, False), (60, False), (59, True), (1, True)])
def test_the_last_hour_at_work_is_late(minutes: int, late: bool) -> None:
    assert rules.is_late(NOW, NOW + timedelta(minutes=minutes)) is late
