"""Every change of the program is listed with what it said before and says now."""

from __future__ import annotations

from datetime import date, time

from flask import Flask

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.overviews.admin import wording_of_changes
from companion.programs import actions as programs
from companion.programs.models import Program, Track
from companion.programs.rules import Shift
from companion.records.helplines import actions as helplines
from companion.records.schedule import actions as schedule
from tests.admin.test_program import ALL
from tests.cast import NOW, ZONE, Cast
from tests.visitor import Visitor


def test_a_setting_is_listed_with_before_and_after(ada: Visitor) -> None:
    assert "Nothing was changed so far." not in ada.get("/admin/changes").text
    ada.post("/admin/settings", **ALL | {"retention_years": "10", "rooms": "Room 2\nGarden"})
    page = ada.get("/admin/changes").text
    for words in ("Years that a record is kept", "Before:</span> 7", "Ada Admin", "Garden"):
        assert words.replace("</span>", "") in page.replace(" <bdi>", " ").replace("</bdi>", "")
    assert ada.post("/admin/settings", **ALL | {"retention_years": "0"}).status_code == 422


def test_hours_holidays_tracks_and_helplines_leave_both(app: Flask, ada: Visitor, cast: Cast) -> None:
    with app.app_context():
        program, by = db.session.get_one(Program, cast.program), db.session.get_one(Person, cast.ada)
        programs.change_staffed_hours(program, [Shift(2, time(8), time(18))], by=by, at=NOW)
        track = db.session.get_one(Track, cast.track)
        programs.change_track(track, name="Night", minutes=600, by=by, at=NOW)
        day = date(2026, 12, 25)
        holiday = schedule.add_holiday(cast.program, day, "Christmas", zone=ZONE, by=by, at=NOW)
        schedule.remove_holiday(holiday, by=by, at=NOW)
        helplines.change(program, "samhsa", is_checked=True, phone="+1 800 662 4357", by=by, at=NOW)
        db.session.commit()
    page = ada.get("/admin/changes").text
    for words in ("Wednesday 08:00–18:00", "Evening", "Night", "2026-12-25", "Christmas", "2026-11-18"):
        assert words in page


def test_a_long_list_goes_on(app: Flask, ada: Visitor, cast: Cast) -> None:
    with app.app_context():
        for _ in range(60):
            trail.note("program:changed", program_id=cast.program, at=NOW, by_id=cast.ada, fields=["name"])
        db.session.commit()
    page = ada.get("/admin/changes").text
    older = page.partition("?before=")[2].partition('"')[0]
    assert page.count("<h2>Settings") == 50
    assert ada.get(f"/admin/changes?before={older}").text.count("<h2>Settings") == 10


def test_every_setting_has_words(app: Flask) -> None:
    with app.test_request_context():
        for name in (*programs.SETTINGS, "staffed_hours"):
            assert str(wording_of_changes.field(name)) != "Another field", name
