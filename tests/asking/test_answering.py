"""What a team does about a request for help: claim, try, note, close, and who may."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select, text

from companion import working
from companion.accounts.models import Person
from companion.accounts.rules import Role
from companion.audit.models import Disclosure, Event
from companion.core.db import db
from companion.overviews.asking import actions as asking
from companion.overviews.asking import jobs
from companion.programs import actions as programs
from companion.records.enquiries import actions, queries
from companion.records.enquiries.models import Enquiry, EnquiryAct
from companion.records.enquiries.rules import Act, Held, Outcome
from companion.records.levels.models import LevelCheck
from companion.records.tasks.models import Task
from tests.cast import NOW, Cast, make_person
from tests.house.front_door import open_enquiry
from tests.visitor import Visitor


@pytest.fixture
def enquiry_id(app: Flask, cast: Cast) -> UUID:
    with app.app_context():
        enquiry = open_enquiry(cast)
        asking.announce(enquiry, at=NOW)
        db.session.commit()
        return enquiry.id


def post(visitor: Visitor, enquiry_id: UUID, what: str, **form: Any) -> Any:
    return visitor.post(f"/enquiries/{enquiry_id}/{what}", **{"submission_id": str(uuid4()), **form})


def found(app: Flask, enquiry_id: UUID) -> Enquiry:
    with app.app_context():
        return db.session.get_one(Enquiry, enquiry_id)


def tasks(app: Flask) -> list[Task]:
    with app.app_context():
        return list(db.session.scalars(select(Task)))


def test_of_two_who_claim_it_at_once_one_wins(app: Flask, cast: Cast, enquiry_id: UUID) -> None:
    """Both have read it as free before either of them claims it."""
    ready, outcomes = threading.Barrier(2), []

    def claim(person_id: UUID) -> None:
        with app.app_context():
            row, by = db.session.get_one(Enquiry, enquiry_id), db.session.get_one(Person, person_id)
            assert row.claimed_by is None
            db.session.commit()
            ready.wait(10)
            try:
                actions.claim(row, submission=uuid4(), by=by, at=NOW)
                db.session.commit()
                outcomes.append("won")
            except actions.AlreadyClaimed:
                db.session.rollback()
                outcomes.append("late")

    threads = [threading.Thread(target=claim, args=(one,)) for one in (cast.cora, cast.wes)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(20)
    assert sorted(outcomes) == ["late", "won"]
    with app.app_context():
        acts = list(db.session.scalars(select(EnquiryAct).where(EnquiryAct.act == Act.CLAIM)))
        assert [act.by_id for act in acts] == [db.session.get_one(Enquiry, enquiry_id).claimed_by]


def test_who_comes_second_is_told_who_has_it(cora: Visitor, wes: Visitor, enquiry_id: UUID) -> None:
    assert post(cora, enquiry_id, "claim").status_code == 303
    answer = post(wes, enquiry_id, "claim")
    assert answer.status_code >= 400
    assert "Cora Counselor took this on a moment ago." in answer.text
    assert post(wes, enquiry_id, "claim/undo").status_code == 303
    assert post(wes, enquiry_id, "claim").status_code == 303


def test_a_first_try_answers_and_does_the_task(
    app: Flask, cora: Visitor, enquiry_id: UUID, frozen: Any
) -> None:
    frozen.shift(timedelta(minutes=5))
    assert "Help request" in cora.get("/tasks").text
    post(cora, enquiry_id, "attempts", how="voicemail", tried="said I am Cora, no more")
    frozen.shift(timedelta(minutes=5))
    post(cora, enquiry_id, "attempts", how="call", is_reached="y")
    row = found(app, enquiry_id)
    assert row.answered_at == NOW + timedelta(minutes=5)
    assert [task.done_at for task in tasks(app)] == [row.answered_at]
    page = cora.get(f"/enquiries/{enquiry_id}").text
    assert "Left a voicemail (no answer yet)" in page
    assert "Called (they answered)" in page
    assert "said I am Cora, no more" in page
    assert "Nothing to do." in cora.get("/tasks").text


def test_the_menu_counts_what_nobody_has_taken_on(cora: Visitor, enquiry_id: UUID) -> None:
    assert "nobody has taken on yet" in cora.get("/caseload").text
    post(cora, enquiry_id, "claim")
    assert "nobody has taken on yet" not in cora.get("/caseload").text


def test_notes_and_the_outcome_stay_with_who_and_when(app: Flask, cora: Visitor, enquiry_id: UUID) -> None:
    assert post(cora, enquiry_id, "notes", noted="").status_code == 422
    post(cora, enquiry_id, "notes", noted="asked about work")
    assert post(cora, enquiry_id, "outcome", outcome="gone").status_code == 422
    post(cora, enquiry_id, "outcome", outcome="referred", ending="to Oak House")
    row = found(app, enquiry_id)
    assert (row.outcome, row.closed_at) == (Outcome.REFERRED, NOW)
    assert post(cora, enquiry_id, "attempts", how="call").status_code >= 400, "it is closed"
    page = cora.get(f"/enquiries/{enquiry_id}").text
    for words in ("asked about work", "to Oak House", "Cora Counselor"):
        assert words in page
    post(cora, enquiry_id, "outcome/undo")
    assert found(app, enquiry_id).closed_at is None


def test_each_opening_is_noted_and_the_list_names_nobody(app: Flask, wes: Visitor, enquiry_id: UUID) -> None:
    assert "Robin" not in wes.get("/enquiries").text
    assert "Robin" in wes.get(f"/enquiries/{enquiry_id}").text
    with app.app_context():
        read = list(db.session.scalars(select(Event).where(Event.action == "enquiry:read")))
        assert [event.subject_id for event in read] == [enquiry_id]
    assert "Wes Counselor" in wes.get(f"/enquiries/{enquiry_id}").text


def test_a_held_one_is_taken_out_by_a_person(app: Flask, cast: Cast, cora: Visitor) -> None:
    with app.app_context():
        held = open_enquiry(cast, held=Held.QUICK)
        db.session.commit()
        held_id = held.id
    assert tasks(app) == []
    post(cora, held_id, "acceptance")
    assert found(app, held_id).held_because is None
    assert [task.subject_id for task in tasks(app)] == [held_id]


def test_an_enrolled_one_becomes_part_of_the_record(
    app: Flask, cast: Cast, cora: Visitor, wes: Visitor, enquiry_id: UUID
) -> None:
    post(cora, enquiry_id, "outcome", outcome="enrolled", client=str(cast.omar))
    assert found(app, enquiry_id).closed_at is None, "Omar is no client of Cora's"
    post(cora, enquiry_id, "outcome", outcome="enrolled", client=str(cast.rosa))
    assert found(app, enquiry_id).client_id == cast.rosa
    assert cora.get(f"/enquiries/{enquiry_id}").status_code == 200
    assert wes.get(f"/enquiries/{enquiry_id}").status_code == 404
    assert wes.get("/enquiries").status_code == 200
    with app.app_context():
        told = db.session.scalars(select(Disclosure).where(Disclosure.what == "enquiry")).all()
        assert [(one.client_id, one.recipient_id) for one in told] == [(cast.rosa, cast.cora)]
        assert not jobs.purge_next(NOW + timedelta(days=5000)), "a record is not purged"


def test_nothing_crosses_to_another_program(app: Flask, enquiry_id: UUID) -> None:
    with app.app_context():
        other = programs.create_program(name="Oak House", zone="UTC", language="en", at=NOW)
        make_person(other.id, Role.COUNSELOR, "Olive Other")
        db.session.commit()
    olive = Visitor(app, "olive@test.example")
    assert olive.get(f"/enquiries/{enquiry_id}").status_code == 404
    assert olive.get(f"/enquiries/{enquiry_id}/level-check").status_code == 404
    assert post(olive, enquiry_id, "claim").status_code == 404
    assert str(enquiry_id) not in olive.get("/enquiries").text + olive.get("/tasks").text


def test_an_administrator_sees_numbers_and_no_words(
    ada: Visitor, cora: Visitor, enquiry_id: UUID, frozen: Any
) -> None:
    frozen.shift(timedelta(minutes=10))
    post(cora, enquiry_id, "attempts", how="call", tried="rang twice")
    assert ada.get(f"/enquiries/{enquiry_id}").status_code == 404
    page = ada.get("/admin").text
    assert "10 minutes" in page
    for words in ("Robin", "rang twice", "after five"):
        assert words not in page


def test_words_are_erased_after_the_programs_period_and_the_numbers_stay(
    app: Flask, cora: Visitor, enquiry_id: UUID
) -> None:
    post(cora, enquiry_id, "attempts", how="call", tried="rang twice")
    post(cora, enquiry_id, "level-check", home="strong", words="no quiet room")
    with app.app_context():
        assert not jobs.purge_next(NOW + timedelta(days=4000)), "what is open is never erased"
        db.session.commit()
    post(cora, enquiry_id, "outcome", outcome="no_contact", ending="moved away")
    with app.app_context():
        assert not jobs.purge_next(NOW + timedelta(days=89))
        assert jobs.purge_next(NOW + timedelta(days=90))
        db.session.commit()
        assert not jobs.purge_next(NOW + timedelta(days=91))
        row = db.session.get_one(Enquiry, enquiry_id)
        sealed = [row.name, row.phone, row.when, row.going_on, *(act.note for act in row.acts)]
        assert set(sealed) == {""}
        assert (row.code_hash, row.address_key, row.state, row.about) == (None, None, None, None)
        assert (row.received_at, row.answered_at) == (NOW, NOW)
        check = db.session.scalars(select(LevelCheck)).one()
        assert (check.note, check.answers) == ("", {})
    page = cora.get(f"/enquiries/{enquiry_id}")
    assert "was erased" in page.text
    assert cora.get(f"/enquiries/{enquiry_id}/level-check").status_code == 404


def test_where_it_was_sent_from_is_forgotten_after_a_day(app: Flask, enquiry_id: UUID) -> None:
    with app.app_context():
        assert queries.count_from(b"a" * 32, NOW) == 1
        jobs.purge_next(NOW + timedelta(hours=23))
        db.session.commit()
        assert db.session.scalar(text("select count(*) from enquiries where address_key is not null")) == 1
        jobs.purge_next(NOW + timedelta(hours=24))
        db.session.commit()
        assert db.session.scalar(text("select count(*) from enquiries where address_key is not null")) == 0


def test_a_strong_concern_opens_a_task_and_no_verdict(
    app: Flask, cora: Visitor, enquiry_id: UUID, frozen: Any
) -> None:
    post(cora, enquiry_id, "level-check", home="some", mind="no")
    assert [task.kind for task in tasks(app)] == ["enquiry"]
    frozen.shift(timedelta(minutes=1))
    post(cora, enquiry_id, "level-check", withdrawal="some")
    assert "Talk to a clinician about a higher level of care" in cora.get("/tasks").text
    page = cora.get(f"/enquiries/{enquiry_id}/level-check").text
    assert "This program cannot watch over withdrawal." in page
    assert "Not known yet:" in page
    post(cora, enquiry_id, "level-check/talk")
    assert "Talk to a clinician about a higher level of care" not in cora.get("/tasks").text
    assert "A clinician was asked" in cora.get(f"/enquiries/{enquiry_id}/level-check").text


def test_the_worker_erases_what_is_due(app: Flask, cora: Visitor, enquiry_id: UUID, frozen: Any) -> None:
    post(cora, enquiry_id, "outcome", outcome="no_contact")
    frozen.shift(timedelta(days=91))
    with app.app_context():
        working.turn(None)
    assert found(app, enquiry_id).purged_at == NOW + timedelta(days=91)
