from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from companion.audit.models import Disclosure
from companion.core.db import db
from companion.programs.models import Enrolment, Track
from companion.records.attendance.models import Attendance, Notice, NoticeKind
from companion.records.schedule import actions as schedule
from companion.records.schedule.models import Appointment
from tests.attendance.marks import group
from tests.cast import NOW, Cast
from tests.groups.rosters import ids_on, join, row_of, tap
from tests.schedule.plans import book, counted, person
from tests.visitor import Visitor


@pytest.fixture
def tonight(app: Flask, cast: Cast) -> str:
    """The address of the evening group, which began five minutes ago."""
    return planned(app, cast, NOW - timedelta(minutes=5))


def planned(app: Flask, cast: Cast, starts_at: datetime) -> str:
    with app.app_context():
        appointment = group(cast, starts_at)
        db.session.commit()
        return f"/groups/{appointment.id}"


def stored(app: Flask) -> list[Attendance]:
    with app.app_context():
        return list(db.session.scalars(select(Attendance)))


def test_the_roster_shows_who_is_in_the_track_that_day(
    cora: Visitor, app: Flask, cast: Cast, tonight: str
) -> None:
    page = cora.get(tonight).text
    assert "Not marked yet" in row_of(page, cast.rosa)
    assert f"/caseload/{cast.rosa}/brief" in page
    assert "Omar" in page
    assert f"/caseload/{cast.omar}/brief" not in page
    assert "0 of 2 marked" in page
    with app.app_context():
        stay = db.session.scalars(select(Enrolment).where(Enrolment.client_id == cast.omar)).one()
        stay.ended_on = date(2026, 11, 17)
        db.session.commit()
    assert "Omar" not in cora.get(tonight).text


@pytest.mark.parametrize(
    ("status", "said", "minutes"),
    [
        ("here", "Here.", 180),
        ("late", "Late, 5 minutes.", 175),
        ("left_early", "Left early, 175 minutes.", 5),
        ("excused", "Excused.", 0),
        ("absent", "Absent.", 0),
    ],
)
def test_one_tap_marks_a_person_and_leads_back_to_the_row(
    cora: Visitor, app: Flask, cast: Cast, tonight: str, status: str, said: str, minutes: int
) -> None:
    answer = tap(cora, tonight, cast.rosa, status)
    assert (answer.status_code, answer.location) == (303, f"{tonight}#p-{cast.rosa}")
    (row,) = stored(app)
    assert (row.status, row.minutes, row.marked_by) == (status, minutes, cast.cora)
    page = cora.get(tonight).text
    assert f"{said} Marked by Cora Counselor, 5:00 PM" in row_of(page, cast.rosa)
    assert "1 of 2 marked" in page


def test_with_htmx_only_the_row_and_the_count_come_back(cora: Visitor, cast: Cast, tonight: str) -> None:
    answer = cora.post(f"{tonight}/marks", htmx=True, person=str(cast.rosa), status="here")
    assert answer.text.lstrip().startswith(f'<li id="p-{cast.rosa}"')
    assert 'id="marked" hx-swap-oob="innerHTML"' in answer.text
    assert "1 of 2 marked" in answer.text
    assert "Omar" not in answer.text


def test_the_minutes_can_be_set_and_another_tap_on_late_keeps_them(
    cora: Visitor, app: Flask, cast: Cast, tonight: str
) -> None:
    tap(cora, tonight, cast.rosa, "late")
    tap(cora, tonight, cast.rosa, "late", minutes="40")
    tap(cora, tonight, cast.rosa, "late")
    (row,) = stored(app)
    assert (row.minutes_missed, row.minutes) == (40, 140)
    assert "Late, 5 minutes. Marked by Cora" in row_of(cora.get(tonight).text, cast.rosa)


def test_a_correction_by_a_colleague_shows_who_said_what_and_when(
    cora: Visitor, wes: Visitor, cast: Cast, tonight: str, frozen: Any
) -> None:
    tap(cora, tonight, cast.rosa, "absent")
    frozen.shift(timedelta(minutes=10))
    tap(wes, tonight, cast.rosa, "late", minutes="10")
    row = row_of(cora.get(tonight).text, cast.rosa)
    assert "Late, 10 minutes. Marked by Wes Counselor, 5:10 PM" in row
    assert "Absent. Marked by Cora Counselor, 5:00 PM. Changed by Wes Counselor, 5:10 PM." in row


def test_undo_takes_a_mark_back_and_keeps_it_in_the_history(
    cora: Visitor, app: Flask, cast: Cast, tonight: str
) -> None:
    tap(cora, tonight, cast.rosa, "absent")
    assert cora.post(f"{tonight}/marks/undo", person=str(cast.rosa)).status_code == 303
    assert stored(app) == []
    row = row_of(cora.get(tonight).text, cast.rosa)
    assert "Not marked yet" in row
    assert "Absent. Marked by Cora Counselor" in row
    assert "Undo" not in row


def test_opening_is_a_disclosure_of_each_person_on_the_roster(
    cora: Visitor, app: Flask, cast: Cast, tonight: str
) -> None:
    cora.get(tonight)
    with app.app_context():
        rows = db.session.scalars(select(Disclosure)).all()
        assert {(row.client_id, row.recipient_id, row.what, row.purpose) for row in rows} == {
            (client, cast.cora, "counselor.groups.show_one", "treatment") for client in (cast.rosa, cast.omar)
        }
        assert len(rows) == 2


def test_a_colleague_opens_the_group_of_her_client_and_no_other_session(
    wes: Visitor, cora: Visitor, app: Flask, cast: Cast, tonight: str
) -> None:
    with app.app_context():
        alone = f"/groups/{book(cast, NOW).id}"
        track = Track(program_id=cast.program, name="Day")
        db.session.add(track)
        db.session.flush()
        elsewhere = f"/groups/{group(cast, track_id=track.id).id}"
        db.session.commit()
    assert wes.get(tonight).status_code == 200
    for address in (alone, elsewhere, f"/groups/{uuid4()}"):
        assert wes.get(address).status_code == 404
        assert tap(wes, address, cast.rosa, "here").status_code == 404
        for part in ("marks/undo", "make-ups", "taught"):
            assert wes.post(f"{address}/{part}", person=str(cast.rosa), taught="halt").status_code == 404
    assert stored(app) == []
    assert "Rosa" in cora.get(alone).text
    assert tap(cora, alone, cast.rosa, "here").status_code == 303
    assert "Nobody belongs to this session yet" in cora.get(elsewhere).text


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({}, 422),
        ({"person": "x", "status": "here"}, 422),
        ({"person": "ROSA", "status": "gone"}, 422),
        ({"person": "ROSA", "status": "late", "minutes": "soon"}, 422),
        ({"person": "ROSA", "status": "late", "minutes": "-99999999999999999999"}, 422),
        ({"person": "WES", "status": "here"}, 404),
    ],
)
def test_what_no_page_sends_is_refused(
    cora: Visitor, app: Flask, cast: Cast, tonight: str, sent: dict[str, str], status: int
) -> None:
    ids = {"ROSA": str(cast.rosa), "WES": str(cast.wes)}
    sent = {name: ids.get(value, value) for name, value in sent.items()}
    assert cora.post(f"{tonight}/marks", **sent).status_code == status
    assert stored(app) == []


def test_nothing_can_be_tapped_too_early_nor_when_it_is_cancelled(
    cora: Visitor, app: Flask, cast: Cast, frozen: Any
) -> None:
    tonight = planned(app, cast, NOW + timedelta(minutes=31))
    page = cora.get(tonight).text
    assert "from 30 minutes before" in page
    assert "/marks" not in page
    assert tap(cora, tonight, cast.rosa, "here").status_code == 409
    with app.app_context():
        appointment = db.session.scalars(select(Appointment)).one()
        schedule.cancel(appointment, by=person(cast.cora), at=NOW)
        db.session.commit()
    frozen.shift(timedelta(minutes=1))
    page = cora.get(tonight).text
    assert "This session was cancelled" in page
    assert "Changed by Cora Counselor" in page
    assert tap(cora, tonight, cast.rosa, "here").status_code == 409
    assert stored(app) == []


def test_what_she_said_before_stands_in_her_row(cora: Visitor, app: Flask, cast: Cast, tonight: str) -> None:
    with app.app_context():
        appointment = db.session.scalars(select(Appointment)).one()
        notice = Notice(program_id=cast.program, client_id=cast.rosa, submission_id=uuid4())
        notice.appointment_id, notice.kind, notice.reason = (
            appointment.id,
            NoticeKind.CANNOT_COME,
            "childcare",
        )
        notice.told_at = NOW
        db.session.add(notice)
        db.session.commit()
    page = cora.get(tonight).text
    assert "Can’t come: childcare , Wed, Nov 18, 5:00 PM" in row_of(page, cast.rosa)
    assert "childcare" not in row_of(page, cast.omar)


def test_thirty_people_cost_as_many_questions_as_five(
    cora: Visitor, app: Flask, cast: Cast, tonight: str
) -> None:
    cora.get(tonight)
    costs = []
    for more in (3, 25):
        join(app, cast, more)
        for who in ids_on(cora.get(tonight).text)[: more + 2]:
            tap(cora, tonight, UUID(who), "absent")
            tap(cora, tonight, UUID(who), "here")
        with app.app_context(), counted() as said:
            assert len(ids_on(cora.get(tonight).text)) == (5 if more == 3 else 30)
        costs.append(len(said))
    assert costs[0] == costs[1]


def test_two_who_tap_the_same_person_at_once_leave_one_mark(
    cora: Visitor, wes: Visitor, app: Flask, cast: Cast, tonight: str
) -> None:
    visitors, statuses = [cora, wes, cora, wes], ["here", "late", "here", "late"]
    together = threading.Barrier(2)

    def send(number: int) -> int:
        together.wait()
        return tap(visitors[number], tonight, cast.rosa, statuses[number]).status_code

    for turn in ((0, 1), (2, 3)):
        with ThreadPoolExecutor(2) as pool:
            assert list(pool.map(send, turn)) == [303, 303]
    assert len(stored(app)) == 1
