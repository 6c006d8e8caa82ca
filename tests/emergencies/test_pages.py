"""A record opens for an hour with a reason, everybody hears of it, and the private stays private."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from companion.access import duties
from companion.access.emergencies.models import Emergency
from companion.access.rules import DutyKind
from companion.accounts.models import Person, SignInSession
from companion.audit.models import Disclosure, Event
from companion.core.db import db
from companion.outbox.models import Message
from companion.records.journal.models import Audience, Entry
from tests.cast import NOW, PASSWORD, Cast
from tests.visitor import Visitor

REASON = "County Hospital called: she does not wake up"


@pytest.fixture
def officer(app: Flask, ada: Visitor, cast: Cast) -> Visitor:
    with app.app_context():
        person = db.session.get_one(Person, cast.ada)
        duties.give(person, DutyKind.PRIVACY_OFFICER, by=person, at=NOW)
        db.session.commit()
    return ada


def said(cast: Cast, **other: Any) -> dict[str, Any]:
    return {
        "submission_id": str(uuid4()),
        "who": "rosa",
        "kind": "medical",
        "recipient": "Dr. Lee, County Hospital",
        "reason": REASON,
        "second": str(cast.cora),
        **other,
    }


def opened(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Emergency)) or 0


def shared_and_private(app: Flask, cast: Cast) -> None:
    with app.app_context():
        for audience, words in ((Audience.NOW, "A long walk"), (Audience.ME, "Nobody may read this")):
            entry = Entry(program_id=cast.program, client_id=cast.rosa, submission_id=uuid4(), written_at=NOW)
            entry.audience, entry.body, entry.shared_at = audience, words, NOW
            db.session.add(entry)
        db.session.commit()


def test_it_opens_what_was_shared_and_nothing_private(app: Flask, cast: Cast, wes: Visitor) -> None:
    shared_and_private(app, cast)
    address = f"/emergency/{cast.rosa}"
    assert wes.get(address).status_code == 404
    assert wes.post("/emergency", **said(cast)).location == address
    page = wes.get(address).text
    assert "A long walk" in page and "Nobody may read this" not in page
    assert f"/caseload/{cast.rosa}" not in page, "a link that leads nowhere"
    assert wes.get(f"/caseload/{cast.rosa}/brief").status_code == 404
    assert wes.get(f"/emergency/{cast.omar}").status_code == 404


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("who", ""),
        ("who", "Nobody Here"),
        ("kind", ""),
        ("kind", "curious"),
        ("recipient", ""),
        ("recipient", "x"),
        ("reason", ""),
        ("reason", "too short"),
        ("second", ""),
        ("second", "00000000-0000-4000-8000-000000000000"),
        ("submission_id", ""),
    ],
)
def test_without_any_of_its_parts_it_is_refused(
    app: Flask, cast: Cast, wes: Visitor, field: str, value: str
) -> None:
    answer = wes.post("/emergency", **said(cast, **{field: value}))
    assert answer.status_code == 422 and opened(app) == 0
    assert wes.get(f"/emergency/{cast.rosa}").status_code == 404
    assert field == "reason" or REASON in answer.text.replace("&#39;", "'"), "what was typed is gone"


def test_who_opens_it_cannot_be_the_one_who_is_told(app: Flask, cast: Cast, wes: Visitor) -> None:
    assert wes.post("/emergency", **said(cast, second=str(cast.wes))).status_code == 422
    assert opened(app) == 0


def test_the_database_wants_a_second_one_too(app: Flask, cast: Cast, wes: Visitor) -> None:
    wes.post("/emergency", **said(cast))
    with app.app_context(), pytest.raises(IntegrityError):
        db.session.execute(update(Emergency).values(second_id=cast.wes))


def test_the_password_is_asked_for_first(app: Flask, cast: Cast, wes: Visitor) -> None:
    with app.app_context():
        db.session.execute(update(SignInSession).values(confirmed_at=None))
        db.session.commit()
    answer = wes.post("/emergency", **said(cast))
    assert opened(app) == 0 and "Your password again" in answer.text
    assert wes.post("/emergency", **said(cast), password=PASSWORD).status_code == 303
    assert opened(app) == 1


def test_after_an_hour_it_is_over(cast: Cast, wes: Visitor, frozen: Any) -> None:
    wes.post("/emergency", **said(cast))
    for _ in range(5):
        frozen.shift(timedelta(minutes=11, seconds=59))
        assert wes.get(f"/emergency/{cast.rosa}").status_code == 200
    frozen.shift(timedelta(minutes=1))
    assert wes.get(f"/emergency/{cast.rosa}").status_code == 404


def test_it_can_be_over_before(cast: Cast, wes: Visitor) -> None:
    wes.post("/emergency", **said(cast))
    assert wes.post(f"/emergency/{cast.rosa}/end").status_code == 303
    assert wes.get(f"/emergency/{cast.rosa}").status_code == 404
    assert wes.post(f"/emergency/{cast.rosa}/end").status_code == 404


def test_it_is_opened_once_however_often_the_form_arrives(app: Flask, cast: Cast, wes: Visitor) -> None:
    form = said(cast)
    assert wes.post("/emergency", **form).status_code == wes.post("/emergency", **form).status_code == 303
    assert opened(app) == 1


def test_the_second_one_the_officer_and_the_client_are_told(
    app: Flask, cast: Cast, officer: Visitor, wes: Visitor, cora: Visitor, rosa: Visitor
) -> None:
    wes.post("/emergency", **said(cast))
    with app.app_context():
        told = list(db.session.scalars(select(Message)))
        assert {one.recipient_id for one in told} == {cast.cora, cast.ada, cast.rosa}
        assert not any("Rosa" in one.body + one.subject for one in told)
    assert "Wes Counselor opened the record of Rosa" in cora.get("/emergency").text
    page = rosa.get("/sharing/log").text
    for words in ("Opened in an emergency", "Wes Counselor", "Dr. Lee", REASON, "Cora Counselor"):
        assert words in page
    assert "Wes Counselor opened the record" not in officer.get("/emergency").text


def test_each_look_is_in_the_list_of_who_looked(app: Flask, cast: Cast, wes: Visitor, rosa: Visitor) -> None:
    wes.post("/emergency", **said(cast))
    wes.get(f"/emergency/{cast.rosa}")
    with app.app_context():
        looks = list(db.session.scalars(select(Disclosure).where(Disclosure.recipient_id == cast.wes)))
        assert [one.purpose for one in looks] == ["emergency"]
        found = db.session.scalars(select(Event).where(Event.action == "emergency:opened")).one()
        assert found.facts == {"kind": "medical"} and found.client_id == cast.rosa
    page = rosa.get("/sharing/log").text
    assert "Emergency access" in page and "People who work here" in page


def test_a_look_that_cannot_be_written_down_does_not_happen(
    app: Flask, cast: Cast, wes: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared_and_private(app, cast)
    wes.post("/emergency", **said(cast))
    monkeypatch.setattr("companion.audit.chain.add", lambda row: (_ for _ in ()).throw(OSError("disk full")))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    answer = wes.client.get(f"/emergency/{cast.rosa}")
    assert answer.status_code >= 500 and "A long walk" not in answer.text


def test_two_with_one_name_are_told_apart_by_email(app: Flask, cast: Cast, wes: Visitor) -> None:
    with app.app_context():
        db.session.get_one(Person, cast.omar).name = "Rosa"
        db.session.commit()
    assert "Please write the email." in wes.post("/emergency", **said(cast)).text
    answer = wes.post("/emergency", **said(cast, who="rosa@test.example"))
    assert answer.location == f"/emergency/{cast.rosa}"


def test_the_privacy_officer_looks_at_each_one_once(
    app: Flask, cast: Cast, officer: Visitor, wes: Visitor, rosa: Visitor
) -> None:
    wes.post("/emergency", **said(cast))
    assert "1 to look at" in officer.get("/privacy").text
    with app.app_context():
        address = f"/privacy/emergencies/{db.session.scalars(select(Emergency.id)).one()}"
    page = officer.get(address).text
    assert REASON in page and "Dr. Lee" in page
    assert officer.post(address, finding="").status_code == 422
    for finding in ("The hospital confirms it", "Something else"):
        assert officer.post(address, finding=finding).status_code == 303
    page = officer.get(address).text
    assert "The hospital confirms it" in page and "Something else" not in page
    assert "1 to look at" not in officer.get("/privacy").text


def test_nobody_looks_at_their_own(app: Flask, cast: Cast, officer: Visitor, wes: Visitor) -> None:
    officer.post("/emergency", **said(cast))
    with app.app_context():
        address = f"/privacy/emergencies/{db.session.scalars(select(Emergency.id)).one()}"
    assert "You had a part in it." in officer.get(address).text
    assert officer.post(address, finding="All is well").status_code == 422
    with app.app_context():
        assert db.session.scalars(select(Emergency.reviewed_at)).one() is None


@pytest.mark.parametrize("before", ["0001-01-01", "9999-12-31", "yesterday", "2026-02-30"])
def test_a_day_that_cannot_be_is_not_there(rosa: Visitor, before: str) -> None:
    assert rosa.get(f"/sharing/log?before={before}").status_code == 404
