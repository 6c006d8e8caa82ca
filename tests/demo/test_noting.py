from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from companion import demo
from companion.accounts import queries as people
from companion.core.db import db
from companion.records.counseling.models import CounselingNote
from companion.records.notes import queries
from tests.cast import NOW


def test_the_demo_client_has_notes_of_her_sessions_and_said_something_about_one(context: Flask) -> None:
    demo.make(clients=2, weeks=6, now=NOW)
    dana, counselor = (people.person_by_email(f"{who}@demo.example") for who in ("client", "counselor"))
    assert dana and counselor
    shown = queries.shown_notes_of(dana)
    assert len(shown) == 3
    assert all(note.appointment_id for note in shown)
    assert [len(note.comments_said) for note in shown] == [0, 1, 0]
    assert len(queries.drafts_of(dana, counselor)) == 1


def test_one_note_is_the_counselors_alone(context: Flask) -> None:
    demo.make(clients=2, weeks=6, now=NOW)
    note = db.session.scalars(select(CounselingNote)).one()
    counselor = people.person_by_email("counselor@demo.example")
    assert counselor and note.author_id == counselor.id
