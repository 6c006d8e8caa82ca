"""The page that takes a calendar: what it would do, line by line, and what it does."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from time_machine import Traveller

from companion.accounts.models import Person
from companion.core.db import db
from companion.overviews.importing import files
from companion.programs.models import Program, Track
from companion.records.imports.models import Upload
from companion.records.schedule.models import Change, Holiday, Series
from tests.cast import NOW, Cast
from tests.importing.desk import (
    bring_calendar,
    import_calendar,
    preview,
    schedule_of,
    stored,
    use,
    words,
)
from tests.importing.files import (
    EVENING,
    SECOND_MOVED,
    THANKSGIVING,
    THIRD_CANCELLED,
    calendar,
    event,
)
from tests.schedule.plans import counted
from tests.visitor import Visitor

MORNING = event(
    "morning@example.org", SUMMARY="Morning group", DTSTART="20261124T090000", DTEND="20261124T120000"
)
MOVED = calendar(EVENING, SECOND_MOVED, THIRD_CANCELLED)
AS_BROUGHT = [
    ("11-23 23:00", "Evening group", "Room 2", "on"),
    ("11-25 23:00", "Evening group", "Room 2", "on"),
    ("11-30 23:00", "Evening group", "Room 2", "on"),
    ("12-02 23:00", "Evening group", "Room 2", "on"),
    ("12-07 23:00", "Evening group", "Room 2", "on"),
    ("12-09 23:00", "Evening group", "Room 2", "on"),
]


def test_the_preview_says_what_each_line_would_do_and_does_nothing(
    ada: Visitor, app: Flask, cast: Cast
) -> None:
    text = calendar(
        EVENING, THANKSGIVING, MORNING, event("old@example.org", DTSTART="20250101T180000", DTEND="")
    )
    before = stored(app)
    said = preview(ada, bring_calendar(ada, cast, text))
    assert "Cora Counselor leads the new groups, for the track Evening. Will be added 2 Skipped 2" in said
    assert (
        "Evening group Line 19 · Will be added Every week: Mon, Wed. 6 sessions of 180 minutes. "
        "The first on Mon, Nov 23, 2026, 6:00 PM, the last on Wed, Dec 9, 2026, 6:00 PM." in said
    )
    assert "Thanksgiving Line 27 · Skipped It lasts all day, so it is no session." in said
    assert (
        "Morning group Line 33 · Will be added Once. 1 session of 180 minutes. On Tue, Nov 24, 2026," in said
    )
    assert "Group Line 39 · Skipped It is over." in said
    assert stored(app) == before


def test_using_it_puts_the_groups_into_the_schedule(
    ada: Visitor, rosa: Visitor, app: Flask, cast: Cast
) -> None:
    brought = bring_calendar(ada, cast, calendar(EVENING))
    assert "The file was used" in use(ada, brought)
    assert schedule_of(app) == AS_BROUGHT
    assert "Evening group" in rosa.get("/schedule").text
    with app.app_context():
        assert db.session.scalars(select(Upload)).one().content == ""


def test_sessions_that_the_file_moves_or_cancels_are_so_from_the_start(
    ada: Visitor, app: Flask, cast: Cast
) -> None:
    import_calendar(ada, cast, MOVED)
    assert schedule_of(app) == [
        AS_BROUGHT[0],
        ("11-25 00:00", "Evening group", "Room 7", "on"),
        *AS_BROUGHT[3:],
    ]


@pytest.mark.parametrize("days", [0, 1, 9, 400])
def test_the_same_file_again_changes_nothing(
    ada: Visitor, app: Flask, cast: Cast, frozen: Traveller, days: int
) -> None:
    text = calendar(
        EVENING,
        SECOND_MOVED,
        THIRD_CANCELLED,
        THANKSGIVING,
        event(RRULE="FREQ=WEEKLY"),
        event("2", RRULE="FREQ=DAILY;COUNT=900"),
    )
    import_calendar(ada, cast, text, takes_holidays="y")
    before, rows = schedule_of(app), stored(app)
    frozen.move_to(NOW + timedelta(days=days))
    ada = Visitor(app, "ada@test.example")
    brought = bring_calendar(ada, cast, text, takes_holidays="y")
    said = preview(ada, brought)
    assert "Nothing would change." in said
    assert "Will be" not in said
    use(ada, brought)
    after = stored(app)
    assert schedule_of(app) == before
    assert {name for name in rows if rows[name] != after[name]} <= {"events"}


def test_a_changed_file_changes_just_that(ada: Visitor, app: Flask, cast: Cast) -> None:
    import_calendar(ada, cast, calendar(EVENING, MORNING))
    rows = stored(app)
    said = import_calendar(ada, cast, calendar(EVENING, MORNING, SECOND_MOVED, THIRD_CANCELLED))
    assert "Will be changed 1 Here already 1" in said
    assert "Sessions changed: 1. Sessions cancelled: 1." in said
    assert (
        "Changed: Wed, Nov 25, 2026, 6:00 PM · Wed, Nov 25, 2026, 6:00 PM – 9:00 PM → "
        "Tue, Nov 24, 2026, 7:00 PM – 10:00 PM · Room 2 → Room 7" in said
    )
    assert "Cancelled: Mon, Nov 30, 2026, 6:00 PM" in said
    assert [one for one in schedule_of(app) if one[1] == "Evening group"] == [
        AS_BROUGHT[0],
        ("11-25 00:00", "Evening group", "Room 7", "on"),
        (*AS_BROUGHT[2][:3], "off"),
        *AS_BROUGHT[3:],
    ]
    assert stored(app)["appointments"] == rows["appointments"]
    with app.app_context():
        assert len(list(db.session.scalars(select(Change)))) == 2


def test_a_group_that_goes_on_longer_or_takes_place_after_all(ada: Visitor, app: Flask, cast: Cast) -> None:
    import_calendar(ada, cast, calendar(EVENING))
    import_calendar(ada, cast, calendar(EVENING, THIRD_CANCELLED))
    said = import_calendar(ada, cast, calendar(EVENING.replace("COUNT=6", "COUNT=8")))
    assert "Sessions added: 2. Sessions that take place after all: 1." in said
    assert "Takes place: Mon, Nov 30, 2026, 6:00 PM" in said
    assert "Added: Wed, Dec 16, 2026, 6:00 PM" in said
    assert [(day, on) for day, _, _, on in schedule_of(app)][-2:] == [
        ("12-14 23:00", "on"),
        ("12-16 23:00", "on"),
    ]
    assert {on for *_, on in schedule_of(app)} == {"on"}


def test_a_group_that_the_file_cancels_is_cancelled(ada: Visitor, app: Flask, cast: Cast) -> None:
    import_calendar(ada, cast, calendar(EVENING))
    said = import_calendar(ada, cast, calendar(EVENING.replace("RRULE", "STATUS:CANCELLED\nRRULE")))
    assert "Sessions cancelled: 6." in said
    assert {on for *_, on in schedule_of(app)} == {"off"}


def test_what_was_changed_here_stays_as_long_as_the_event_says_the_same(
    ada: Visitor, cora: Visitor, app: Flask, cast: Cast
) -> None:
    import_calendar(ada, cast, calendar(EVENING))
    groups = re.findall(r'href="(/groups/[0-9a-f-]+)"', cora.get("/groups?week=2026-11-23").text)
    answer = cora.post(f"{groups[0]}/cancellation")
    assert answer.status_code == 303
    assert schedule_of(app)[0][3] == "off"
    saved_again = EVENING.replace("RRULE", "DTSTAMP:20261118T230000Z\nDESCRIPTION:Bring a pen\nRRULE")
    assert "Nothing would change." in import_calendar(ada, cast, calendar(saved_again))
    assert schedule_of(app)[0][3] == "off"
    said = import_calendar(ada, cast, calendar(saved_again.replace("Room 2", "Room 3")))
    assert "Takes place: Mon, Nov 23, 2026, 6:00 PM" in said


def test_a_group_that_ended_here_is_not_begun_again(
    ada: Visitor, cora: Visitor, app: Flask, cast: Cast
) -> None:
    text = calendar(event(RRULE="FREQ=WEEKLY"))
    import_calendar(ada, cast, text)
    with app.app_context():
        series = db.session.scalars(select(Series)).one().id
    answer = cora.post(f"/groups/series/{series}/end", until_on="2026-12-08")
    assert answer.status_code == 303, answer.text
    before = schedule_of(app)
    assert "Nothing would change." in import_calendar(ada, cast, text)
    assert schedule_of(app) == before


def test_holidays_come_first_and_no_group_meets_then(ada: Visitor, app: Flask, cast: Cast) -> None:
    daily = event(
        "daily@example.org", DTSTART="20261125T090000", DTEND="20261125T100000", RRULE="FREQ=DAILY;COUNT=4"
    )
    said = import_calendar(ada, cast, calendar(daily, THANKSGIVING), takes_holidays="y")
    assert "A holiday on Thu, Nov 26, 2026. No group meets then." in said
    assert "A holiday on Fri, Nov 27, 2026. No group meets then." in said
    assert [on for *_, on in schedule_of(app)] == ["on", "off", "off", "on"]
    with app.app_context():
        assert len(list(db.session.scalars(select(Holiday)))) == 2


def test_a_group_without_an_end_is_planned_for_two_years(ada: Visitor, app: Flask, cast: Cast) -> None:
    said = import_calendar(ada, cast, calendar(event(RRULE="FREQ=WEEKLY")))
    assert "It has no end, so it is planned until" in said
    assert len(schedule_of(app)) == 114


def test_a_large_file_asks_the_database_a_handful_of_times(context: Flask, cast: Cast) -> None:
    many = [event(str(one), SUMMARY=f"Group {one}", RRULE="FREQ=WEEKLY;COUNT=5") for one in range(1900)]
    program, track = db.session.get_one(Program, cast.program), db.session.get_one(Track, cast.track)
    cora = db.session.get_one(Person, cast.cora)
    with counted() as asked:
        plan = files.schedule(calendar(*many), program, track, cora, takes_holidays=False, now=NOW)
    assert len(files.lines_of(plan)) == 1900
    assert plan.changes_something
    assert len(asked) < 10


def test_who_uses_a_file_twice_uses_it_once(ada: Visitor, app: Flask, cast: Cast) -> None:
    brought = bring_calendar(ada, cast, calendar(EVENING))
    use(ada, brought)
    rows = stored(app)
    assert "The file was used" in use(ada, brought)
    assert stored(app) == rows


def test_a_file_that_waited_for_a_day_is_let_go(
    ada: Visitor, app: Flask, cast: Cast, frozen: Traveller
) -> None:
    brought = bring_calendar(ada, cast, calendar(EVENING))
    frozen.move_to(NOW + timedelta(days=1, minutes=1))
    ada = Visitor(app, "ada@test.example")
    assert "Files are kept for one day only. Please bring it again." in words(ada.get(brought.location))
    assert ada.post(f"{brought.location}/application").status_code == 422
    assert schedule_of(app) == []
    bring_calendar(ada, cast, calendar(MORNING))
    with app.app_context():
        assert sorted(bool(one.content) for one in db.session.scalars(select(Upload))) == [False, True]
