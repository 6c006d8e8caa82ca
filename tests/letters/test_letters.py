from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from companion.accounts.models import Person
from companion.audit.models import Disclosure, Event
from companion.core.db import db, new_id
from companion.overviews.letters import queries as overview
from companion.records.letters import actions, queries, rules
from companion.records.letters.models import Letter
from companion.records.letters.rules import Kind, State
from tests.cast import NOW, Cast
from tests.letters.letters import FIRST, LAST, LATE_WEDNESDAY, MONDAY, RECIPIENT, attend
from tests.schedule.plans import person

LATER = NOW + timedelta(hours=1)
TODAY = date(2026, 11, 18)


@pytest.fixture
def rosa_(context: Flask, cast: Cast) -> Person:
    return person(cast.rosa)


def ask(client: Person, **changes: Any) -> Letter:
    values = {"submission": new_id(), "kind": Kind.COURT, "first_on": FIRST, "last_on": LAST, "at": NOW}
    return actions.ask(client, **{**values, "recipient": RECIPIENT, **changes})


def sign(letter: Letter, cast: Cast) -> None:
    facts = overview.facts_of(letter.client, letter)
    actions.sign(letter, facts, seen=facts.digest, on=TODAY, by=person(cast.cora), at=LATER)


def test_the_letter_names_the_program_days_of_its_range(rosa_: Person, cast: Cast) -> None:
    attend(cast, MONDAY - timedelta(days=3), 180)
    attend(cast, MONDAY, 180)
    attend(cast, MONDAY + timedelta(hours=4), 45)
    attend(cast, LATE_WEDNESDAY, 60)
    attend(cast, MONDAY + timedelta(days=2), 0)
    attend(cast, MONDAY, 90, client=cast.omar)
    facts = overview.facts_of(rosa_, ask(rosa_))
    assert facts.days == ((date(2026, 11, 2), 225), (date(2026, 11, 4), 60))
    assert (facts.program, facts.client, facts.minutes) == ("Maple House", "Rosa", 285)


def test_what_was_signed_does_not_change_with_the_attendance(rosa_: Person, cast: Cast) -> None:
    attended = attend(cast, MONDAY, 180)
    letter = ask(rosa_)
    sign(letter, cast)
    attended.minutes = 15
    attend(cast, LATE_WEDNESDAY, 60)
    rosa_.name = "Rose"
    person(cast.cora).name = "Cora C."
    facts = overview.facts_of(rosa_, letter)
    assert facts.days == ((date(2026, 11, 2), 180),)
    assert (facts.client, facts.signed_by, facts.signed_on) == ("Rosa", "Cora Counselor", TODAY)


def test_two_forms_alike_are_one_letter_and_two_signatures_one_code(rosa_: Person, cast: Cast) -> None:
    attend(cast, MONDAY, 180)
    submission = new_id()
    letter = ask(rosa_, submission=submission)
    assert ask(rosa_, submission=submission) is letter
    sign(letter, cast)
    code = letter.code
    sign(letter, cast)
    assert letter.code == code
    db.session.commit()
    assert db.session.scalar(select(func.count()).select_from(Disclosure)) == 1
    assert queries.letter_with_code(rules.in_groups(code).lower()) is letter


def test_nothing_attended_or_something_else_read_is_not_signed(rosa_: Person, cast: Cast) -> None:
    letter = ask(rosa_)
    with pytest.raises(actions.NoDays):
        sign(letter, cast)
    facts = overview.facts_of(rosa_, letter)
    attend(cast, MONDAY, 180)
    now = overview.facts_of(rosa_, letter)
    with pytest.raises(actions.ChangedSince):
        actions.sign(letter, now, seen=facts.digest, on=TODAY, by=person(cast.cora), at=LATER)
    assert letter.state == State.WAITING


def test_an_answer_is_given_once(rosa_: Person, cast: Cast) -> None:
    attend(cast, MONDAY, 180)
    cora = person(cast.cora)
    declined, signed, withdrawn = (ask(rosa_) for _ in range(3))
    actions.decline(declined, by=cora, at=LATER)
    actions.decline(declined, by=cora, at=LATER + timedelta(hours=1))
    assert declined.declined_at == LATER
    sign(signed, cast)
    actions.revoke(withdrawn, by=rosa_, at=LATER)
    for letter in (declined, withdrawn):
        with pytest.raises(actions.NotWaiting):
            sign(letter, cast)
    for letter in (signed, withdrawn):
        with pytest.raises(actions.NotWaiting):
            actions.decline(letter, by=cora, at=LATER)
    with pytest.raises(actions.NotWaiting):
        actions.revoke(declined, by=rosa_, at=LATER)


def test_staff_take_back_only_what_was_signed(rosa_: Person, cast: Cast) -> None:
    attend(cast, MONDAY, 180)
    letter = ask(rosa_)
    with pytest.raises(actions.NotSigned):
        actions.revoke_signed(letter, by=person(cast.cora), at=LATER)
    sign(letter, cast)
    for hours in (1, 2):
        actions.revoke_signed(letter, by=person(cast.cora), at=LATER + timedelta(hours=hours))
    assert letter.revoked_at == LATER + timedelta(hours=1)
    assert letter.revoked_by == cast.cora


def test_each_letter_is_a_disclosure_and_nothing_in_the_trail_is_a_word(rosa_: Person, cast: Cast) -> None:
    attend(cast, MONDAY, 180)
    letter = ask(rosa_)
    sign(letter, cast)
    actions.note_verified(letter, at=LATER)
    actions.revoke(letter, by=rosa_, at=LATER)
    db.session.commit()
    disclosure = db.session.scalars(select(Disclosure)).one()
    assert (disclosure.client_id, disclosure.recipient_id) == (cast.rosa, cast.rosa)
    assert (disclosure.what, disclosure.purpose, disclosure.at) == ("letter", "court", LATER)
    noted = db.session.scalars(select(Event).where(Event.subject_id == letter.id).order_by(Event.id)).all()
    assert [(event.action, event.by_id) for event in noted] == [
        ("letter:asked", cast.rosa),
        ("letter:signed", cast.cora),
        ("letter:verified", None),
        ("letter:revoked", cast.rosa),
    ]
    assert [event.facts for event in noted if event.facts] == [{"kind": "court"}]


def test_what_stands_in_the_letter_is_sealed(rosa_: Person, cast: Cast) -> None:
    attend(cast, MONDAY, 180)
    letter = ask(rosa_)
    sign(letter, cast)
    kept = (letter.recipient_sealed or b"") + (letter.facts_sealed or b"") + (letter.code_sealed or b"")
    for words in (RECIPIENT, "Rosa", "2026-11-02", letter.code):
        assert words.encode() not in kept
    assert letter.code_hash
    assert letter.code.encode() not in letter.code_hash


def test_those_that_wait_are_counted(rosa_: Person, cast: Cast) -> None:
    letters = [ask(rosa_) for _ in range(3)]
    actions.decline(letters[0], by=person(cast.cora), at=LATER)
    assert queries.count_waiting(rosa_) == 2
    assert queries.count_waiting(person(cast.omar)) == 0
