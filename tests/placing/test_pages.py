from __future__ import annotations

import re
from datetime import date, time
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from companion.core.db import db
from companion.programs import actions
from companion.programs.models import Enrolment, Track
from companion.records.schedule.models import Appointment
from tests.cast import NOW, Cast
from tests.commitments.weeks import keep
from tests.schedule.plans import counted, person, plan_group
from tests.visitor import Visitor

MONDAYS = "FREQ=WEEKLY;BYDAY=MO"


@pytest.fixture
def day_track(app: Flask, cast: Cast) -> UUID:
    """Mondays from 9:30 to 12:30, when Rosa works; the evenings are free."""
    with app.app_context():
        track = actions.create_track(cast.program, name="Day", minutes=720, by=person(cast.ada), at=NOW)
        plan_group(cast)
        plan_group(cast, track=track, title="Morning group", rule=MONDAYS, starts_at=time(9, 30))
        keep(person(cast.rosa), label="Bakery on Elm")
        db.session.commit()
        return track.id


def page(cast: Cast) -> str:
    return f"/caseload/{cast.rosa}/track"


def form(to: UUID, **changes: Any) -> dict[str, Any]:
    return {"track": str(to), "on": "2026-11-25"} | changes


def stays(app: Flask, cast: Cast) -> list[Enrolment]:
    with app.app_context():
        return list(db.session.scalars(select(Enrolment).where(Enrolment.client_id == cast.rosa)))


def test_each_track_shows_its_groups_and_what_they_clash_with(
    cora: Visitor, cast: Cast, day_track: UUID
) -> None:
    text = " ".join(cora.get(page(cast)).text.replace("\u202f", " ").split())
    assert "Evening since Mon, Oct 19, planned until Mon, Jan 11." in text
    assert "Mon 9:30 AM – 12:30 PM <bdi>Morning group</bdi>" in text
    assert "Clashes in the next 14 days: 2 of 2 sessions." in text
    assert "Work, Mon, Nov 23, 9:00 AM – 5:00 PM" in text
    assert "Nothing clashes with the week." in text
    assert "Work: Mon, Wed, 9:00 AM – 5:00 PM" in text
    assert "Bakery" not in text


def test_a_cancelled_session_takes_nobodys_time(
    cora: Visitor, app: Flask, cast: Cast, day_track: UUID
) -> None:
    with app.app_context():
        chosen = select(Appointment).where(Appointment.track_id == day_track)
        db.session.scalars(chosen.order_by(Appointment.starts_at)).all()[1].cancelled_at = NOW
        db.session.commit()
    assert "1 of 1 session." in cora.get(page(cast)).text


def test_work_counts_where_the_client_is(cora: Visitor, app: Flask, cast: Cast, day_track: UUID) -> None:
    """The evening group, at 6 PM in New York, begins while Rosa works in Denver."""
    with app.app_context():
        person(cast.rosa).zone = "America/Denver"
        db.session.commit()
    text = " ".join(cora.get(page(cast)).text.replace("\u202f", " ").split())
    assert "Work, Wed, Nov 18, 11:00 AM – 7:00 PM" in text
    assert "Times are those of the client’s zone (America/Denver)." in text


def test_the_brief_leads_there(cora: Visitor, cast: Cast) -> None:
    assert f'href="{page(cast)}"' in cora.get(f"/caseload/{cast.rosa}/brief").text


def test_a_track_that_clashes_is_saved_only_when_that_is_said(
    cora: Visitor, app: Flask, cast: Cast, day_track: UUID
) -> None:
    answer = cora.post(page(cast), **form(day_track))
    assert answer.status_code == 422
    assert "Day clashes with the client’s week:" in answer.text
    assert "Move anyway" in answer.text
    assert 'value="2026-11-25"' in answer.text
    assert re.search(rf'<input checked [^>]*value="{day_track}"', answer.text)
    assert len(stays(app, cast)) == 1
    for _ in range(2):
        answer = cora.post(page(cast), **form(day_track, anyway="y"))
        assert (answer.status_code, answer.location) == (303, f"/caseload/{cast.rosa}/brief")
    assert len(stays(app, cast)) == 2


def test_a_track_that_fits_is_saved_at_once(
    cora: Visitor, rosa: Visitor, app: Flask, cast: Cast, day_track: UUID
) -> None:
    with app.app_context():
        keep_free = actions.create_track(cast.program, name="Later", minutes=300, by=person(cast.ada), at=NOW)
        track = keep_free.id
        plan_group(cast, track=keep_free, title="Late group", rule=MONDAYS, starts_at=time(17))
        db.session.commit()
    assert cora.post(page(cast), **form(track)).status_code == 303
    text = rosa.get("/schedule").text
    assert "Late group" in text
    assert cora.get("/caseload").text.count("Discharged") == 0
    assert "Later from Wed, Nov 25 on" in cora.get(page(cast)).text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"track": ""}, "Please choose one."),
        ({"track": "no track"}, "Please pick a track."),
        ({"on": ""}, "Please write a date like 2026-11-30."),
        ({"on": "2026-02-30"}, "Please write a date like 2026-11-30."),
        ({"on": "2026-11-17"}, "Please pick today or a later day."),
        ({"on": "2027-01-11", "anyway": "y"}, "Pick a day of the stay, from"),
    ],
)
def test_what_cannot_be_is_said_and_not_stored(
    cora: Visitor, app: Flask, cast: Cast, day_track: UUID, changes: dict[str, str], said: str
) -> None:
    answer = cora.post(page(cast), **form(day_track, **changes))
    assert answer.status_code == 422
    assert said in answer.text
    assert len(stays(app, cast)) == 1


def test_a_stay_that_ended_has_no_form(cora: Visitor, app: Flask, cast: Cast, day_track: UUID) -> None:
    with app.app_context():
        db.session.scalars(select(Enrolment).where(Enrolment.client_id == cast.rosa)).one().ended_on = date(
            2026, 11, 4
        )
        db.session.commit()
    text = cora.get(page(cast)).text
    assert "The stay ended on Wed, Nov 4. There is no track to change." in text
    assert "Move to this track" not in text
    assert cora.post(page(cast), **form(day_track, anyway="y")).status_code == 422


def test_a_counselor_who_is_not_hers_finds_nothing(
    wes: Visitor, rosa: Visitor, ada: Visitor, app: Flask, cast: Cast, day_track: UUID
) -> None:
    for stranger in (wes, rosa, ada):
        assert stranger.get(page(cast)).status_code == 404
        assert stranger.post(page(cast), **form(day_track, anyway="y")).status_code == 404
    assert len(stays(app, cast)) == 1


def test_ten_tracks_cost_no_more_queries_than_two(
    cora: Visitor, app: Flask, cast: Cast, day_track: UUID
) -> None:
    with app.app_context(), counted() as two:
        cora.get(page(cast))
    with app.app_context():
        for number in range(8):
            track = actions.create_track(
                cast.program, name=f"Track {number}", minutes=300, by=person(cast.ada), at=NOW
            )
            db.session.add(track)
            plan_group(cast, track=track, title="Another", rule=MONDAYS)
        db.session.commit()
    with app.app_context(), counted() as ten:
        assert "Track 7" in cora.get(page(cast)).text
    assert len(ten) == len(two)


def test_a_retired_track_is_not_offered(cora: Visitor, app: Flask, cast: Cast, day_track: UUID) -> None:
    with app.app_context():
        db.session.get_one(Track, day_track).retired_at = NOW
        db.session.commit()
    assert "Morning group" not in cora.get(page(cast)).text
