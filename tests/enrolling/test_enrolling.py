from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from companion.access import queries as access
from companion.accounts.forms import zones
from companion.accounts.models import Person
from companion.accounts.rules import Role
from companion.audit.models import Event
from companion.core.db import db
from companion.programs import actions as programs
from companion.programs import queries, rules
from companion.programs.forms import STEPS
from companion.programs.models import Enrolment
from tests.cast import NOW, Cast
from tests.visitor import Visitor


def answers(cast: Cast, **changed: str) -> dict[str, str]:
    usual = {
        "submission_id": str(uuid4()),
        "name": "Nia",
        "pronouns": "she/her",
        "language": "es",
        "zone": "America/Puerto_Rico",
        "track": str(cast.track),
        "started_on": "2026-11-23",
        "planned_end_on": "2027-02-15",
        "required_hours": "9.5",
        "steps_down_from": "residential",
    }
    return usual | changed


def enrol(visitor: Visitor, cast: Cast, **changed: str) -> TestResponse:
    return visitor.post("/caseload/new", **answers(cast, **changed))


def id_in(answer: TestResponse) -> UUID:
    assert answer.status_code == 303, answer.text
    found = re.fullmatch(r"/caseload/([0-9a-f-]{36})/invitation", answer.location)
    assert found
    return UUID(found[1])


def people_there_are() -> int:
    return db.session.scalar(select(func.count()).select_from(Person)) or 0


def test_the_form_begins_with_what_fits_most(cora: Visitor) -> None:
    page = cora.get("/caseload/new").text
    assert '<option selected value="America/New_York">Eastern time</option>' in page
    assert 'value="2026-11-18"' in page
    assert 'value="2027-02-10"' in page
    assert re.search(r'name="required_hours"[^>]*value="9"', page)
    assert page.index("Puerto Rico time") < page.index("Africa/Abidjan")


def test_a_counselor_enrols_a_client_and_is_her_care_team(app: Flask, cora: Visitor, cast: Cast) -> None:
    client_id = id_in(enrol(cora, cast))
    with app.app_context():
        client = db.session.get_one(Person, client_id)
        assert (client.role, client.name, client.pronouns) == (Role.CLIENT, "Nia", "she/her")
        assert (client.language, client.zone) == ("es", "America/Puerto_Rico")
        assert client.email == ""
        assert client.password_hash is client.email_key is None
        assert [counselor.id for counselor in access.own_counselors_of(client, NOW)] == [cast.cora]
        stay = queries.latest_enrolment(client_id)
        assert stay is not None
        assert (stay.started_on, stay.planned_end_on) == (date(2026, 11, 23), date(2027, 2, 15))
        assert (stay.required_minutes_per_week, stay.steps_down_from) == (570, "residential")
        events = set(db.session.scalars(select(Event.action).where(Event.client_id == client_id)))
        assert events == {"client:enrolled", "path:stepped", "care-team:joined"}


def test_the_next_page_says_that_there_is_no_link_yet(cora: Visitor, cast: Cast) -> None:
    answer = cora.get(enrol(cora, cast).location)
    assert answer.status_code == 200
    assert "There is no link yet." in answer.text


def test_nobody_else_s_counselor_sees_the_new_client(cora: Visitor, wes: Visitor, cast: Cast) -> None:
    address = enrol(cora, cast).location
    assert wes.get(address).status_code == 404
    assert wes.post(address).status_code == 404


def test_the_same_form_sent_twice_is_one_client(app: Flask, cora: Visitor, cast: Cast) -> None:
    sent = answers(cast)
    first, second = (cora.post("/caseload/new", **sent) for _ in range(2))
    assert first.location == second.location
    with app.app_context():
        client_id = id_in(first)
        stays = select(func.count()).where(Enrolment.client_id == client_id)
        assert db.session.scalar(stays) == 1


def test_somebody_else_s_id_as_the_form_s_id_finds_nobody(app: Flask, cora: Visitor, cast: Cast) -> None:
    assert enrol(cora, cast, submission_id=str(cast.omar)).status_code == 404
    assert enrol(cora, cast, submission_id=str(cast.ada)).status_code == 404


@pytest.mark.parametrize("zone", ["Asia/Manila", "UTC", "America/Argentina/Ushuaia"])
def test_a_client_may_live_in_any_zone(cora: Visitor, cast: Cast, zone: str) -> None:
    assert enrol(cora, cast, zone=zone).status_code == 303


def test_hours_left_empty_are_those_of_the_track(app: Flask, cora: Visitor, cast: Cast) -> None:
    client_id = id_in(enrol(cora, cast, required_hours=""))
    with app.app_context():
        stay = queries.latest_enrolment(client_id)
        assert stay is not None
        assert stay.required_minutes_per_week == 540


@pytest.mark.parametrize(("hours", "minutes"), [("0", 0), ("9,5", 570), ("50", 3000), (" 7.25 ", 435)])
def test_hours_are_read_as_people_write_them(
    app: Flask, cora: Visitor, cast: Cast, hours: str, minutes: int
) -> None:
    client_id = id_in(enrol(cora, cast, required_hours=hours))
    with app.app_context():
        stay = queries.latest_enrolment(client_id)
        assert stay is not None
        assert stay.required_minutes_per_week == minutes


BAD = [
    ("submission_id", "not an id"),
    ("name", ""),
    ("name", "   "),
    ("name", "n" * 81),
    ("name", "Ni\x00a"),
    ("pronouns", "p" * 41),
    ("language", "fr"),
    ("language", ""),
    ("zone", "Mars/Olympus"),
    ("zone", "../../etc/passwd"),
    ("zone", ""),
    ("track", ""),
    ("track", "not a track"),
    ("track", "018f0000-0000-7000-8000-000000000000"),
    ("started_on", ""),
    ("started_on", "2026-02-30"),
    ("started_on", "9999-12-31"),
    ("started_on", "0001-01-01"),
    ("planned_end_on", "2026-11-23"),
    ("planned_end_on", "2026-11-01"),
    ("planned_end_on", "2036-01-01"),
    ("required_hours", "50.5"),
    ("required_hours", "-1"),
    ("required_hours", "nine"),
    ("required_hours", "sNaN"),
    ("required_hours", "1e1"),
    ("steps_down_from", "the moon"),
]


@pytest.mark.parametrize(("field", "value"), BAD)
def test_what_does_not_fit_is_refused_and_kept(
    app: Flask, cora: Visitor, cast: Cast, field: str, value: str
) -> None:
    with app.app_context():
        before = people_there_are()
    answer = enrol(cora, cast, **{field: value})
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert field == "pronouns" or "she/her" in answer.text
    with app.app_context():
        assert people_there_are() == before


def test_a_zone_that_is_not_one_stays_in_the_form(cora: Visitor, cast: Cast) -> None:
    answer = enrol(cora, cast, zone="Mars/Olympus")
    assert '<option selected value="Mars/Olympus">' in answer.text
    assert "There is no such time zone." in answer.text


def test_any_writing_is_kept_as_it_is(app: Flask, cora: Visitor, cast: Cast) -> None:
    client_id = id_in(enrol(cora, cast, name="مريم 🌱"))
    with app.app_context():
        assert db.session.get_one(Person, client_id).name == "مريم 🌱"


def test_a_retired_track_takes_nobody_new(app: Flask, cora: Visitor, cast: Cast) -> None:
    with app.app_context():
        ada = db.session.get_one(Person, cast.ada)
        programs.retire_track(queries.track_of(cast.program, cast.track), by=ada, at=NOW)
        db.session.commit()
    assert enrol(cora, cast).status_code == 422
    assert "Ask an administrator to add one first." in cora.get("/caseload/new").text


def test_only_a_counselor_enrols(rosa: Visitor, ada: Visitor, ben: Visitor, anyone: Visitor) -> None:
    for visitor in (rosa, ada, ben):
        assert visitor.get("/caseload/new").status_code == 404
    assert anyone.get("/caseload/new").location == "/sign-in"


def test_each_step_and_zone_has_its_words(app: Any) -> None:
    assert tuple(STEPS) == rules.STEPS_DOWN_FROM
    assert {"America/New_York", "America/Puerto_Rico", "Pacific/Honolulu"} <= zones()
