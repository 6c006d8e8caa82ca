"""A calendar app asks every hour, for years: it is told nothing twice, and everything once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from werkzeug.http import http_date
from werkzeug.test import TestResponse

from companion.core.db import db
from tests.calendar.feeds import make_feed
from tests.cast import NOW, Cast
from tests.schedule.plans import book
from tests.visitor import Visitor


@pytest.fixture
def path(app: Flask, cast: Cast, rosa: Visitor) -> str:
    with app.app_context():
        book(cast, NOW + timedelta(days=2), at=NOW - timedelta(days=3))
        db.session.commit()
    return make_feed(rosa)


def ask(anyone: Visitor, path: str, **headers: str) -> TestResponse:
    return anyone.client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})


def test_nothing_new_is_a_304_without_a_body(path: str, anyone: Visitor) -> None:
    first = ask(anyone, path)
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert first.headers["ETag"].startswith('"')
    by_tag = ask(anyone, path, If_None_Match=first.headers["ETag"])
    by_date = ask(anyone, path, If_Modified_Since=first.headers["Last-Modified"])
    for again in (by_tag, by_date):
        assert again.status_code == 304
        assert again.data == b""
        assert again.headers["ETag"] == first.headers["ETag"]


def test_a_new_session_is_told_to_both_ways_of_asking(
    path: str, anyone: Visitor, app: Flask, cast: Cast, frozen: Any
) -> None:
    first = ask(anyone, path)
    frozen.shift(timedelta(minutes=1))
    with app.app_context():
        book(cast, NOW + timedelta(days=3), at=NOW + timedelta(minutes=1))
        db.session.commit()
    assert ask(anyone, path, If_None_Match=first.headers["ETag"]).status_code == 200
    assert ask(anyone, path, If_Modified_Since=first.headers["Last-Modified"]).status_code == 200


def test_the_tag_stays_as_long_as_the_sessions_do(path: str, anyone: Visitor, frozen: Any) -> None:
    first = ask(anyone, path)
    frozen.shift(timedelta(days=1, hours=3))
    assert ask(anyone, path, If_None_Match=first.headers["ETag"]).status_code == 304


def test_who_asks_by_date_hears_within_the_hour_of_what_left_no_date(
    path: str, anyone: Visitor, frozen: Any
) -> None:
    frozen.move_to(NOW + timedelta(minutes=50))
    since = http_date(NOW + timedelta(minutes=50))
    assert ask(anyone, path, If_Modified_Since=since).status_code == 304
    frozen.move_to(NOW + timedelta(minutes=61))
    assert ask(anyone, path, If_Modified_Since=since).status_code == 200


def test_a_tag_counts_more_than_a_date(path: str, anyone: Visitor) -> None:
    first = ask(anyone, path)
    date = first.headers["Last-Modified"]
    assert ask(anyone, path, If_None_Match='"another"', If_Modified_Since=date).status_code == 200


def test_a_head_says_the_same_without_the_file(path: str, anyone: Visitor) -> None:
    whole, head = ask(anyone, path), anyone.client.head(path)
    assert head.status_code == 200
    assert head.data == b""
    for name in ("ETag", "Last-Modified", "Content-Type", "Content-Length", "Cache-Control"):
        assert head.headers[name] == whole.headers[name]


def test_an_address_that_ended_is_not_found_even_with_its_tag(
    path: str, anyone: Visitor, rosa: Visitor
) -> None:
    tag = ask(anyone, path).headers["ETag"]
    rosa.post("/schedule/calendar/end")
    assert ask(anyone, path, If_None_Match=tag).status_code == 404
