from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from companion.access import actions as access
from companion.audit.models import Event
from companion.core.db import db, new_id
from companion.programs import queries as programs
from companion.programs.models import Program
from companion.records.attendance.models import Notice
from companion.records.schedule.models import Appointment
from tests.cast import NOW, Cast
from tests.schedule.plans import book, days_from_now, person, plan_group
from tests.visitor import Visitor

TONIGHT = timedelta(hours=1)


@pytest.fixture
def group(app: Flask, cast: Cast) -> str:
    """Rosa's and Omar's group: it begins in an hour and goes on for three."""
    with app.app_context():
        series = plan_group(cast)
        db.session.commit()
        chosen = select(Appointment).where(Appointment.series_id == series.id)
        return str(db.session.scalars(chosen.where(Appointment.starts_at == NOW + TONIGHT)).one().id)


def form(**changes: Any) -> dict[str, Any]:
    return {"submission_id": str(new_id()), "kind": "cannot_come", "reason": "childcare"} | changes


def stored(app: Flask) -> list[Notice]:
    with app.app_context():
        return list(db.session.scalars(select(Notice).order_by(Notice.id)))


def standing(app: Flask) -> list[tuple[str, str]]:
    return [(notice.kind, notice.reason) for notice in stored(app) if not notice.withdrawn_at]


def test_the_counselor_reads_it_in_the_caseload(rosa: Visitor, cora: Visitor, group: str) -> None:
    assert rosa.post(f"/schedule/{group}/notice", **form()).status_code == 303
    assert "Can’t come: childcare" in cora.get("/caseload").text
    rosa.post(f"/schedule/{group}/notice", **form(kind="late", reason="ride"))
    page = cora.get("/caseload").text
    assert "Comes late: a ride" in page
    assert "Can’t come" not in page
    rosa.post(f"/schedule/{group}/notice", **form(kind="late", reason="unsaid"))
    page = cora.get("/caseload").text
    assert "Comes late" in page
    assert "Comes late:" not in page


def test_a_counselor_who_is_not_hers_reads_nothing(rosa: Visitor, wes: Visitor, group: str) -> None:
    rosa.post(f"/schedule/{group}/notice", **form())
    assert "Can’t come" not in wes.get("/caseload").text


def test_what_is_said_of_a_later_group_is_not_said_of_the_next(
    rosa: Visitor, cora: Visitor, group: str, app: Flask
) -> None:
    with app.app_context():
        chosen = select(Appointment).where(Appointment.starts_at > NOW + timedelta(days=2))
        later = db.session.scalars(chosen.order_by(Appointment.starts_at)).first()
        assert later is not None
    assert rosa.post(f"/schedule/{later.id}/notice", **form()).status_code == 303
    assert "Can’t come" not in cora.get("/caseload").text


def test_what_one_says_of_another_one_s_next_session_is_not_shown_with_their_own(
    rosa: Visitor, cora: Visitor, app: Flask, cast: Cast, group: str
) -> None:
    with app.app_context():
        book(cast, NOW + TONIGHT / 2, minutes=20)
        access.assign(person(cast.omar), person(cast.cora), by=person(cast.ada), at=NOW)
        db.session.commit()
    assert rosa.post(f"/schedule/{group}/notice", **form()).status_code == 303
    assert "Evening group" in cora.get("/caseload").text
    assert "Can’t come" not in cora.get("/caseload").text


def test_what_was_taken_back_is_not_read_any_more(rosa: Visitor, cora: Visitor, group: str) -> None:
    rosa.post(f"/schedule/{group}/notice", **form())
    rosa.post(f"/schedule/{group}/notice/withdrawal")
    assert "Can’t come" not in cora.get("/caseload").text


def test_a_form_that_is_sent_twice_is_one_notice(rosa: Visitor, app: Flask, group: str) -> None:
    sent = form()
    for _ in range(2):
        assert rosa.post(f"/schedule/{group}/notice", **sent).status_code == 303
    assert len(stored(app)) == 1


def test_what_was_said_is_changed_and_taken_back(rosa: Visitor, app: Flask, group: str) -> None:
    rosa.post(f"/schedule/{group}/notice", **form())
    page = rosa.get(f"/schedule/{group}/notice").text
    assert page.count("checked") == 2
    assert "Take it back" in page
    rosa.post(f"/schedule/{group}/notice", **form(kind="late", reason="work"))
    assert standing(app) == [("late", "work")]
    for _ in range(2):
        assert rosa.post(f"/schedule/{group}/notice/withdrawal").status_code == 303
    assert standing(app) == []
    assert len(stored(app)) == 2
    assert "Take it back" not in rosa.get(f"/schedule/{group}/notice").text


def test_each_act_is_noted_without_a_reason(rosa: Visitor, app: Flask, group: str) -> None:
    rosa.post(f"/schedule/{group}/notice", **form())
    rosa.post(f"/schedule/{group}/notice/withdrawal")
    with app.app_context():
        chosen = select(Event).where(Event.action.startswith("notice:")).order_by(Event.id)
        found = db.session.scalars(chosen).all()
    assert [event.action for event in found] == ["notice:given", "notice:withdrawn"]
    assert all(event.facts == {} for event in found)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": ""}, "Please choose one."),
        ({"reason": ""}, "Please choose one."),
        ({"kind": "never"}, "Please choose one from the list."),
        ({"reason": "my own words"}, "Please choose one from the list."),
        ({"submission_id": "x"}, "This form was not complete."),
    ],
)
def test_what_cannot_be_told_is_said_and_not_stored(
    rosa: Visitor, app: Flask, group: str, changes: dict[str, str], said: str
) -> None:
    answer = rosa.post(f"/schedule/{group}/notice", **form(**changes))
    assert answer.status_code == 422
    assert said in answer.text
    assert stored(app) == []


def test_the_notice_period_is_told_in_words(rosa: Visitor, app: Flask, cast: Cast, group: str) -> None:
    address = f"/schedule/{group}/notice"
    assert (
        "at least 24 hours before, if you can. Later is still better than not at all."
        in rosa.get(address).text
    )
    with app.app_context():
        db.session.get_one(Program, cast.program).notice_hours = 0
        db.session.commit()
    assert "before, if you can" not in rosa.get(address).text


def test_one_who_is_on_the_way_can_still_say_late_but_not_that_they_do_not_come(
    rosa: Visitor, app: Flask, group: str, frozen: time_machine.Traveller
) -> None:
    rosa.post(f"/schedule/{group}/notice", **form())
    frozen.move_to(NOW + TONIGHT)
    rosa = Visitor(app, "rosa@test.example")
    page = rosa.get(f"/schedule/{group}/notice").text
    assert "This session has begun. You can still say that you come late." in page
    assert "Take it back" not in page
    answer = rosa.post(f"/schedule/{group}/notice", **form())
    assert answer.status_code == 422
    assert "You can still say that you come late." in answer.text
    assert rosa.post(f"/schedule/{group}/notice/withdrawal").status_code == 409
    assert rosa.post(f"/schedule/{group}/notice", **form(kind="late")).status_code == 303
    assert standing(app) == [("late", "childcare")]


def test_what_is_over_or_cancelled_takes_no_notice(
    rosa: Visitor, app: Flask, group: str, cast: Cast, frozen: time_machine.Traveller
) -> None:
    with app.app_context():
        own = book(cast, days_from_now(1))
        own.cancelled_at = NOW
        db.session.commit()
        cancelled = own.id
    assert "This session is cancelled" in rosa.get(f"/schedule/{cancelled}/notice").text
    assert rosa.post(f"/schedule/{cancelled}/notice", **form()).status_code == 422
    frozen.move_to(NOW + timedelta(hours=4))
    rosa = Visitor(app, "rosa@test.example")
    assert "This session is over." in rosa.get(f"/schedule/{group}/notice").text
    assert rosa.post(f"/schedule/{group}/notice", **form(kind="late")).status_code == 422
    assert stored(app) == []


def test_another_clients_session_is_not_found(
    rosa: Visitor, omar: Visitor, cora: Visitor, ben: Visitor, app: Flask, cast: Cast
) -> None:
    with app.app_context():
        own = book(cast, days_from_now(1)).id
        db.session.commit()
    assert rosa.get(f"/schedule/{own}/notice").status_code == 200
    for stranger in (omar, cora, ben):
        assert stranger.get(f"/schedule/{own}/notice").status_code == 404
        assert stranger.post(f"/schedule/{own}/notice", **form()).status_code == 404
        assert stranger.post(f"/schedule/{own}/notice/withdrawal").status_code == 404
    assert rosa.get(f"/schedule/{new_id()}/notice").status_code == 404
    assert stored(app) == []


def test_a_group_of_a_stay_that_ended_is_not_found(rosa: Visitor, app: Flask, cast: Cast, group: str) -> None:
    with app.app_context():
        stay = programs.latest_enrolment(person(cast.rosa).id)
        assert stay is not None
        stay.ended_on = NOW.date() - timedelta(days=1)
        db.session.commit()
    assert rosa.get(f"/schedule/{group}/notice").status_code == 404
