"""SUD counseling notes are their author's alone: a planted word is on no page of others, nor in any file.

Source: 42 CFR 2.11 and 2.31(b); 45 CFR 164.524(a)(1)(i) for what clients may ask for.
"""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from companion.access.models import CareTeamMember
from companion.audit.models import Event, Version
from companion.core.db import Base, db
from companion.core.sealed import CannotOpen
from companion.records.counseling.models import CounselingNote
from tests.cast import NOW, Cast
from tests.house.test_access import RULES, address_of
from tests.house.world import make_world
from tests.notes.writing import join_team, own_notes_at, stand_in, write_for_oneself
from tests.visitor import Visitor

PLANTED = "a heron under the bridge"
PEOPLE = ("rosa", "omar", "cora", "wes", "ben", "ada")


def only_row(app: Flask) -> CounselingNote:
    with app.app_context():
        return db.session.scalars(select(CounselingNote)).one()


def test_the_author_reads_and_changes_it_and_its_past_stays_in_its_own_table(
    app: Flask, cast: Cast, cora: Visitor
) -> None:
    page = cora.get(write_for_oneself(cora, cast, PLANTED).location).text
    assert PLANTED in page
    form = {"submission_id": str(uuid4()), "body": "a heron by the lake"}
    cora.post(f"{own_notes_at(cast)}/{only_row(app).id}/edit", **form)
    page = cora.get(own_notes_at(cast)).text
    assert "a heron by the lake" in page and PLANTED not in page and "Changed" in page
    with app.app_context():
        rows = db.session.scalars(select(CounselingNote).order_by(CounselingNote.id)).all()
        assert [(one.body, one.note_id is None) for one in rows] == [
            ("a heron by the lake", True),
            (PLANTED, False),
        ]
        assert db.session.scalars(select(Version)).all() == []


def test_the_page_says_what_belongs_here_and_what_does_not(cast: Cast, cora: Visitor) -> None:
    page = " ".join(cora.get(own_notes_at(cast)).text.split())
    assert "Only you read these notes" in page and "nobody reads them" in page
    for part in ("start and stop times", "test results", "diagnosis", "symptoms", "prognosis", "progress"):
        assert part in page


@pytest.mark.parametrize("how", [join_team, stand_in], ids=["on the same team", "standing in"])
def test_a_colleague_finds_none_of_it(app: Flask, cast: Cast, cora: Visitor, wes: Visitor, how: Any) -> None:
    write_for_oneself(cora, cast, PLANTED)
    with app.app_context():
        how(cast)
    place = f"{own_notes_at(cast)}/{only_row(app).id}/edit"
    assert wes.get(f"/caseload/{cast.rosa}/timeline").status_code == 200, "Wes works with Rosa"
    assert wes.get(place).status_code == 404
    assert wes.post(place, submission_id=str(uuid4()), body="x").status_code == 404
    listed = wes.get(own_notes_at(cast))
    assert PLANTED not in listed.text
    assert listed.status_code == (404 if how is stand_in else 200)


def test_a_stand_in_writes_none(app: Flask, cast: Cast, wes: Visitor) -> None:
    with app.app_context():
        stand_in(cast)
    assert write_for_oneself(wes, cast, "words of a stand-in").status_code == 404
    with app.app_context():
        assert db.session.scalars(select(CounselingNote)).all() == []


def test_when_the_author_leaves_the_team_nobody_reads_it(app: Flask, cast: Cast, cora: Visitor) -> None:
    write_for_oneself(cora, cast, PLANTED)
    note = only_row(app)
    with app.app_context():
        join_team(cast)
        own = select(CareTeamMember).where(
            CareTeamMember.client_id == cast.rosa, CareTeamMember.counselor_id == cast.cora
        )
        db.session.scalars(own).one().until = NOW
        db.session.commit()
    assert cora.get(own_notes_at(cast)).status_code == 404
    assert PLANTED not in everything_read(app, cast, without=())
    with app.app_context():
        assert db.session.get_one(CounselingNote, note.id).body == PLANTED


def test_the_planted_word_is_on_no_page_of_anybody(app: Flask, cast: Cast, cora: Visitor) -> None:
    """Every address that answers to GET, asked for by everyone; with Wes on the same team."""
    with app.app_context():
        join_team(cast)
    write_for_oneself(cora, cast, PLANTED)
    assert PLANTED in cora.get(own_notes_at(cast)).text
    assert PLANTED not in everything_read(app, cast, without=("/caseload/<uuid:client_id>/counseling-notes",))


def everything_read(app: Flask, cast: Cast, *, without: tuple[str, ...]) -> str:
    """All that Cora reads outside of her own notes, and all that everyone else reads, at any address."""
    with app.app_context():
        places = make_world(cast)
        note = db.session.scalars(select(CounselingNote).order_by(CounselingNote.id)).first()
        places["counseling_note_id"] = str(note.id) if note else ""
    read = []
    for name in PEOPLE:
        visitor = Visitor(app, f"{name}@test.example")
        for rule, method in RULES:
            is_left_out = name == "cora" and rule.rule.startswith(without) if without else False
            if method == "GET" and not is_left_out and not rule.rule.startswith("/leave"):
                read.append(visitor.get(address_of(rule, places)).text)
    assert sum(len(one) for one in read) > 100_000
    return "\n".join(read)


def test_it_is_in_no_file_on_no_paper_and_on_no_timeline(app: Flask, cast: Cast, cora: Visitor) -> None:
    write_for_oneself(cora, cast, PLANTED)
    timeline = f"/caseload/{cast.rosa}/timeline"
    form = {"submission_id": str(uuid4()), "kind": "", "reason": "to look for a planted word"}
    file = cora.get(f"{cora.post(f'{timeline}/exports', **form).location}/file").text
    assert len(list(csv.reader(io.StringIO(file)))) == 2, "nothing else is there"
    for page in (file, cora.get(timeline).text, cora.get(f"{timeline}/print").text):
        assert PLANTED not in page


def test_no_other_table_says_a_word_of_it_and_the_audit_only_that_it_was_written(
    app: Flask, cast: Cast, cora: Visitor
) -> None:
    write_for_oneself(cora, cast, PLANTED)
    form = {"submission_id": str(uuid4()), "body": f"{PLANTED} again"}
    cora.post(f"{own_notes_at(cast)}/{only_row(app).id}/edit", **form)
    with app.app_context():
        for table in Base.metadata.sorted_tables:
            assert PLANTED not in str(db.session.execute(table.select()).all()), table.name
        found = db.session.scalars(
            select(Event).where(Event.action.like("counseling-note:%")).order_by(Event.id)
        )
        assert [(one.action, one.facts) for one in found] == [
            ("counseling-note:written", {}),
            ("counseling-note:changed", {}),
        ]


def test_the_text_is_sealed_to_its_author(app: Flask, cast: Cast, cora: Visitor) -> None:
    write_for_oneself(cora, cast, PLANTED)
    with app.app_context():
        stolen = CounselingNote(program_id=cast.program, client_id=cast.rosa, author_id=cast.wes)
        stolen.body_sealed = only_row(app).body_sealed
        with pytest.raises(CannotOpen):
            _ = stolen.body


def test_the_same_form_twice_is_one_note(app: Flask, cast: Cast, cora: Visitor) -> None:
    same = str(uuid4())
    write_for_oneself(cora, cast, PLANTED, submission_id=same)
    write_for_oneself(cora, cast, PLANTED, submission_id=same)
    assert only_row(app).written_at == NOW


def test_an_empty_one_is_asked_for_again(cast: Cast, cora: Visitor) -> None:
    answer = write_for_oneself(cora, cast, " ")
    assert answer.status_code == 422
    assert "Please write something first." in answer.text


def test_they_go_on_page_by_page(cast: Cast, cora: Visitor, frozen: Any) -> None:
    for number in range(22):
        frozen.move_to(NOW + timedelta(seconds=number))
        write_for_oneself(cora, cast, f"thought {number}.")
    first = cora.get(own_notes_at(cast)).text
    older = first.split('">Older<')[0].rpartition('href="')[2].replace("&amp;", "&")
    assert "thought 21." in first and "thought 1." not in first
    assert "thought 1." in cora.get(older).text
