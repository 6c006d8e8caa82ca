"""The path on the counselor's page, and what the client reads of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import time_machine
from flask import Flask

from companion.core.db import db
from companion.programs.models import Track
from companion.programs.path import actions
from companion.programs.path.rules import Kind
from companion.records.contacts.models import Contact
from companion.records.days.models import CheckIn
from tests.cast import NOW, Cast
from tests.stepping.walks import TODAY, discharge, kinds, person
from tests.visitor import Visitor


def page(cast: Cast, more: str = "") -> str:
    return f"/caseload/{cast.rosa}/path{more}"


def step_form(**changes: Any) -> dict[str, Any]:
    form = {"submission_id": str(uuid4()), "kind": "stepped_down", "on": "2026-11-18", "phase": ""}
    return form | {"level": "outpatient", "required_hours": "6", "note": "You did it"} | changes


def last_day(**changes: Any) -> dict[str, Any]:
    form = {"submission_id": str(uuid4()), "on": "2026-11-18", "reason": "completed", "note": "Go well"}
    return form | changes


def test_the_path_says_each_step_and_who_wrote_it(cora: Visitor, cast: Cast) -> None:
    text = cora.get(page(cast)).text
    assert "Enrolled" in text and "Cora Counselor" in text and "Intensive outpatient care" in text
    assert "Steps down from: Residential care." in text
    assert f'href="{page(cast)}"' in cora.get(f"/caseload/{cast.rosa}/brief").text


def test_a_step_down_is_written_once_and_the_client_reads_it(
    app: Flask, cora: Visitor, rosa: Visitor, cast: Cast
) -> None:
    form = step_form()
    for _turn in range(2):
        assert cora.post(page(cast, "/steps"), **form).status_code == 303
    with app.app_context():
        assert kinds(cast) == [Kind.ENROLLED, Kind.STEPPED_DOWN]
    text = rosa.get("/time").text
    assert "You stepped down to less support" in text and "You did it" in text


def test_a_phase_of_the_track_is_offered_and_kept(app: Flask, cora: Visitor, cast: Cast) -> None:
    with app.app_context():
        actions.name_phases(db.session.get_one(Track, cast.track), ["Step-down"], by=person(cast.ada), at=NOW)
        db.session.commit()
        phase = actions.queries.phases_of(db.session.get_one(Track, cast.track))[0].id
    assert cora.post(page(cast, "/steps"), **step_form(phase=str(phase))).status_code == 303
    assert "Step-down" in cora.get(page(cast)).text
    assert cora.post(page(cast, "/steps"), **step_form(phase=str(uuid4()))).status_code == 422


def test_what_does_not_fit_comes_back_with_what_was_typed(app: Flask, cora: Visitor, cast: Cast) -> None:
    for wrong in ({"on": "2026-11-19"}, {"kind": ""}, {"level": "residential"}, {"required_hours": "999"}):
        answer = cora.post(page(cast, "/steps"), **step_form(**wrong))
        assert answer.status_code == 422 and "You did it" in answer.text
    with app.app_context():
        assert kinds(cast) == [Kind.ENROLLED]


def test_a_last_day_today_closes_every_page_of_the_client(
    app: Flask, cora: Visitor, rosa: Visitor, cast: Cast
) -> None:
    form = last_day()
    assert cora.post(page(cast, "/discharge"), **form).location.endswith("/caseload")
    assert cora.get(page(cast)).status_code == 404
    assert "Rosa" not in cora.get("/caseload").text
    text = rosa.get("/time").text
    assert "You finished the program." in text and "Go well" in text


def test_an_alumni_client_is_promised_nothing(app: Flask, cora: Visitor, rosa: Visitor, cast: Cast) -> None:
    assert "No staff reads anything here any more" not in rosa.get("/today").text
    with app.app_context():
        discharge(cast)
    for address in (
        "/today",
        "/messages",
        "/check-in",
        "/journal/new",
        "/cravings/new",
        "/measures",
        "/plan",
    ):
        assert "No staff reads anything here any more" in rosa.get(address, follow_redirects=True).text, (
            address
        )
    text = rosa.get("/messages").text
    assert "We answer by" not in text and "You have no care team here now" in text
    assert "Tell my care team" not in rosa.get("/safety").text


def test_a_later_last_day_can_be_taken_back_until_it_is_over(app: Flask, cora: Visitor, cast: Cast) -> None:
    assert cora.post(page(cast, "/discharge"), **last_day(on="2026-11-25")).location.endswith(page(cast))
    assert "The last day is" in cora.get(page(cast)).text
    with time_machine.travel(NOW + timedelta(days=9), tick=False):
        later = Visitor(app, "cora@test.example")
        assert later.post(page(cast, "/discharge/undo")).status_code == 404
    assert cora.post(page(cast, "/discharge/undo")).status_code == 303
    with app.app_context():
        assert kinds(cast) == [Kind.ENROLLED]


def test_a_last_day_needs_a_day_and_a_reason(app: Flask, cora: Visitor, cast: Cast) -> None:
    for wrong in ({"reason": ""}, {"on": ""}, {"on": "2020-01-01"}, {"on": "2026-10-01"}):
        answer = cora.post(page(cast, "/discharge"), **last_day(**wrong))
        assert answer.status_code in (422,) and "Go well" in answer.text, wrong
    with app.app_context():
        assert kinds(cast) == [Kind.ENROLLED]


def test_from_referred_to_enrolled(app: Flask, cora: Visitor, cast: Cast) -> None:
    form = {"submission_id": str(uuid4()), "name": "Robin", "pronouns": "", "language": "en"}
    answer = cora.post("/caseload/referrals/new", **form, zone="America/New_York")
    address = f"/caseload/{form['submission_id']}/path"
    assert answer.location.endswith(address)
    assert "Referred" in cora.get(address).text
    for shown in (f"/caseload/{form['submission_id']}/brief", "/caseload", f"{address}/enrolment"):
        assert cora.get(shown).status_code == 200, shown
    given = {"submission_id": str(uuid4()), "on": "2026-11-18", "level": "intensive_outpatient", "note": ""}
    assert cora.post(f"{address}/assessment", **given).status_code == 303
    stay = {"submission_id": str(uuid4()), "track": str(cast.track), "started_on": "2026-11-18"}
    stay |= {"planned_end_on": "2027-02-10", "steps_down_from": "residential"}
    for _turn in range(2):
        assert cora.post(f"{address}/enrolment", **stay).status_code == 303
    text = cora.get(address).text
    assert text.index("Referred") < text.index("Assessed") < text.index("Enrolled")
    assert "First week" in text


def test_the_first_week_is_found_from_the_record_and_goes_when_done(
    app: Flask, cora: Visitor, rosa: Visitor, cast: Cast
) -> None:
    with app.app_context():
        step = actions.queries.path_of(person(cast.rosa)).steps[0]
        step.on_day = TODAY
        whose = {"program_id": cast.program, "client_id": cast.rosa, "submission_id": uuid4()}
        contact = Contact(**whose, position=0, created_at=NOW)
        contact.name, contact.phone = "Ana", "555 010 0101"
        db.session.add_all([contact, CheckIn(**whose, day=TODAY, used="no", answered_at=NOW)])
        db.session.commit()
    text = rosa.get("/today").text
    assert "Your first week" in text and text.count("Done</span>") == 2
    shared = cora.get(page(cast)).text
    assert shared.count("Not yet") == 2 and "Ana" not in shared
    with time_machine.travel(NOW + timedelta(days=14), tick=False):
        assert "Your first week" not in Visitor(app, "rosa@test.example").get("/today").text


def test_a_stranger_finds_nothing(wes: Visitor, cast: Cast) -> None:
    assert wes.get(page(cast)).status_code == 404
    assert wes.post(page(cast, "/discharge"), **last_day()).status_code == 404


def test_an_administrator_finds_who_left_and_brings_them_back(
    app: Flask, ada: Visitor, wes: Visitor, cast: Cast
) -> None:
    with app.app_context():
        discharge(cast, TODAY - timedelta(days=2))
    assert "Rosa" not in ada.get("/admin/care-teams").text
    assert "Rosa" in ada.get("/admin/care-teams?left=1").text
    ada.post(f"/admin/care-teams/{cast.rosa}", joins=str(cast.wes), leaves="")
    assert "Rosa" in ada.get("/admin/care-teams").text
    assert "Enroll in a track" in wes.get(page(cast)).text
    with app.app_context():
        assert kinds(cast)[-1] == Kind.REFERRED


def test_an_administrator_names_phases(app: Flask, ada: Visitor, cast: Cast) -> None:
    address = f"/admin/tracks/{cast.track}/edit"
    form = {"name": "Evening", "required_hours": "9", "phases": "Beginning\r\n\r\nMiddle\r\nBeginning"}
    assert ada.post(address, **form).status_code == 303
    assert "Beginning\r\nMiddle</textarea>" in ada.get(address).text.replace("\n", "\r\n").replace(
        "\r\r", "\r"
    )
    assert ada.post(address, **form | {"phases": "x" * 81}).status_code == 422
