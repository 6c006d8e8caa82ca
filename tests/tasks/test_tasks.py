from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from companion.access import actions as access
from companion.accounts.models import Person
from companion.audit.models import Event
from companion.core.db import db, new_id
from companion.records.tasks import actions, queries, rules, wording
from companion.records.tasks.models import Task
from companion.records.tasks.rules import Kind, Reason
from tests.cast import NOW, Cast

TODAY = date(2026, 11, 18)


def person(person_id: Any) -> Person:
    return db.session.get_one(Person, person_id)


def open_one(cast: Cast, **changes: Any) -> Task:
    about = {
        "kind": Kind.HOME_CHECK,
        "reason": "not_safe",
        "due_on": TODAY,
        "subject_id": new_id(),
        "at": NOW,
    }
    task = actions.open_task(person(cast.rosa), **about | changes)
    db.session.commit()
    return task


@pytest.mark.parametrize(
    ("due", "zone", "is_late"),
    [
        (TODAY, "America/New_York", False),
        (TODAY - timedelta(days=1), "America/New_York", True),
        # It is 7 AM on Thursday in Tokyo.
        (TODAY, "Asia/Tokyo", True),
        (TODAY, "Pacific/Honolulu", False),
    ],
)
def test_a_task_is_late_from_the_day_after_it_is_due(due: date, zone: str, is_late: bool) -> None:
    assert rules.is_late(due, zone, NOW) is is_late


def test_every_kind_and_reason_has_its_words() -> None:
    assert set(wording.KINDS) == set(Kind)
    assert set(wording.REASONS) == set(Reason)


@pytest.mark.parametrize("reason", ["", "He hits her when he drinks", "UNSAFE"])
def test_a_reason_is_a_word_from_the_list_and_never_a_text(context: Flask, cast: Cast, reason: str) -> None:
    with pytest.raises(ValueError, match="not a valid Reason"):
        open_one(cast, reason=reason)
    assert db.session.scalars(select(Task)).all() == []


def test_a_task_belongs_to_who_knows_the_client_longest_and_opens_once(context: Flask, cast: Cast) -> None:
    access.assign(person(cast.rosa), person(cast.wes), by=person(cast.ada), at=NOW)
    subject = new_id()
    task = open_one(cast, subject_id=subject)
    assert task.owner_id == cast.cora
    actions.finish(task, by=person(cast.cora), at=NOW)
    assert open_one(cast, subject_id=subject).id == task.id
    assert open_one(cast, subject_id=subject, kind=Kind.PLAN_COMMENT, reason=Reason.COMMENT).id != task.id
    event = db.session.scalars(select(Event).where(Event.action == "task:opened")).first()
    assert event is not None
    assert (event.client_id, event.facts) == (cast.rosa, {"kind": "home_check"})


def test_where_nobody_is_on_the_care_team_the_task_waits_for_an_owner(context: Flask, cast: Cast) -> None:
    access.end_assignments(person(cast.cora), by=person(cast.ada), at=NOW)
    assert open_one(cast).owner_id is None


def test_mine_come_first_and_each_by_the_day_it_is_due(context: Flask, cast: Cast) -> None:
    access.assign(person(cast.omar), person(cast.cora), by=person(cast.ada), at=NOW)
    theirs = actions.open_task(
        person(cast.omar),
        kind=Kind.MEASURE_OVERDUE,
        reason=Reason.OVERDUE,
        due_on=TODAY - timedelta(days=9),
        subject_id=new_id(),
        at=NOW,
    )
    later, sooner = (open_one(cast, due_on=TODAY + timedelta(days=days)) for days in (3, 1))
    found = queries.open_tasks_for(person(cast.cora), NOW)
    assert [task.id for task in found] == [sooner.id, later.id, theirs.id]
    assert [task.id for task in queries.open_tasks_for(person(cast.wes), NOW)] == [theirs.id]


def test_what_was_done_stays_for_a_week_with_who_did_it(context: Flask, cast: Cast) -> None:
    task = open_one(cast)
    actions.finish(task, by=person(cast.cora), at=NOW)
    actions.finish(task, by=person(cast.wes), at=NOW + timedelta(hours=1))
    assert (task.done_by, task.done_at) == (cast.cora, NOW)
    assert queries.open_tasks_for(person(cast.cora), NOW) == []
    assert queries.done_tasks_for(person(cast.cora), NOW + timedelta(days=6)) == [task]
    assert queries.done_tasks_for(person(cast.cora), NOW + timedelta(days=7)) == []
    actions.reopen(task, by=person(cast.cora), at=NOW)
    assert queries.open_tasks_for(person(cast.cora), NOW) == [task]
