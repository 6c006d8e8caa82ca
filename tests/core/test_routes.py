"""A route says who may use it, commits what worked and rolls back what did not."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, OperationalError
from werkzeug.test import TestResponse

from companion.access.permissions import Can
from companion.accounts.models import Person
from companion.core import web
from companion.core.db import db
from companion.core.errors import Refusal
from companion.core.web import Routes
from tests.cast import Cast
from tests.visitor import Visitor


def test_a_route_that_does_not_say_who_may_use_it_fails_at_import() -> None:
    routes = Routes("somewhere")
    with pytest.raises(TypeError, match="allow"):
        routes.show("/page")  # type: ignore[call-arg]  # the mistake that this test is about
    with pytest.raises(TypeError, match="allow"):
        routes.accept("/page")  # type: ignore[call-arg]  # the same


def test_every_address_says_who_may_use_it(app: Flask) -> None:
    for endpoint, view in app.view_functions.items():
        if endpoint != "static":
            assert web.allow_of(view) in set(Can), endpoint


@pytest.mark.parametrize(
    ("status", "is_saved"), [(200, True), (303, True), (400, False), (422, False), (500, False)]
)
def test_below_400_is_saved_and_the_rest_is_not(app: Flask, cast: Cast, status: int, is_saved: bool) -> None:
    def change() -> tuple[str, int]:
        db.session.get_one(Person, cast.rosa).zone = "UTC"
        return "", status

    answer_in_request(app, change)
    with app.app_context():
        zone = db.session.scalars(select(Person.zone).where(Person.id == cast.rosa)).one()
    assert (zone == "UTC") == is_saved


def test_what_is_noted_before_the_commit_shares_its_fate(app: Flask, cast: Cast) -> None:
    def note_and_fail() -> tuple[str, int]:
        web.before_commit(lambda: db.session.execute(text("update people set zone = 'UTC'")))
        return "", 422

    answer_in_request(app, note_and_fail)
    with app.app_context():
        assert "UTC" not in db.session.scalars(select(Person.zone)).all()


def test_a_database_that_is_away_is_said_in_words(rosa: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    away = OperationalError("select 1", {}, Exception("what the client wrote"))
    answer = save_that_raises(away, rosa, monkeypatch)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert "988" in answer.text


def test_a_refusal_is_told_with_its_reason(rosa: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = save_that_raises(Refusal("This was done already."), rosa, monkeypatch)
    assert answer.status_code == 409
    assert "This was done already." in answer.text


def test_a_mistake_of_ours_is_said_in_words(rosa: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = save_that_raises(RuntimeError("what the client wrote"), rosa, monkeypatch)
    assert answer.status_code == 500
    assert "988" in answer.text
    assert "what the client wrote" not in answer.text


def test_an_error_of_the_database_never_holds_what_was_to_be_stored(context: Flask, cast: Cast) -> None:
    rosa = db.session.get_one(Person, cast.rosa)
    rosa.zone, rosa.program_id = "what the client wrote", cast.rosa
    with pytest.raises(IntegrityError) as failed:
        db.session.flush()
    assert "what the client wrote" not in str(failed.value)


def save_that_raises(error: Exception, visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> TestResponse:
    """Saving the settings, when the commit fails in this way."""
    form = {"csrf_token": visitor.token(), "language": "es", "theme": "dark"}

    def fail() -> None:
        raise error

    monkeypatch.setattr(db.session, "commit", fail)
    return visitor.client.post("/settings/preferences", data=form)


def answer_in_request(app: Flask, view: web.View) -> None:
    with app.test_request_context("/", method="POST"):
        web._in_one_transaction(view, "account:change")()
