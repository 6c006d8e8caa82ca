"""Writing, changing, ordering and taking off the list: nothing that was written is lost."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select, text

from companion.accounts.models import Person
from companion.audit import trail
from companion.audit.models import Event
from companion.core.db import db
from companion.records.worksheets import actions, queries
from companion.records.worksheets.models import Worksheet
from companion.records.worksheets.rules import Direction, Kind
from tests.cast import NOW, Cast


@pytest.fixture
def client(context: Flask, cast: Cast) -> Person:
    return db.session.get_one(Person, cast.rosa)


def write(client: Person, words: str, kind: Kind = Kind.REASON, **how: Any) -> Worksheet:
    values = {"submission": uuid4(), "at": NOW, **how}
    return actions.write(client, kind, answers={"words": words}, **values)


def reasons_of(client: Person) -> list[str]:
    return [one.answers["words"] for one in queries.worksheets_of(client, Kind.REASON)]


def test_the_same_form_twice_is_one_worksheet(client: Person) -> None:
    form = uuid4()
    assert write(client, "my kids", submission=form) is write(client, "my kids", submission=form)
    assert reasons_of(client) == ["my kids"]


def test_reasons_stand_in_her_own_order(client: Person) -> None:
    _first, _second, third = (write(client, words) for words in ("one", "two", "three"))
    actions.move(third, direction=Direction.UP, by=client, at=NOW)
    assert reasons_of(client) == ["one", "three", "two"]
    actions.move(third, direction=Direction.UP, by=client, at=NOW)
    actions.move(third, direction=Direction.UP, by=client, at=NOW)
    assert reasons_of(client) == ["three", "one", "two"]


def test_a_move_steps_over_one_that_is_off_the_list(client: Person) -> None:
    _first, second, third = (write(client, words) for words in ("one", "two", "three"))
    actions.remove(second, by=client, at=NOW)
    actions.move(third, direction=Direction.UP, by=client, at=NOW)
    assert reasons_of(client) == ["three", "one"]
    actions.restore(second, by=client, at=NOW)
    assert reasons_of(client) == ["three", "one", "two"]


def test_an_edit_keeps_what_it_said_before(client: Person) -> None:
    sheet = write(client, "my kids")
    for _ in range(2):
        actions.edit(sheet, answers={"words": "my kids, all three"}, by=client, at=NOW)
        db.session.flush()
    versions = [json.loads(content["content"]) for _at, content in trail.versions_of(sheet)]
    assert versions == [{"words": "my kids"}]
    assert reasons_of(client) == ["my kids, all three"]


def test_thoughts_come_the_newest_first(client: Person) -> None:
    for day, thought in enumerate(("older", "newer")):
        at = NOW + timedelta(days=day)
        answers = {"thought": thought}
        actions.write(client, Kind.THOUGHT, submission=uuid4(), answers=answers, at=at)
    found = queries.worksheets_of(client, Kind.THOUGHT)
    assert [one.answers["thought"] for one in found] == ["newer", "older"]


def test_a_skill_shows_what_was_written_for_it_and_others_nothing(client: Person) -> None:
    write(client, "my kids")
    assert [one.answers["words"] for one in queries.own_words_for(client, "reason")] == ["my kids"]
    assert queries.own_words_for(client, "refusal") == []
    assert queries.own_words_for(client, "breathing") == []


def test_one_clients_words_are_not_anothers(client: Person, cast: Cast) -> None:
    write(client, "my kids")
    omar = db.session.get_one(Person, cast.omar)
    assert queries.worksheets_of(omar, Kind.REASON) == []


def test_her_words_are_sealed_and_stand_in_no_event(client: Person) -> None:
    sheet = write(client, "a kingfisher at dawn")
    actions.edit(sheet, answers={"words": "a heron at dusk"}, by=client, at=NOW)
    actions.remove(sheet, by=client, at=NOW)
    db.session.commit()
    stored = db.session.execute(text("select content_sealed from worksheets")).scalar_one()
    assert b"heron" not in bytes(stored)
    noted = db.session.scalars(select(Event).where(Event.subject_id == sheet.id)).all()
    assert {one.action for one in noted} == {"worksheet:written", "worksheet:edited", "worksheet:removed"}
    assert all(one.facts == {} for one in noted)
