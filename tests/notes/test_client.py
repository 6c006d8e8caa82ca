"""The client reads what was signed about their sessions, and says what they think of it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from companion.core.db import db
from companion.records.notes.models import NoteComment, ProgressNote
from tests.cast import Cast
from tests.notes.writing import WORDS, notes_at, write
from tests.visitor import Visitor

SAID = "It was the train, not the bus"


@pytest.fixture
def note(app: Flask, cast: Cast, cora: Visitor) -> ProgressNote:
    write(cora, cast)
    with app.app_context():
        return db.session.scalars(select(ProgressNote)).one()


def comment(visitor: Visitor, note: ProgressNote, words: str = SAID, **form: str) -> str:
    sent = {"submission_id": str(uuid4()), "words": words, **form}
    answer = visitor.post(f"/notes/{note.id}/comments", **sent)
    assert answer.status_code == 303
    return str(answer.location)


def test_the_way_leads_from_me_to_the_note(rosa: Visitor, note: ProgressNote) -> None:
    assert 'href="/notes"' in rosa.get("/me").text
    assert f'href="/notes/{note.id}"' in rosa.get("/notes").text
    page = rosa.get(f"/notes/{note.id}").text
    assert WORDS in page and "Cora Counselor</bdi>, counselor" in page


def test_a_comment_stands_beside_the_note_and_on_the_timeline(
    cast: Cast, rosa: Visitor, cora: Visitor, note: ProgressNote
) -> None:
    place = comment(rosa, note)
    assert SAID in rosa.get(place).text
    assert "1 comment from you" in rosa.get("/notes").text
    assert SAID in cora.get(notes_at(cast)).text
    timeline = cora.get(f"/caseload/{cast.rosa}/timeline?kind=note").text
    assert SAID in timeline and "Comment on a progress note" in timeline


def test_the_same_comment_twice_is_one(app: Flask, rosa: Visitor, note: ProgressNote) -> None:
    same = str(uuid4())
    comment(rosa, note, submission_id=same)
    comment(rosa, note, submission_id=same)
    with app.app_context():
        assert len(db.session.scalars(select(NoteComment)).all()) == 1


def test_a_comment_is_taken_back_and_put_back(
    app: Flask, cast: Cast, rosa: Visitor, cora: Visitor, note: ProgressNote
) -> None:
    comment(rosa, note)
    with app.app_context():
        row = db.session.scalars(select(NoteComment)).one()
    place = rosa.post(f"/notes/comments/{row.id}/removal").location
    assert SAID not in cora.get(notes_at(cast)).text
    assert SAID not in cora.get(f"/caseload/{cast.rosa}/timeline").text
    page = rosa.get(place).text
    assert "Undo" in page and SAID not in page
    rosa.post(f"/notes/comments/{row.id}/restoration")
    assert SAID in cora.get(notes_at(cast)).text


def test_an_empty_comment_is_asked_for_again(rosa: Visitor, note: ProgressNote) -> None:
    answer = rosa.post(f"/notes/{note.id}/comments", submission_id=str(uuid4()), words=" ")
    assert answer.status_code == 422
    assert "Please write something first." in answer.text


def test_another_client_finds_neither_note_nor_comment(
    app: Flask, rosa: Visitor, omar: Visitor, note: ProgressNote
) -> None:
    comment(rosa, note)
    with app.app_context():
        row = db.session.scalars(select(NoteComment)).one()
    assert omar.get(f"/notes/{note.id}").status_code == 404
    form = {"submission_id": str(uuid4()), "words": "not mine"}
    assert omar.post(f"/notes/{note.id}/comments", **form).status_code == 404
    assert omar.post(f"/notes/comments/{row.id}/removal").status_code == 404


def test_what_the_client_may_not_read_takes_no_comment(app: Flask, rosa: Visitor, note: ProgressNote) -> None:
    with app.app_context():
        db.session.get_one(ProgressNote, note.id).is_shown = False
        db.session.commit()
    assert rosa.get(f"/notes/{note.id}").status_code == 404
    form = {"submission_id": str(uuid4()), "words": SAID}
    assert rosa.post(f"/notes/{note.id}/comments", **form).status_code == 404


@pytest.mark.parametrize("name", ["ben", "wes", "ada"])
def test_nobody_else_has_these_pages(
    request: pytest.FixtureRequest, cast: Cast, note: ProgressNote, name: str
) -> None:
    visitor = request.getfixturevalue(name)
    assert visitor.get(f"/notes/{note.id}").status_code == 404
    assert visitor.get(notes_at(cast)).status_code == 404
