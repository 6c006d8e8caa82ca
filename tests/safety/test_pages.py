"""“I don’t feel safe”: whom to call first, when staff are really there, and nobody told without a Yes."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from companion.access import actions as access
from companion.core.db import db, new_id
from companion.outbox.models import Message
from companion.programs.models import Holiday
from companion.records.alerts import actions
from companion.records.alerts.models import SafetyAlert
from tests.alerts.staff import open_one, person, set_hours
from tests.cast import NOW, Cast
from tests.visitor import Visitor

NOBODY = "Nobody is watching this live, and nobody watches at night."


def stored(app: Flask) -> list[SafetyAlert]:
    with app.app_context():
        return list(db.session.scalars(select(SafetyAlert)))


def form(**changes: str) -> dict[str, Any]:
    return {"submission_id": str(new_id()), "source": "craving", "tell": "yes"} | changes


def links(page: str) -> list[str]:
    return re.findall(r'href="((?:tel|sms):[^"]*)"', page)


def test_988_comes_first_then_her_people_and_the_program(rosa: Visitor) -> None:
    contact = {"submission_id": str(new_id()), "name": "Sam", "phone": "555 0142", "is_on_help_now": "y"}
    rosa.post("/contacts/new", **contact)
    page = rosa.get("/safety").text
    assert links(page)[:4] == ["tel:988", "sms:988", "tel:911", "tel:5550142"]
    assert "tel:+15550100100" in links(page)
    for words in ("Thank you for telling us. You deserve support right now.", "call 911", NOBODY):
        assert words in page


def test_in_spanish_the_text_line_answers_in_spanish(rosa: Visitor) -> None:
    rosa.client.set_cookie("language", "es")
    assert "sms:988?&amp;body=AYUDA" in links(rosa.get("/safety").text)


@pytest.mark.parametrize(
    ("address", "link"),
    [("/help", 'href="/safety"'), ("/cravings/{craving}", 'href="/safety?from=craving"')],
)
def test_it_is_a_plain_link_where_it_may_be_needed(rosa: Visitor, address: str, link: str) -> None:
    logged = rosa.post("/cravings/new", submission_id=str(new_id()), strength="9").location
    craving = logged.split("/")[2]
    assert link in rosa.get(address.format(craving=craving)).text


def test_help_now_shows_it_to_clients_only(cora: Visitor, ben: Visitor, anyone: Visitor) -> None:
    for other in (cora, ben, anyone):
        assert "/safety" not in other.get("/help").text


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (NOW, "Your care team is at work until 6:00\u202fPM. They may not look here right away."),
        (NOW + timedelta(hours=2), "Your care team is next at work Thu, Nov 19, 8:00\u202fAM."),
        (NOW + timedelta(days=2, hours=2), "Your care team is next at work Mon, Nov 23, 8:00\u202fAM."),
        # The evening before Thanksgiving.
        (NOW + timedelta(days=7, hours=2), "Your care team is next at work Fri, Nov 27, 8:00\u202fAM."),
    ],
)
def test_the_next_staffed_time_is_the_real_one(
    app: Flask, cast: Cast, frozen: Any, now: Any, words: str
) -> None:
    with app.app_context():
        set_hours(cast)
        thanksgiving = {"program_id": cast.program, "day": date(2026, 11, 26), "name": "Thanksgiving"}
        db.session.add(Holiday(**thanksgiving, created_by=cast.ada, created_at=NOW))
        db.session.commit()
    frozen.move_to(now)
    page = Visitor(app, "rosa@test.example").get("/safety").text
    assert words in page
    assert NOBODY in page


def test_where_no_hours_are_set_no_time_is_promised(rosa: Visitor) -> None:
    page = rosa.get("/safety").text
    assert "We do not know when your care team looks here next." in page
    assert NOBODY in page


def test_opening_the_page_tells_nobody(app: Flask, rosa: Visitor) -> None:
    page = rosa.get("/safety?from=craving").text
    assert "Nobody is told unless you tap Yes." in page
    assert stored(app) == []


def test_yes_opens_the_alert_and_says_so_with_the_card(app: Flask, rosa: Visitor, cast: Cast) -> None:
    page = rosa.get("/safety?from=check-in").text
    assert 'name="source" type="hidden" value="check_in"' in page
    answer = rosa.post("/safety", **form(source="check_in"))
    page = rosa.get(answer.location).text
    assert "Your care team is told." in page
    assert "Your family is not told." in page
    assert links(page)[0] == "tel:988"
    (alert,) = stored(app)
    assert (alert.client_id, alert.source, alert.state) == (cast.rosa, "check_in", "new")


def test_no_tells_nobody_and_leaves_no_trace(app: Flask, rosa: Visitor) -> None:
    page = rosa.get(rosa.post("/safety", **form(tell="no")).location).text
    assert "OK. Nobody is told." in page
    assert links(page)[0] == "tel:988"
    with app.app_context():
        assert db.session.scalars(select(Message)).all() == []
    assert stored(app) == []


def test_the_same_form_twice_is_one_alert_and_another_one_is_another(app: Flask, rosa: Visitor) -> None:
    sent = form()
    for _ in range(2):
        rosa.post("/safety", **sent)
    assert len(stored(app)) == 1
    rosa.post("/safety", **form())
    assert len(stored(app)) == 2


@pytest.mark.parametrize("changes", [{"tell": ""}, {"tell": "maybe"}, {"source": "x"}, {"submission_id": ""}])
def test_what_is_not_an_answer_comes_back_with_the_card(
    app: Flask, rosa: Visitor, changes: dict[str, str]
) -> None:
    answer = rosa.post("/safety", **form(**changes))
    assert answer.status_code == 422
    assert links(answer.text)[0] == "tel:988"
    assert stored(app) == []


def test_she_sees_who_opened_it(app: Flask, cast: Cast, rosa: Visitor) -> None:
    address = rosa.post("/safety", **form()).location
    assert "Cora" not in rosa.get(address).text
    with app.app_context():
        (alert,) = db.session.scalars(select(SafetyAlert)).all()
        actions.see(alert, by=person(cast.cora), at=NOW + timedelta(minutes=5))
        db.session.commit()
    assert "Cora Counselor opened it Wed, Nov 18, 5:05\u202fPM." in rosa.get(address).text


def test_a_client_without_a_care_team_is_not_asked_to_tell_it(app: Flask, cast: Cast, rosa: Visitor) -> None:
    with app.app_context():
        set_hours(cast)
        access.end_assignments(person(cast.cora), by=person(cast.ada), at=NOW)
        db.session.commit()
    page = rosa.get("/safety").text
    assert "Tell your care team" not in page
    assert "We do not know when your care team looks here next." in page
    assert links(page)[0] == "tel:988"


def test_nobody_else_reaches_it_or_what_was_told(
    app: Flask, cast: Cast, rosa: Visitor, omar: Visitor, cora: Visitor, ben: Visitor, anyone: Visitor
) -> None:
    told = rosa.post("/safety", **form()).location
    assert omar.get(told).status_code == 404
    assert rosa.get(f"/safety?told={new_id()}").status_code == 404
    assert rosa.get("/safety?told=x").status_code == 404
    for other in (cora, ben):
        assert other.get("/safety").status_code == 404
        assert other.post("/safety", **form()).status_code == 404
    assert anyone.post("/safety", **form()).status_code in (303, 401)
    assert len(stored(app)) == 1


def test_a_supporter_never_sees_a_trace(app: Flask, cast: Cast, ben: Visitor) -> None:
    addresses = ["/", "/supporting", f"/supporting/{cast.rosa}", "/settings", "/help"]

    def pages() -> list[str]:
        found = [ben.get(address) for address in addresses]
        return [re.sub(r"(csrf_token|X-CSRFToken)[^>]+>", "", page.text) for page in found]

    before = pages()
    with app.app_context():
        alert = open_one(cast)
        assert "ben@test.example" not in [m.address for m in db.session.scalars(select(Message))]
    assert pages() == before
    for address in (f"/caseload/{cast.rosa}/alerts", f"/caseload/{cast.rosa}/alerts/{alert.id}"):
        assert ben.get(address).status_code == 404
