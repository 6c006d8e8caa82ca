"""Notes from a supporter: a few and short, and whoever is blocked finds out nothing."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from companion.access.consents import actions as consents
from companion.access.rules import Scope
from companion.accounts.models import Person
from companion.audit.models import Event
from companion.core.db import db
from companion.records.encouragement import rules
from companion.records.encouragement.models import SupporterNote
from companion.records.tasks.models import Task
from tests.cast import NOW, Cast
from tests.consents.giving import give, support_of
from tests.visitor import Visitor

WORDS = "Proud of you, sister 🌱"


def send(cast: Cast, ben: Visitor, words: str = WORDS, **other: str) -> str:
    form = {"submission_id": str(uuid4()), "words": words, **other}
    answer = ben.post(f"/supporting/{cast.rosa}/note", **form)
    return str(answer.location) if answer.status_code == 303 else answer.text


def support_id_of(app: Flask, cast: Cast) -> UUID:
    with app.app_context():
        return support_of(cast).id


@pytest.mark.parametrize(("sent", "is_full"), [(0, False), (4, False), (5, True), (6, True)])
def test_five_a_day(sent: int, is_full: bool) -> None:
    assert rules.is_full(sent) is is_full


@pytest.mark.parametrize("state", ["nothing shown", "stopped", "paused"])
def test_a_note_needs_no_consent(app: Flask, cast: Cast, ben: Visitor, rosa: Visitor, state: str) -> None:
    with app.app_context():
        client = db.session.get_one(Person, cast.rosa)
        if state != "nothing shown":
            give(cast, [Scope.TODAY])
        if state == "stopped":
            consents.stop(support_of(cast), by=client, at=NOW)
        if state == "paused":
            consents.pause(support_of(cast), client, at=NOW)
        db.session.commit()
    assert send(cast, ben).endswith("/note/sent")
    assert "1 new note from a supporter" in rosa.get("/today").text
    assert WORDS in rosa.get("/sharing/notes").text
    assert "new note" not in rosa.get("/today").text


def test_its_words_are_sealed_and_in_no_event(app: Flask, cast: Cast, ben: Visitor) -> None:
    send(cast, ben)
    with app.app_context():
        note = db.session.scalars(select(SupporterNote)).one()
        assert WORDS.encode() not in (note.words_sealed or b"")
        assert all(WORDS not in str(event.facts) for event in db.session.scalars(select(Event)))


def test_the_same_form_twice_is_one_note(app: Flask, cast: Cast, ben: Visitor) -> None:
    form = {"submission_id": str(uuid4())}
    assert send(cast, ben, **form) == send(cast, ben, **form)
    with app.app_context():
        assert db.session.query(SupporterNote).count() == 1


@pytest.mark.parametrize("is_blocked", [False, True])
def test_a_blocked_supporter_gets_the_same_answers(
    app: Flask, cast: Cast, ben: Visitor, rosa: Visitor, is_blocked: bool
) -> None:
    if is_blocked:
        rosa.post(f"/sharing/notes/from/{support_id_of(app, cast)}/block")
    answers = [send(cast, ben) for _ in range(5)]
    assert set(answers) == {f"/supporting/{cast.rosa}/note/sent"}
    assert "You can send 5 notes a day." in send(cast, ben)
    with app.app_context():
        kept = [note.words for note in db.session.scalars(select(SupporterNote))]
    assert kept == ["" if is_blocked else WORDS] * 5
    assert (WORDS in rosa.get("/sharing/notes").text) is not is_blocked


def test_a_muted_note_is_on_the_list_and_not_on_the_first_page(
    app: Flask, cast: Cast, ben: Visitor, rosa: Visitor
) -> None:
    address = f"/sharing/notes/from/{support_id_of(app, cast)}/mute"
    rosa.post(address)
    send(cast, ben)
    assert "new note" not in rosa.get("/today").text
    rosa.post(f"{address}/undo")
    assert "1 new note from a supporter" in rosa.get("/today").text
    assert WORDS in rosa.get("/sharing/notes").text


def test_after_a_day_there_is_room_again(
    app: Flask, cast: Cast, ben: Visitor, frozen: time_machine.Traveller
) -> None:
    for _ in range(5):
        send(cast, ben)
    frozen.move_to(NOW + timedelta(hours=24, minutes=1))
    assert send(cast, Visitor(app, "ben@test.example")).endswith("/sent")


def test_too_long_comes_back_as_typed(cast: Cast, ben: Visitor) -> None:
    page = send(cast, ben, "x" * 281)
    assert "Use at most 280 characters." in page
    assert "x" * 281 in page


def test_only_a_reported_note_is_read_by_the_care_team(
    app: Flask, cast: Cast, ben: Visitor, rosa: Visitor, cora: Visitor, wes: Visitor
) -> None:
    send(cast, ben)
    with app.app_context():
        note_id = db.session.scalars(select(SupporterNote.id)).one()
    address = f"/caseload/{cast.rosa}/reported-notes/{note_id}"
    assert cora.get(address).status_code == 404
    for _ in range(2):
        rosa.post(f"/sharing/notes/{note_id}/report")
    assert WORDS in cora.get(address).text
    assert wes.get(address).status_code == 404
    tasks = cora.get("/tasks").text
    assert "Reports a note from a supporter." in tasks
    assert address in tasks
    assert WORDS not in tasks
    with app.app_context():
        assert db.session.query(Task).count() == 1


def test_nobody_else_sends_or_reads(cast: Cast, omar: Visitor, rosa: Visitor, ben: Visitor) -> None:
    assert ben.get(f"/supporting/{cast.omar}/note").status_code == 404
    assert omar.get(f"/supporting/{cast.rosa}/note").status_code == 404
    send(cast, ben)
    assert WORDS not in omar.get("/sharing/notes").text
    assert omar.post(f"/sharing/notes/from/{uuid4()}/block").status_code == 404
