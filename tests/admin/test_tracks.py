from __future__ import annotations

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from companion.audit.models import Event
from companion.core.db import db
from companion.programs.models import Enrolment, Track
from companion.programs.path.models import PathStep
from tests.cast import NOW, Cast
from tests.visitor import Visitor


def track_named(app: Flask, name: str) -> Track:
    with app.app_context():
        return db.session.scalars(select(Track).where(Track.name == name)).one()


def actions_on(app: Flask, track_id: UUID) -> list[str]:
    with app.app_context():
        return list(
            db.session.scalars(select(Event.action).where(Event.subject_id == track_id).order_by(Event.id))
        )


def test_an_administrator_adds_a_track(app: Flask, ada: Visitor, cora: Visitor) -> None:
    assert ada.post("/admin/tracks/new", name="Morning", required_hours="7,5").location == "/admin/tracks"
    track = track_named(app, "Morning")
    assert track.required_minutes_per_week == 450
    assert actions_on(app, track.id) == ["track:created"]
    assert "7.5 hours a week" in ada.get("/admin/tracks").text
    assert "Morning, 7.5 hours a week" in cora.get("/caseload/new").text


def test_a_changed_track_leaves_the_hours_of_those_who_are_in_it(
    app: Flask, ada: Visitor, cast: Cast
) -> None:
    page = ada.get(f"/admin/tracks/{cast.track}/edit").text
    assert 'value="Evening"' in page
    assert 'value="9"' in page
    ada.post(f"/admin/tracks/{cast.track}/edit", name="Late", required_hours="12")
    assert track_named(app, "Late").required_minutes_per_week == 720
    assert actions_on(app, cast.track)[-1] == "track:changed"
    with app.app_context():
        kept = db.session.scalars(select(Enrolment.required_minutes_per_week)).all()
        assert set(kept) == {540}


def test_a_retired_track_stays_in_the_list_and_is_offered_to_nobody(
    app: Flask, ada: Visitor, cora: Visitor, cast: Cast
) -> None:
    for _ in range(2):
        assert ada.post(f"/admin/tracks/{cast.track}/retirement").location == "/admin/tracks"
    page = ada.get("/admin/tracks").text
    assert "Not offered to new clients since Wed, Nov 18" in page
    assert "Stop offering it" not in page
    assert "Evening, 9 hours" not in cora.get("/caseload/new").text
    assert track_named(app, "Evening").retired_at == NOW
    assert actions_on(app, cast.track).count("track:retired") == 1


def test_without_a_track_the_page_says_what_to_do(app: Flask, ada: Visitor) -> None:
    with app.app_context():
        db.session.query(PathStep).delete()
        db.session.query(Enrolment).delete()
        db.session.query(Track).delete()
        db.session.commit()
    assert "No tracks yet. Counselors need one to enroll a client." in ada.get("/admin/tracks").text


BAD = [
    {"name": ""},
    {"name": "n" * 81},
    {"name": "Day\x00"},
    {"required_hours": ""},
    {"required_hours": "51"},
    {"required_hours": "-3"},
    {"required_hours": "many"},
]


@pytest.mark.parametrize("wrong", BAD)
def test_what_does_not_fit_is_refused_and_nothing_is_stored(
    app: Flask, ada: Visitor, cast: Cast, wrong: dict[str, str]
) -> None:
    sent = {"name": "Day", "required_hours": "9"} | wrong
    for address in ("/admin/tracks/new", f"/admin/tracks/{cast.track}/edit"):
        answer = ada.post(address, **sent)
        assert answer.status_code == 422
        assert "There is a problem" in answer.text
        assert "name" in wrong or 'value="Day"' in answer.text
    with app.app_context():
        assert list(db.session.scalars(select(Track.name))) == ["Evening"]


def test_an_unknown_track_is_not_found(ada: Visitor, cast: Cast) -> None:
    assert ada.get(f"/admin/tracks/{cast.rosa}/edit").status_code == 404
    assert ada.post(f"/admin/tracks/{cast.rosa}/edit", name="x", required_hours="1").status_code == 404
    assert ada.post(f"/admin/tracks/{cast.rosa}/retirement").status_code == 404
