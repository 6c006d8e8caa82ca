from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from companion.core.db import db, new_id
from companion.records.schedule import recurrence
from companion.records.schedule.models import Appointment, Series
from tests.cast import Cast
from tests.schedule.plans import WEDNESDAY, book, days_from_now, plan_group
from tests.visitor import Visitor


def group_form(cast: Cast, **changes: Any) -> dict[str, Any]:
    return {
        "title": "Evening group",
        "track": str(cast.track),
        "facilitator": str(cast.cora),
        "every": "1w",
        "week": "1",
        "weekdays": ["0", "2", "3"],
        "starts_at": "18:00",
        "minutes": "180",
        "place": "Room 2",
        "video_link": "",
        "starts_on": "2026-11-18",
        "until_on": "2026-12-02",
    } | changes


def stored(app: Flask, model: Any) -> list[Any]:
    with app.app_context():
        return list(db.session.scalars(select(model)))


def running(app: Flask, cast: Cast, **changes: Any) -> UUID:
    with app.app_context():
        series = plan_group(cast, **changes)
        db.session.commit()
        return series.id


def test_a_counselor_plans_a_group_and_each_client_of_the_track_has_it(
    cora: Visitor, rosa: Visitor, omar: Visitor, app: Flask, cast: Cast
) -> None:
    assert "America/New York" in cora.get("/groups/series/new").text
    answer = cora.post("/groups/series/new", **group_form(cast))
    assert (answer.status_code, answer.location) == (303, "/groups/series")
    assert len(stored(app, Appointment)) == 7
    for visitor in (cora, rosa, omar):
        address = "/groups" if visitor is cora else "/schedule"
        assert "Evening group" in visitor.get(address).text


def test_a_group_that_is_sent_twice_is_one_group(cora: Visitor, app: Flask, cast: Cast) -> None:
    for _ in range(2):
        answer = cora.post("/groups/series/new", **group_form(cast, anyway="y"))
        assert answer.status_code == 303
    assert len(stored(app, Series)) == 1
    assert len(stored(app, Appointment)) == 7


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": ""}, "Please give it a name."),
        ({"title": "x" * 81}, "This is too long."),
        ({"title": "a\x00b"}, "cannot be saved"),
        ({"track": str(new_id())}, "Please choose one from the list."),
        ({"track": "nonsense"}, "Please choose one from the list."),
        ({"facilitator": ""}, "Please choose one"),
        ({"weekdays": []}, "Please choose one or more days."),
        ({"weekdays": ["7"]}, "Please choose one from the list."),
        ({"weekdays": ["x"]}, "Please choose one from the list."),
        ({"weekdays": ["5"], "until_on": "2026-11-20"}, "None of these days comes between"),
        ({"starts_at": "25:00"}, "Please write the time like 18:00."),
        ({"starts_at": ""}, "Please pick a time."),
        ({"minutes": "4"}, "Please use a number from 5 to 720."),
        ({"minutes": "9" * 400}, "Please use a number from 5 to 720."),
        ({"minutes": "two"}, "Please use a number from 5 to 720."),
        ({"minutes": ""}, "Please fill this in."),
        ({"place": ""}, "Please add a place, a video link, or both."),
        ({"place": "x" * 121}, "This is too long."),
        ({"video_link": "http://video.example/"}, "Please use a whole link that starts with https://."),
        ({"video_link": "javascript:alert(1)"}, "Please use a whole link that starts with https://."),
        ({"video_link": "https://" + "x" * 300}, "This is too long."),
        ({"starts_on": "2026-11-17"}, "Please pick a day from 2026-11-18 to 2029-01-25."),
        ({"starts_on": "9999-12-31"}, "Please pick a day from"),
        ({"starts_on": "soon"}, "Please write the day like 2026-11-26."),
        ({"until_on": "2026-11-17"}, "Please pick a day from 2026-11-18 to 2029-01-25."),
        ({"until_on": "2029-01-26"}, "Please pick a day from 2026-11-18 to 2029-01-25."),
        ({"until_on": "9999-12-31"}, "Please pick a day from"),
    ],
)
def test_what_a_group_cannot_be_is_said_and_kept_and_not_stored(
    cora: Visitor, app: Flask, cast: Cast, changes: dict[str, Any], said: str
) -> None:
    answer = cora.post("/groups/series/new", **group_form(cast, **{"place": "Kept place", **changes}))
    assert answer.status_code == 422
    assert said in answer.text
    assert "There is a problem" in answer.text
    assert "Kept place" in answer.text or "place" in changes
    assert stored(app, Series) == stored(app, Appointment) == []


def test_emoji_and_right_to_left_names_are_kept_as_sent(cora: Visitor, app: Flask, cast: Cast) -> None:
    cora.post("/groups/series/new", **group_form(cast, title="مجموعة 🌱"))
    assert {series.title for series in stored(app, Series)} == {"مجموعة 🌱"}


def test_the_week_shows_all_groups_and_ones_own_appointments(
    cora: Visitor, wes: Visitor, app: Flask, cast: Cast
) -> None:
    running(app, cast)
    with app.app_context():
        book(cast, days_from_now(1), title="Alone with Rosa")
        db.session.commit()
    hers, his = cora.get("/groups").text, wes.get("/groups").text
    assert hers.count("Evening group</a>") == his.count("Evening group</a>") == 3
    assert "Alone with Rosa" in hers
    assert f"/caseload/{cast.rosa}/brief" in hers
    assert "Alone with Rosa" not in his
    assert "Rosa" not in his


def test_a_series_ends_on_the_day_that_was_picked(cora: Visitor, app: Flask, cast: Cast) -> None:
    series_id = running(app, cast)
    assert "End this series" in cora.get("/groups/series").text
    answer = cora.post(f"/groups/series/{series_id}/end", until_on="2026-11-23")
    assert (answer.status_code, answer.location) == (303, "/groups/series")
    left = [row for row in stored(app, Appointment) if row.cancelled_at is None]
    assert len(left) == 4


@pytest.mark.parametrize("until_on", ["", "soon", "2026-11-17", "2027-02-01", "9999-12-31"])
def test_a_series_does_not_end_on_a_day_it_cannot(
    cora: Visitor, app: Flask, cast: Cast, until_on: str
) -> None:
    series_id = running(app, cast)
    running(app, cast, title="Another", rule=recurrence.weekly([WEDNESDAY]))
    count = len(stored(app, Appointment))
    answer = cora.post(f"/groups/series/{series_id}/end", until_on=until_on)
    assert answer.status_code == 422
    assert f'href="#until-on-{series_id}"' in answer.text
    assert answer.text.count("<details open") == 1
    assert len(stored(app, Appointment)) == count


def test_an_unknown_series_is_not_found(cora: Visitor) -> None:
    assert cora.post(f"/groups/series/{new_id()}/end", until_on="2026-11-23").status_code == 404


def test_planning_is_for_counselors(rosa: Visitor, ben: Visitor, ada: Visitor, anyone: Visitor) -> None:
    for address in ("/groups", "/groups/series/new"):
        assert {visitor.get(address).status_code for visitor in (rosa, ben, ada)} == {404}
        assert anyone.get(address).location == "/sign-in"
