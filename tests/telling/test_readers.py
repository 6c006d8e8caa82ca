"""Who is told is the client's choice, within what was announced at enrolment. A supporter never is."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select

from companion.access import actions as access
from companion.accounts import actions as accounts
from companion.accounts.models import Person
from companion.accounts.rules import Role
from companion.audit import trail
from companion.core.db import db
from companion.programs import actions as programs
from companion.programs import moving, queries
from companion.programs.models import Enrolment, Program, Track
from tests.cast import NOW, Cast, make_person
from tests.days.answers import form
from tests.telling.uses import tell, uses
from tests.visitor import Visitor

CHOICE = "you choose whether your care team reads it"
ANNOUNCED = "your care team reads it. Your family does not."


def announce(app: Flask, cast: Cast, *, to_rosa: bool = True) -> None:
    with app.app_context():
        db.session.get_one(Program, cast.program).is_use_told = True
        if to_rosa:
            stay = db.session.scalars(select(Enrolment).where(Enrolment.client_id == cast.rosa)).one()
            stay.is_use_told = True
        db.session.commit()


def brief(cora: Visitor, cast: Cast) -> str:
    page = cora.get(f"/caseload/{cast.rosa}/brief").text
    return " ".join(re.sub("<[^>]+>", " ", page).split())


def test_the_counselor_reads_it_unless_the_client_keeps_it(rosa: Visitor, cora: Visitor, cast: Cast) -> None:
    use_id = tell(rosa)
    assert "Use reported:" in brief(cora, cast)
    answer = rosa.post(f"/used/{use_id}/next", then="readers")
    assert answer.location == f"/used/{use_id}/readers"
    rosa.post(answer.location, readers="me")
    assert "Use reported" not in brief(cora, cast)
    assert "Only you see this." in rosa.get(f"/used/{use_id}/next").text
    rosa.post(answer.location, readers="team")
    assert "Use reported:" in brief(cora, cast)


def test_it_can_be_kept_from_the_first_tap_on(app: Flask, rosa: Visitor, cora: Visitor, cast: Cast) -> None:
    before, caseload = brief(cora, cast), cora.get("/caseload").text
    tell(rosa, is_private="y")
    assert brief(cora, cast) == before
    assert cora.get("/caseload").text == caseload


def test_an_earlier_answer_about_readers_is_kept(app: Flask, rosa: Visitor) -> None:
    use_id = tell(rosa)
    rosa.post(f"/used/{use_id}/readers", readers="me")
    rosa.post(f"/used/{use_id}/readers", readers="me")
    (use,) = uses(app)
    with app.app_context():
        assert len(trail.versions_of(use)) == 1


def test_a_choice_that_is_none_is_refused(rosa: Visitor) -> None:
    assert rosa.post(f"/used/{tell(rosa)}/readers", readers="everyone").status_code == 422


def test_what_was_announced_cannot_be_kept_from_the_care_team(
    app: Flask, rosa: Visitor, cora: Visitor, cast: Cast
) -> None:
    announce(app, cast)
    assert "Keep this just for me" not in rosa.get("/used/new").text
    use_id = tell(rosa, is_private="y")
    assert "Use reported:" in brief(cora, cast)
    answer = rosa.post(f"/used/{use_id}/readers", readers="me")
    assert answer.status_code == 422
    assert "Your program told you at the start" in answer.text
    assert "Use reported:" in brief(cora, cast)


def test_a_program_that_announces_it_later_takes_no_choice_from_those_who_are_here(
    app: Flask, rosa: Visitor, cora: Visitor, cast: Cast
) -> None:
    announce(app, cast, to_rosa=False)
    assert "Keep this just for me" in rosa.get("/used/new").text
    tell(rosa, is_private="y")
    rosa.post("/check-in", **form(used="yes"))
    assert "Use reported" not in brief(cora, cast)


def test_a_program_that_announces_it_no_more_gives_the_choice_back(
    app: Flask, rosa: Visitor, cast: Cast
) -> None:
    announce(app, cast)
    with app.app_context():
        db.session.get_one(Program, cast.program).is_use_told = False
        db.session.commit()
    assert "Keep this just for me" in rosa.get("/used/new").text


def test_what_was_announced_goes_with_the_stay_to_another_track(app: Flask, cast: Cast) -> None:
    announce(app, cast)
    with app.app_context():
        rosa, cora = (db.session.get_one(Person, one) for one in (cast.rosa, cast.cora))
        day_track = programs.create_track(cast.program, name="Day", minutes=540, by=cora, at=NOW)
        moving.move_to_track(rosa, day_track, on=date(2026, 11, 17), by=cora, at=NOW)
        assert queries.is_use_announced(rosa)


def test_each_client_is_told_where_they_enrol_and_where_they_look(
    app: Flask, rosa: Visitor, anyone: Visitor, cast: Cast
) -> None:
    assert CHOICE in rosa.get("/sharing").text
    announce(app, cast)
    assert ANNOUNCED in rosa.get("/sharing").text
    assert "also if you used" in rosa.get("/check-in").text
    with app.app_context():
        cora = db.session.get_one(Person, cast.cora)
        newcomer = make_person(cast.program, Role.CLIENT, "Nell")
        newcomer.password_hash = None
        track = db.session.get_one(Track, cast.track)
        stay: dict[str, Any] = {"started_on": NOW.date(), "planned_end_on": NOW.date() + timedelta(weeks=8)}
        stay |= {"required_minutes_per_week": 540, "steps_down_from": "residential"}
        assert programs.enrol(newcomer, track, **stay, by=cora, at=NOW).is_use_told
        access.assign(newcomer, cora, by=cora, at=NOW)
        token = accounts.invite(newcomer, by=cora, at=NOW)
        db.session.commit()
    assert ANNOUNCED in anyone.get(f"/welcome/{token}").text


def test_a_supporter_s_pages_do_not_change_by_a_byte(
    app: Flask, rosa: Visitor, ben: Visitor, cast: Cast
) -> None:
    def pages() -> list[str]:
        addresses = ["/supporting", f"/supporting/{cast.rosa}"]
        return [re.sub(r"(csrf_token|X-CSRFToken)[^>]+>", "", ben.get(one).text) for one in addresses]

    announce(app, cast)
    before = pages()
    rosa.post(f"/used/{tell(rosa)}/next", around="alone", step="call")
    rosa.post("/check-in", **form(used="yes", note="A hard one"))
    assert pages() == before
