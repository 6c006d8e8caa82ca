"""A progress note: a draft for its author alone, final once signed, and changed only with its past kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from companion.audit import trail
from companion.audit.models import Event
from companion.core.db import db
from companion.programs.models import Program
from companion.records.attendance.models import Attendance
from companion.records.attendance.rules import Status
from companion.records.notes.models import ProgressNote
from companion.records.schedule.models import Appointment
from tests.admin.test_program import ALL
from tests.cast import NOW, Cast
from tests.notes.writing import WORDS, join_team, notes_at, stand_in, write
from tests.visitor import Visitor


def only_note(app: Flask) -> ProgressNote:
    with app.app_context():
        return db.session.scalars(select(ProgressNote)).one()


def meet(cast: Cast, status: Status, *, ago: timedelta = timedelta(hours=2)) -> str:
    """A session of Rosa's that began so long ago, with her attendance. Returns its id."""
    session = Appointment(program_id=cast.program, client_id=cast.rosa, facilitator_id=cast.cora)
    session.title, session.starts_at, session.ends_at = (
        "One-to-one",
        NOW - ago,
        NOW - ago + timedelta(hours=1),
    )
    session.created_by, session.created_at = cast.cora, NOW
    db.session.add(session)
    db.session.flush()
    mark = Attendance(program_id=cast.program, client_id=cast.rosa, appointment_id=session.id, status=status)
    mark.minutes, mark.counts_on, mark.starts_at = 60, session.starts_at.date(), session.starts_at
    mark.led_by, mark.marked_by, mark.marked_at = cast.cora, cast.cora, NOW
    db.session.add(mark)
    db.session.commit()
    return str(session.id)


def test_a_signed_note_is_read_by_the_team_with_its_author(
    app: Flask, cast: Cast, cora: Visitor, wes: Visitor
) -> None:
    with app.app_context():
        join_team(cast)
    assert "Signed." in cora.get(write(cora, cast).location).text
    page = wes.get(notes_at(cast)).text
    assert WORDS in page and "Signed by Cora Counselor" in page
    assert WORDS in wes.get(f"/caseload/{cast.rosa}/timeline?kind=note").text
    assert only_note(app).body_sealed and WORDS.encode() not in (only_note(app).body_sealed or b"")


def test_a_draft_is_its_authors_alone(
    app: Flask, cast: Cast, cora: Visitor, wes: Visitor, rosa: Visitor
) -> None:
    with app.app_context():
        join_team(cast)
    page = cora.get(write(cora, cast, end="keep").location).text
    assert "Only you can read it" in page and WORDS in page
    assert WORDS not in wes.get(notes_at(cast)).text
    assert WORDS not in rosa.get("/notes").text
    assert WORDS not in cora.get(f"/caseload/{cast.rosa}/timeline").text
    note = only_note(app)
    assert rosa.get(f"/notes/{note.id}").status_code == 404
    assert wes.get(f"{notes_at(cast)}/{note.id}/versions").status_code == 404


def test_a_draft_goes_on_and_is_signed_or_discarded(app: Flask, cast: Cast, cora: Visitor) -> None:
    write(cora, cast, end="keep")
    note = only_note(app)
    edit = f"{notes_at(cast)}/{note.id}/edit"
    form = {"submission_id": str(uuid4()), "session": "", "body": f"{WORDS}, twice"}
    cora.post(edit, **form, end="keep")
    assert only_note(app).signed_at is None
    assert "twice" in cora.get(notes_at(cast)).text
    cora.post(edit, **form, end="sign")
    assert only_note(app).signed_at == NOW
    with app.app_context():
        assert trail.versions_of(only_note(app)) == []
    cora.post(f"{notes_at(cast)}/{note.id}/removal")
    assert only_note(app).id == note.id, "a signed note stays"
    write(cora, cast, "never mind", end="keep")
    with app.app_context():
        draft = db.session.scalars(select(ProgressNote).where(ProgressNote.signed_at.is_(None))).one()
    cora.post(f"{notes_at(cast)}/{draft.id}/removal")
    assert only_note(app).id == note.id


def test_after_signing_what_it_said_is_kept_and_the_note_says_so(
    app: Flask, cast: Cast, cora: Visitor, frozen: Any
) -> None:
    write(cora, cast)
    note = only_note(app)
    frozen.move_to(NOW + timedelta(minutes=10))
    form = {"submission_id": str(uuid4()), "session": "", "end": "sign"}
    cora.post(f"{notes_at(cast)}/{note.id}/edit", body="We talked about the train", **form)
    changed = only_note(app)
    assert (changed.signed_at, changed.changed_at) == (NOW, NOW + timedelta(minutes=10))
    page = cora.get(f"{notes_at(cast)}/{note.id}/versions").text
    assert WORDS in page and "We talked about the train" in page
    timeline = cora.get(f"/caseload/{cast.rosa}/timeline?kind=note").text
    assert "We talked about the train" in timeline and WORDS not in timeline
    assert '<span class="chip">changed</span>' in timeline


def test_a_save_that_changes_nothing_leaves_no_trace(app: Flask, cast: Cast, cora: Visitor) -> None:
    write(cora, cast)
    form = {"submission_id": str(uuid4()), "session": "", "body": WORDS, "end": "sign"}
    cora.post(f"{notes_at(cast)}/{only_note(app).id}/edit", **form)
    assert only_note(app).changed_at is None


def test_the_same_form_twice_is_one_note(app: Flask, cast: Cast, cora: Visitor) -> None:
    same = str(uuid4())
    write(cora, cast, submission_id=same)
    write(cora, cast, submission_id=same)
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(ProgressNote)) == 1
        events = db.session.scalars(select(Event.action).where(Event.action.like("note:%"))).all()
        assert sorted(events) == ["note:drafted", "note:signed"]


@pytest.mark.parametrize(("status", "is_offered"), [("here", True), ("late", True), ("absent", False)])
def test_a_note_is_tied_to_a_session_that_the_client_came_to(
    app: Flask, cast: Cast, cora: Visitor, status: str, is_offered: bool
) -> None:
    with app.app_context():
        session = meet(cast, Status(status))
    assert (f'value="{session}"' in cora.get(notes_at(cast)).text) is is_offered
    answer = write(cora, cast, session=session)
    assert answer.status_code == (303 if is_offered else 422)
    if is_offered:
        assert str(only_note(app).appointment_id) == session
        assert "One-to-one, Wed, Nov 18" in cora.get(notes_at(cast)).text
    else:
        assert WORDS in answer.text


def test_a_session_of_long_ago_is_not_offered_but_stays_with_its_note(
    app: Flask, cast: Cast, cora: Visitor, frozen: Any
) -> None:
    with app.app_context():
        session = meet(cast, Status.HERE)
    write(cora, cast, session=session)
    frozen.move_to(NOW + timedelta(weeks=9))
    later = Visitor(app, "cora@test.example")
    assert f'value="{session}"' not in later.get(notes_at(cast)).text
    page = later.get(f"{notes_at(cast)}/{only_note(app).id}/edit").text
    assert f'selected value="{session}"' in page


def test_a_stand_in_writes_under_their_own_name_and_changes_nobody_elses(
    app: Flask, cast: Cast, cora: Visitor, wes: Visitor
) -> None:
    write(cora, cast)
    note = only_note(app)
    with app.app_context():
        stand_in(cast)
    write(wes, cast, "I stood in today")
    page = cora.get(notes_at(cast)).text
    assert "I stood in today" in page and "Signed by Wes Counselor" in page
    assert wes.get(f"{notes_at(cast)}/{note.id}/edit").status_code == 404
    form = {"submission_id": str(uuid4()), "session": "", "body": "no", "end": "sign"}
    assert wes.post(f"{notes_at(cast)}/{note.id}/edit", **form).status_code == 404
    assert wes.post(f"{notes_at(cast)}/{note.id}/removal").status_code == 404


def test_an_empty_note_is_asked_for_again_with_its_session(app: Flask, cast: Cast, cora: Visitor) -> None:
    with app.app_context():
        session = meet(cast, Status.HERE)
    answer = write(cora, cast, "   ", session=session)
    assert answer.status_code == 422
    assert "Please write something first." in answer.text
    assert f'selected value="{session}"' in answer.text


def test_notes_go_on_page_by_page(app: Flask, cast: Cast, cora: Visitor) -> None:
    for number in range(23):
        write(cora, cast, f"note number {number}.")
    first = cora.get(notes_at(cast)).text
    older = first.split('">Older<')[0].rpartition('href="')[2].replace("&amp;", "&")
    assert first.count("Signed by Cora Counselor") == 20
    assert cora.get(older).text.count("Signed by Cora Counselor") == 3


@pytest.mark.parametrize("is_shown", [True, False])
def test_an_administrator_says_whether_clients_read_them(
    app: Flask, cast: Cast, cora: Visitor, ada: Visitor, rosa: Visitor, is_shown: bool
) -> None:
    write(cora, cast, "signed before the change")
    if not is_shown:
        turn_off(app, ada)
    page = write(cora, cast, "signed after the change")
    assert page.status_code == 303
    mine = [only_body(rosa, address) for address in notes_listed_for(rosa)]
    wanted = {"signed before the change"} | ({"signed after the change"} if is_shown else set())
    assert set(mine) == wanted
    said = "The client can read it then" if is_shown else "The client cannot read it: your program set it so."
    assert said in cora.get(notes_at(cast)).text


def turn_off(app: Flask, ada: Visitor) -> None:
    form = {name: value for name, value in ALL.items() if name != "shows_notes"}
    assert ada.post("/admin/settings", **form).status_code == 303
    with app.app_context():
        assert db.session.scalars(select(Program)).one().shows_notes is False
        event = db.session.scalars(select(Event).where(Event.action == "program:changed")).one()
        assert "shows_notes" in event.facts["fields"]


def notes_listed_for(rosa: Visitor) -> list[str]:
    page = rosa.get("/notes").text
    return [part.partition('"')[0] for part in page.split('href="') if part.startswith("/notes/")]


def only_body(rosa: Visitor, address: str) -> str:
    page = rosa.get(address).text
    return page.partition('<p class="typed" dir="auto">')[2].partition("</p>")[0]
