from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from companion.access import actions as access
from companion.audit.models import Disclosure
from companion.core.db import db, new_id
from companion.records.alerts.models import AlertAct, SafetyAlert
from companion.records.alerts.rules import Act
from tests.alerts.staff import act, add_to_team, messages, open_one, person, set_hours
from tests.cast import NOW, Cast
from tests.visitor import Visitor

HEADING = "Needs a person today"


@pytest.fixture
def alert(app: Flask, cast: Cast) -> SafetyAlert:
    with app.app_context():
        return open_one(cast)


def address_of(alert: SafetyAlert) -> str:
    return f"/caseload/{alert.client_id}/alerts/{alert.id}"


def form(act: str, note: str = "") -> dict[str, Any]:
    return {"submission_id": str(new_id()), "act": act, "note": note}


def words(page: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", page).split())


def done(app: Flask) -> list[tuple[str, str]]:
    with app.app_context():
        found = db.session.scalars(select(AlertAct).order_by(AlertAct.at, AlertAct.id))
        return [(one.act, one.note) for one in found]


def test_it_stands_at_the_top_of_the_caseload_and_of_the_brief(cora: Visitor, alert: SafetyAlert) -> None:
    line = "New Chose “I don’t feel safe” in the check-in · Wed, Nov 18, 5:00\u202fPM"
    caseload = words(cora.get("/caseload").text)
    assert line.replace("\u202f", " ") in caseload.replace("\u202f", " ")
    assert caseload.index(HEADING) < caseload.index("Rosa")
    brief = cora.get(f"/caseload/{alert.client_id}/brief").text
    first = brief[brief.index("Look at first") : brief.index("wants to talk about")]
    assert f'href="{address_of(alert)}"' in first
    assert "Nothing flagged" not in first


def test_without_one_nothing_is_said(cora: Visitor, cast: Cast) -> None:
    assert HEADING not in cora.get("/caseload").text
    assert "There was no safety alert about this client." in cora.get(f"/caseload/{cast.rosa}/alerts").text


def test_opening_the_page_is_seeing_it_and_a_disclosure(
    app: Flask, cora: Visitor, alert: SafetyAlert
) -> None:
    assert "Nobody has opened it before you." in cora.get(address_of(alert)).text
    page = words(cora.get(address_of(alert)).text)
    assert "Opened, Cora Counselor" in page
    assert done(app) == [("see", "")]
    with app.app_context():
        found = db.session.scalars(select(Disclosure.what))
        assert list(found) == ["counselor.alerts.show_one"] * 2
    assert "Seen" in cora.get("/caseload").text


def test_it_stays_open_until_somebody_closes_it_with_a_note(
    app: Flask, cora: Visitor, alert: SafetyAlert, frozen: Any
) -> None:
    address = address_of(alert)
    for number, (what, note) in enumerate([("not_reach", ""), ("contact", "She is with her aunt.")]):
        frozen.move_to(NOW + timedelta(minutes=number))
        assert cora.post(f"{address}/acts", **form(what, note)).location == address
        assert HEADING in cora.get("/caseload").text
    frozen.move_to(NOW + timedelta(minutes=5))
    cora.post(f"{address}/acts", **form("close", "Safety plan made. Next call Friday."))
    assert HEADING not in cora.get("/caseload").text
    page = cora.get(address).text
    assert "Reached the client" in page
    assert "She is with her aunt." in page
    assert "Safety plan made. Next call Friday." in page
    notes = ["", "She is with her aunt.", "Safety plan made. Next call Friday."]
    assert done(app) == list(zip(["not_reach", "contact", "close"], notes, strict=True))
    cora.post(f"{address}/acts", **form("reopen"))
    assert HEADING in cora.get("/caseload").text


@pytest.mark.parametrize(
    ("what", "note", "said"),
    [
        ("close", "", "Please write a short note"),
        ("close", "  ", "Please write a short note"),
        ("escalate", "", "Please write a short note"),
        ("", "x", "Please choose what you did."),
        ("see", "x", "Please choose what you did."),
        ("delete", "x", "Please choose what you did."),
        ("contact", "n" * 501, "This is too long."),
    ],
)
def test_what_cannot_be_saved_comes_back_as_it_was(
    app: Flask, cora: Visitor, alert: SafetyAlert, what: str, note: str, said: str
) -> None:
    answer = cora.post(f"{address_of(alert)}/acts", **form(what, note))
    assert answer.status_code == 422
    assert said in answer.text
    assert note.strip() in answer.text
    assert done(app) == []


def test_the_second_of_two_who_close_it_is_told(app: Flask, cora: Visitor, alert: SafetyAlert) -> None:
    address = f"{address_of(alert)}/acts"
    assert cora.post(address, **form("close", "Done.")).status_code == 303
    answer = cora.post(address, **form("close", "Done too."))
    assert answer.status_code == 409
    assert "Somebody changed this on another page." in answer.text
    assert done(app) == [("close", "Done.")]


def test_the_page_says_who_was_told_by_email_and_when_again(
    app: Flask, cast: Cast, cora: Visitor, alert: SafetyAlert
) -> None:
    assert "waits to be sent since" in words(cora.get(address_of(alert)).text)
    with app.app_context():
        (message,) = messages()
        message.sent_at, message.due_at = NOW, None
        set_hours(cast)
    page = words(cora.get(address_of(alert)).text).replace("\u202f", " ")
    assert "Cora Counselor : sent Wed, Nov 18, 5:00 PM" in page
    assert "Again every 30 minutes until somebody has acted." in page


@pytest.mark.parametrize(
    ("values", "said"),
    [({"due_at": None, "failed_at": NOW}, "could not be sent"), ({"due_at": None}, "not needed any more")],
)
def test_a_notice_that_did_not_leave_is_not_called_sent(
    app: Flask, cora: Visitor, alert: SafetyAlert, values: dict[str, Any], said: str
) -> None:
    with app.app_context():
        (message,) = messages()
        for name, value in values.items():
            setattr(message, name, value)
        db.session.commit()
    assert said in cora.get(address_of(alert)).text


def test_a_closed_one_stays_in_the_brief_for_90_days(
    app: Flask, cast: Cast, cora: Visitor, alert: SafetyAlert, frozen: Any
) -> None:
    with app.app_context():
        act(db.session.get_one(SafetyAlert, alert.id), Act.CLOSE, cast)
    brief = f"/caseload/{cast.rosa}/brief"
    assert address_of(alert) in cora.get(brief).text
    frozen.move_to(NOW + timedelta(days=91))
    later = Visitor(app, "cora@test.example")
    assert address_of(alert) not in later.get(brief).text
    assert address_of(alert) in later.get(f"/caseload/{cast.rosa}/alerts").text


def test_the_covering_colleague_sees_it_and_a_stranger_does_not(
    app: Flask, cast: Cast, wes: Visitor, omar: Visitor, ada: Visitor, alert: SafetyAlert
) -> None:
    for stranger in (wes, omar, ada):
        assert stranger.get(address_of(alert)).status_code == 404
        assert stranger.post(f"{address_of(alert)}/acts", **form("close", "x")).status_code == 404
    assert HEADING not in wes.get("/caseload").text
    assert done(app) == []
    with app.app_context():
        add_to_team(cast, cast.wes)
    assert HEADING in wes.get("/caseload").text
    assert wes.get(address_of(alert)).status_code == 200


def test_an_alert_is_found_only_under_its_own_client(
    app: Flask, cast: Cast, wes: Visitor, alert: SafetyAlert
) -> None:
    assert wes.get(f"/caseload/{cast.omar}/alerts/{alert.id}").status_code == 404


def test_the_administrator_learns_that_one_waits_without_a_team_and_not_whose(
    app: Flask, cast: Cast, ada: Visitor, alert: SafetyAlert
) -> None:
    assert "nobody can see it" not in ada.get("/admin").text
    with app.app_context():
        access.end_assignments(person(cast.cora), by=person(cast.ada), at=NOW)
        db.session.commit()
    page = ada.get("/admin").text
    assert "1 safety alert waits, and nobody can see it" in page
    assert "Rosa" not in page
