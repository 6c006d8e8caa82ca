"""Is anyone pressing the client? What they can do about it, and what others learn of it: nothing."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from companion.access.rules import Scope
from companion.core.db import db
from companion.records.tasks.models import Task
from companion.records.tasks.rules import Kind
from tests.cast import NOW, PASSWORD, Cast
from tests.consents.giving import ask, give, support_of
from tests.visitor import Visitor


@pytest.fixture
def shared(app: Flask, cast: Cast) -> UUID:
    with app.app_context():
        give(cast, [Scope.TIMES])
        return support_of(cast).id


def test_who_says_that_they_are_pressed_reads_what_they_can_do(
    rosa: Visitor, shared: UUID, cast: Cast
) -> None:
    form = {"submission_id": str(cast.track), "purpose": "request", "days": "30", "pressed": "yes"}
    answer = rosa.post(
        f"/sharing/{shared}/more/signature", signature="Rosa Example", password=PASSWORD, **form
    )
    assert answer.location == f"/sharing/{shared}/private"
    assert "Pause without telling them" in rosa.get(f"/sharing/{shared}/private").text
    invited = ask(rosa, pressed="yes").text
    assert "You can pause, or talk with your counselor" in invited
    assert (
        "You can pause, or talk with your counselor" not in ask(rosa, "two@test.example", pressed="no").text
    )


def test_a_pause_can_begin_before_anything_is_seen(
    app: Flask, rosa: Visitor, cast: Cast, frozen: time_machine.Traveller
) -> None:
    with app.app_context():
        give(cast, [Scope.TIMES], at=NOW)
        support_id = support_of(cast).id
    assert "Pause without telling them" in rosa.get(f"/sharing/{support_id}/private").text
    rosa.post(f"/sharing/{support_id}/pause")
    frozen.move_to(NOW + timedelta(days=2))
    assert (
        "chose what shows here" not in Visitor(app, "ben@test.example").get(f"/supporting/{cast.rosa}").text
    )


def test_a_talk_is_asked_for_without_saying_of_whom_it_is_about(
    app: Flask, rosa: Visitor, cora: Visitor, shared: UUID, cast: Cast
) -> None:
    for _ in range(2):
        assert rosa.post(f"/sharing/{shared}/talk").location == f"/sharing/{shared}/private"
    assert "Your care team sees that you want to talk alone." in rosa.get(f"/sharing/{shared}/private").text
    tasks = cora.get("/tasks").text.split("<main")[1]
    assert tasks.count("Asks to talk with you alone.") == 1
    assert "Ben" not in tasks
    with app.app_context():
        assert db.session.scalars(select(Task.kind)).all() == [Kind.TALK]
