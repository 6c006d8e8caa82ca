from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask

from companion.access import actions as access
from companion.core.db import db
from companion.records.tasks.models import Task
from tests.cast import Cast
from tests.tasks.test_tasks import TODAY, open_one, person
from tests.visitor import Visitor


@pytest.fixture
def task(app: Flask, cast: Cast) -> Task:
    with app.app_context():
        return open_one(cast)


def address_of(task: Task) -> str:
    return f"/caseload/{task.client_id}/tasks/{task.id}"


def words(page: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", page).split()).replace("\u202f", " ")


def test_an_empty_list_says_what_would_be_here(cora: Visitor) -> None:
    assert "Nothing to do. What needs a look comes here by itself." in cora.get("/tasks").text
    assert 'href="/tasks"' in cora.get("/caseload").text


def test_a_task_is_listed_with_when_who_why_and_whose(
    app: Flask, cast: Cast, cora: Visitor, task: Task
) -> None:
    with app.app_context():
        open_one(cast, due_on=TODAY - timedelta(days=2))
    page = words(cora.get("/tasks").text)
    assert (
        "Rosa · Home check: Said they do not feel safe where they live. Due Mon, Nov 16 Late · Owner: You"
        in page
    )
    assert "Due Wed, Nov 18 Today · Owner: You" in page


@pytest.mark.parametrize("htmx", [False, True])
def test_it_is_done_and_undone(app: Flask, cora: Visitor, task: Task, htmx: bool) -> None:
    answer = cora.post(f"{address_of(task)}/completion", htmx=htmx)
    page = words(answer.text if htmx else cora.get(answer.location).text)
    assert "Done by Cora Counselor, Wed, Nov 18, 5:00 PM" in page
    answer = cora.post(f"{address_of(task)}/completion/undo", htmx=htmx)
    page = answer.text if htmx else cora.get(answer.location).text
    assert "Done by" not in page
    assert "Said they do not feel safe" in page


def test_a_colleague_takes_it_over(app: Flask, cast: Cast, wes: Visitor, cora: Visitor, task: Task) -> None:
    assert "Take it over" not in cora.get("/tasks").text
    with app.app_context():
        access.assign(person(cast.rosa), person(cast.wes), by=person(cast.ada), at=task.opened_at)
        db.session.commit()
    assert "Take it over" in wes.get("/tasks").text
    assert wes.post(f"{address_of(task)}/owner").status_code == 303
    assert "Take it over" not in wes.get("/tasks").text
    assert "Wes Counselor" in cora.get("/tasks").text


def test_nobody_but_the_care_team_sees_or_does_it(
    app: Flask, cast: Cast, wes: Visitor, rosa: Visitor, ben: Visitor, ada: Visitor, task: Task
) -> None:
    assert "Rosa" not in wes.get("/tasks").text
    for other in (rosa, ben, ada):
        assert other.get("/tasks").status_code == 404
    for stranger in (wes, rosa, ben, ada):
        for act in ("completion", "completion/undo", "owner"):
            assert stranger.post(f"{address_of(task)}/{act}").status_code == 404
    assert wes.post(f"/caseload/{cast.omar}/tasks/{task.id}/completion").status_code == 404
    with app.app_context():
        assert db.session.get_one(Task, task.id).done_at is None
