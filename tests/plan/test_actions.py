from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select

from companion.accounts.models import Person
from companion.audit import trail
from companion.audit.models import Event
from companion.core.db import db, new_id
from companion.records.plan import actions, queries, rules
from companion.records.plan.actions import Added, PartIsFull
from companion.records.plan.models import PlanKeeping, PlanLine, SafetyAnswer
from companion.records.plan.rules import Direction, Part, Step
from tests.cast import NOW, Cast

LATER = NOW + timedelta(hours=1)
MONDAY = date(2026, 11, 16)


@pytest.fixture
def client(context: Flask, cast: Cast) -> Person:
    return db.session.get_one(Person, cast.rosa)


def add(client: Person, words: str, part: Part = Part.PLACE, *, submission: UUID | None = None) -> PlanLine:
    risk = "testing" if part == Part.TRIGGER else ""
    added = Added(part, words=words, risk=risk)
    (line,) = actions.add(client, submission=submission or new_id(), added=added, at=NOW)
    return line


def tick(client: Person, *topics: str, part: Part = Part.TRIGGER) -> list[PlanLine]:
    return actions.add(client, submission=new_id(), added=Added(part, topics), at=NOW)


def words(client: Person, part: Part = Part.PLACE) -> str:
    return "".join(line.words for line in queries.lines_of(client, part))


def test_lines_stand_in_the_order_they_were_added_each_in_its_part(client: Person) -> None:
    for each in "ABC":
        add(client, each)
    add(client, "R", Part.REASON)
    assert words(client) == "ABC"
    assert queries.reasons_of(client) == ["R"]


def test_the_same_form_twice_is_one_line(client: Person) -> None:
    submission = new_id()
    added = Added(Part.TRIGGER, ["people", "payday"], "The bus stop", "urge")
    assert len(actions.add(client, submission=submission, added=added, at=NOW)) == 3
    assert actions.add(client, submission=submission, added=added, at=LATER) == []
    assert len(queries.lines_of(client)) == 3


def test_what_is_ticked_is_in_the_plan_once_and_comes_back_where_it_was(client: Person) -> None:
    people, _payday = tick(client, "people", "payday")
    assert tick(client, "people") == []
    actions.remove(people, at=LATER)
    assert [line.topic for line in queries.lines_of(client)] == ["payday"]
    tick(client, "people")
    assert [line.topic for line in queries.lines_of(client)] == ["people", "payday"]
    assert db.session.scalar(select(func.count()).select_from(PlanLine)) == 2


def test_what_is_written_is_sealed(client: Person) -> None:
    line = add(client, "Grandmother’s porch", Part.TRIGGER)
    (ticked,) = tick(client, "lonely")
    actions.answer(client, Step.SIGNS, words="I stop answering", at=NOW)
    answer = db.session.scalars(select(SafetyAnswer)).one()
    kept = [line.words_sealed, line.risk_sealed, ticked.topic_sealed, answer.words_sealed]
    for word in (b"porch", b"testing", b"lonely", b"answering"):
        assert all(word not in (sealed or b"") for sealed in kept)


def test_a_full_part_refuses_and_stores_nothing(client: Person) -> None:
    lines = [add(client, str(number)) for number in range(rules.LINES_MOST)]
    with pytest.raises(PartIsFull, match="Take one off"):
        add(client, "one more")
    actions.remove(lines[0], at=LATER)
    assert add(client, "one more").position == rules.LINES_MOST


def test_an_edit_keeps_what_was_written_before(client: Person) -> None:
    line = add(client, "The old bar", Part.TRIGGER)
    for _ in range(2):
        actions.edit(line, words="The bar on Fifth", risk="urge", at=LATER)
        db.session.flush()
    assert trail.versions_of(line) == [(LATER, {"words": "The old bar", "risk": "testing"})]
    assert (line.words, line.kind_of_risk, line.changed_at) == ("The bar on Fifth", "urge", LATER)


def test_a_move_steps_over_a_removed_line_which_keeps_its_place(client: Person) -> None:
    _a, b, c = (add(client, each) for each in "ABC")
    actions.remove(b, at=LATER)
    actions.move(c, direction=Direction.UP, at=LATER)
    assert words(client) == "CA"
    actions.restore(b, at=LATER)
    assert words(client) == "CBA"


def test_each_act_is_noted_once_and_without_words(client: Person) -> None:
    line = add(client, "A")
    for _ in range(2):
        actions.remove(line, at=LATER)
    for _ in range(2):
        actions.restore(line, at=LATER)
    actions.move(line, direction=Direction.UP, at=LATER)
    db.session.commit()
    found = db.session.scalars(select(Event).where(Event.subject_id == line.id)).all()
    assert [event.action for event in found] == ["plan:added", "plan:removed", "plan:restored"]
    assert all(event.facts == {} for event in found)


def test_an_answer_is_versioned_and_an_emptied_one_is_left_out(client: Person) -> None:
    actions.answer(client, Step.SAFER, words="Lock it up\nGive the key to Sam", at=NOW)
    assert queries.answers_of(client)[Step.SAFER].lines == ["Lock it up", "Give the key to Sam"]
    actions.answer(client, Step.SAFER, words="Lock it up\nGive the key to Sam", at=LATER)
    actions.answer(client, Step.SAFER, words="", at=LATER)
    assert queries.answers_of(client) == {}
    row = db.session.scalars(select(SafetyAnswer)).one()
    assert trail.versions_of(row) == [(LATER, {"words": "Lock it up\nGive the key to Sam"})]


def test_an_empty_answer_to_a_new_question_stores_nothing(client: Person) -> None:
    actions.answer(client, Step.SAFER, words="", at=NOW)
    assert db.session.scalar(select(func.count()).select_from(SafetyAnswer)) == 0


def test_each_week_has_its_own_step_and_the_last_ones_are_kept(client: Person) -> None:
    for number in range(10):
        actions.set_goal(client, MONDAY - timedelta(weeks=number), words=f"Week {number}", at=NOW)
    actions.set_goal(client, MONDAY, words="Call Sam on Friday", at=LATER)
    goals = queries.goals_of(client, until=MONDAY)
    assert [goal.words for goal in goals] == ["Call Sam on Friday", *[f"Week {n}" for n in range(1, 8)]]
    assert trail.versions_of(goals[0]) == [(LATER, {"words": "Week 0"})]


def test_a_comment_is_there_once_until_its_author_takes_it_back(client: Person, cast: Cast) -> None:
    cora, submission = db.session.get_one(Person, cast.cora), new_id()
    sent = {"submission": submission, "about": "whole", "words": "Strong start.", "by": cora, "at": NOW}
    comment = actions.comment(client, **sent)
    assert actions.comment(client, **sent) is comment
    assert [(one.words, one.author.name) for one in queries.comments_of(client)] == [
        ("Strong start.", "Cora Counselor")
    ]
    actions.take_back(comment, at=LATER)
    assert queries.comments_of(client) == []
    actions.put_back(comment, at=LATER)
    assert queries.comments_of(client) == [comment]


def test_the_choice_to_keep_it_is_a_row_with_its_beginning_and_its_end(client: Person) -> None:
    for _ in range(2):
        actions.keep_on_phone(client, at=NOW)
    for _ in range(2):
        actions.stop_keeping(client, at=LATER)
    assert queries.keeping_of(client) is None
    row = db.session.scalars(select(PlanKeeping)).one()
    assert (row.chosen_at, row.ended_at) == (NOW, LATER)


def test_another_clients_plan_is_not_found(client: Person, cast: Cast) -> None:
    omar = db.session.get_one(Person, cast.omar)
    line = add(client, "Mine", Part.TRIGGER)
    actions.answer(client, Step.SIGNS, words="Mine", at=NOW)
    assert queries.lines_of(omar) == [] and queries.answers_of(omar) == {}
    assert queries.trigger_words_of(omar) == {}
    assert queries.chips_of(omar, known=[], picked=[rules.chip_of(line.id)]) == {}
    assert queries.last_change_of(omar) is None
    assert queries.last_change_of(client) == NOW
    with pytest.raises(Exception, match="404"):
        queries.line_of(omar, line.id, with_removed=True)
