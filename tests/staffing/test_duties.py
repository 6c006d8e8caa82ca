"""An administrator gives duties and ends them; each counts from the next page, and goes with who leaves."""

from __future__ import annotations

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from companion.access import duties, queries
from companion.access.rules import DutyKind
from companion.accounts.models import Person
from companion.audit.models import Event
from companion.core.db import db
from companion.records.enquiries import actions as enquiries
from tests.cast import NOW, Cast
from tests.house.front_door import open_enquiry
from tests.visitor import Visitor


def give(ada: Visitor, who: UUID, duty: str, end: str = "") -> int:
    return ada.post(f"/admin/staff/{who}/duties/{duty}{end}").status_code


def team(app: Flask, cast: Cast) -> list[str]:
    with app.app_context():
        return [one.name for one in queries.care_team_of(db.session.get_one(Person, cast.rosa), NOW)]


def test_a_lead_hands_a_client_over_and_reads_no_record_by_it(
    app: Flask, ada: Visitor, wes: Visitor, cast: Cast
) -> None:
    assert wes.get("/care-teams").status_code == 404
    assert give(ada, cast.wes, "lead") == 303
    page = wes.get("/care-teams").text
    assert "Rosa" in page
    assert 'href="/care-teams"' in wes.get("/caseload").text
    assert wes.get(f"/caseload/{cast.rosa}/brief").status_code == 404
    answer = wes.post(f"/care-teams/{cast.rosa}", joins=str(cast.wes), leaves=str(cast.cora))
    assert (answer.status_code, answer.location) == (303, f"/care-teams/{cast.rosa}")
    assert team(app, cast) == ["Wes Counselor"]
    assert wes.post(f"/care-teams/{cast.rosa}", joins="", leaves=str(cast.wes)).status_code == 422
    assert wes.get("/admin/staff").status_code == 404


def test_a_duty_that_ended_opens_nothing_and_both_are_in_the_trail(
    app: Flask, ada: Visitor, wes: Visitor, cast: Cast
) -> None:
    give(ada, cast.wes, "lead")
    give(ada, cast.wes, "lead")
    assert "Counselor, Lead counselor" in ada.get("/admin/staff").text
    assert give(ada, cast.wes, "lead", "/end") == 303
    assert wes.get("/care-teams").status_code == 404
    with app.app_context():
        chosen = select(Event).where(Event.action.startswith("duty:")).order_by(Event.id)
        found = [(one.action, one.by_id, one.subject_id, one.facts) for one in db.session.scalars(chosen)]
    about = (cast.ada, cast.wes, {"duty": "lead"})
    assert found == [("duty:given", *about), ("duty:ended", *about)]


@pytest.mark.parametrize(
    ("who", "duty", "status"), [("ada", "lead", 409), ("rosa", "lead", 404), ("wes", "king", 404)]
)
def test_a_duty_is_only_for_whom_it_is_meant(
    app: Flask, ada: Visitor, cast: Cast, who: str, duty: str, status: int
) -> None:
    assert give(ada, getattr(cast, who), duty) == status
    with app.app_context():
        assert duties.held_in(cast.program) == {}


@pytest.mark.parametrize("who", ["cora", "rosa", "ben"])
def test_only_the_administrator_gives_a_duty(
    app: Flask, request: pytest.FixtureRequest, cast: Cast, who: str
) -> None:
    assert give(request.getfixturevalue(who), cast.wes, "lead") == 404
    with app.app_context():
        assert duties.held_in(cast.program) == {}


def test_who_leaves_takes_no_duty_and_no_claim_along(
    app: Flask, ada: Visitor, cora: Visitor, cast: Cast
) -> None:
    give(ada, cast.cora, "lead")
    with app.app_context():
        enquiry, person = open_enquiry(cast), db.session.get_one(Person, cast.cora)
        db.session.flush()
        enquiries.claim(enquiry, submission=UUID(int=7), by=person, at=NOW)
        db.session.commit()
        enquiry_id = enquiry.id
    page = ada.get(f"/admin/care-teams/left/{cast.cora}").text
    assert "1 request for help that they took on." in page
    assert "Lead counselor." in page
    assert ada.post(f"/admin/staff/{cast.cora}/departure").status_code == 303
    assert cora.get("/caseload").location == "/sign-in"
    page = ada.get(f"/admin/care-teams/left/{cast.cora}").text
    assert "0 requests for help that they took on." in page
    assert "No duties." in page
    with app.app_context():
        enquiry = db.session.get_one(type(enquiry), enquiry_id)
        assert (enquiry.claimed_by, enquiry.claimed_at) == (None, None)
        assert [(act.act, act.by_id) for act in enquiry.acts][-1] == ("unclaim", cast.ada)
        assert duties.held_by(db.session.get_one(Person, cast.cora)) == set()
    assert give(ada, cast.cora, DutyKind.LEAD.value) == 409
