from __future__ import annotations

from datetime import time, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from companion.accounts.models import Person
from companion.audit.models import Event
from companion.core.db import db, new_id
from companion.records.commitments import actions, queries
from companion.records.commitments.actions import Details
from companion.records.commitments.models import Commitment
from companion.records.commitments.rules import Kind
from tests.cast import NOW, Cast
from tests.commitments.weeks import keep

LATER = NOW + timedelta(hours=1)
EVENINGS = Details(Kind.SCHOOL, [3], time(18), time(20))


@pytest.fixture
def client(context: Flask, cast: Cast) -> Person:
    return db.session.get_one(Person, cast.rosa)


def test_the_label_is_sealed(client: Person) -> None:
    commitment = keep(client)
    assert b"Bakery" not in (commitment.label_sealed or b"")
    assert commitment.label == "Bakery on Elm"


def test_a_change_ends_the_old_one_and_begins_a_new_one(client: Person) -> None:
    old = keep(client)
    new = actions.replace(old, client=client, submission=new_id(), details=EVENINGS, at=LATER)
    assert queries.commitments_of(client) == [new]
    assert (old.ended_at, old.kind, old.weekdays) == (LATER, "work", "0,2")
    assert len(db.session.scalars(select(Commitment)).all()) == 2


def test_a_change_that_is_sent_twice_is_one_change(client: Person) -> None:
    old, submission = keep(client), new_id()
    for _ in range(2):
        actions.replace(old, client=client, submission=submission, details=EVENINGS, at=LATER)
    assert len(queries.commitments_of(client)) == 1


def test_a_change_of_what_was_changed_elsewhere_is_refused(client: Person) -> None:
    old = keep(client)
    actions.end(old, at=LATER)
    with pytest.raises(actions.ChangedMeanwhile, match="on another page"):
        actions.replace(old, client=client, submission=new_id(), details=EVENINGS, at=LATER)
    assert queries.commitments_of(client) == []


def test_each_act_is_noted_once_and_without_words(client: Person) -> None:
    commitment = keep(client)
    for _ in range(2):
        actions.end(commitment, at=LATER)
    for _ in range(2):
        actions.restore(commitment, at=LATER)
    db.session.commit()
    found = db.session.scalars(select(Event).where(Event.subject_id == commitment.id)).all()
    names = ["commitment:added", "commitment:ended", "commitment:restored"]
    assert sorted(event.action for event in found) == names
    assert all(event.facts == {} for event in found)


def test_what_ended_clashes_no_more(client: Person) -> None:
    commitment = keep(client)
    span = (NOW + timedelta(days=5, hours=-2), NOW + timedelta(days=5))
    (clash,) = queries.clashing_with(client, *span)
    assert clash.commitment is commitment
    actions.end(commitment, at=LATER)
    assert queries.clashing_with(client, *span) == []


def test_another_clients_week_is_not_found(client: Person, cast: Cast) -> None:
    commitment = keep(client)
    omar = db.session.get_one(Person, cast.omar)
    assert queries.commitments_of(omar) == []
    for with_ended in (False, True):
        with pytest.raises(Exception, match="404"):
            queries.commitment_of(omar, commitment.id, with_ended=with_ended)
