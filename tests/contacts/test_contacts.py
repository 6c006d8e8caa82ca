from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select

from companion.accounts.models import Person
from companion.audit import trail
from companion.audit.models import Event
from companion.core.db import db, new_id
from companion.records.contacts import actions, queries
from companion.records.contacts.actions import Details
from companion.records.contacts.models import Contact
from companion.records.contacts.rules import Direction
from tests.cast import NOW, Cast

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def client(context: Flask, cast: Cast) -> Person:
    return db.session.get_one(Person, cast.rosa)


def add(client: Person, name: str, *, on_help: bool = False, submission: UUID | None = None) -> Contact:
    details = Details(name=name, phone="555 0100", relation="Friend", is_on_help_now=on_help)
    return actions.add(client, submission=submission or new_id(), details=details, at=NOW)


def names(contacts: list[Contact]) -> str:
    return "".join(contact.name for contact in contacts)


def test_contacts_stand_in_the_order_they_were_added(client: Person) -> None:
    for name in "ABC":
        add(client, name)
    assert names(queries.contacts_of(client)) == "ABC"


def test_the_same_form_twice_is_one_contact(client: Person) -> None:
    submission = new_id()
    assert add(client, "A", submission=submission) is add(client, "A", submission=submission)
    assert db.session.scalar(select(func.count()).select_from(Contact)) == 1


def test_what_is_written_is_sealed(client: Person) -> None:
    contact = add(client, "Samuel")
    assert b"Samuel" not in (contact.name_sealed or b"")
    assert b"0100" not in (contact.phone_sealed or b"")


@pytest.mark.parametrize(
    ("moved", "direction", "order"),
    [("A", "up", "ABC"), ("B", "up", "BAC"), ("C", "up", "ACB"), ("A", "down", "BAC"), ("C", "down", "ABC")],
)
def test_a_contact_moves_one_place(client: Person, moved: str, direction: str, order: str) -> None:
    by_name = {name: add(client, name) for name in "ABC"}
    actions.move(by_name[moved], direction=Direction(direction), by=client, at=LATER)
    assert names(queries.contacts_of(client)) == order


def test_a_move_steps_over_a_removed_contact_who_keeps_the_place(client: Person) -> None:
    a, b, c = (add(client, name) for name in "ABC")
    actions.remove(b, by=client, at=LATER)
    actions.move(c, direction=Direction.UP, by=client, at=LATER)
    assert names(queries.contacts_of(client)) == "CA"
    actions.restore(b, by=client, at=LATER)
    assert names(queries.contacts_of(client)) == "CBA"
    assert [a.position, b.position, c.position] == [2, 1, 0]


def test_a_fourth_on_help_now_is_refused(client: Person) -> None:
    for name in "ABC":
        add(client, name, on_help=True)
    with pytest.raises(actions.HelpNowIsFull, match="Take one of them off"):
        add(client, "D", on_help=True)
    fourth = add(client, "D")
    details = Details(name="D", phone="555 0100", relation="Friend", is_on_help_now=True)
    with pytest.raises(actions.HelpNowIsFull):
        actions.edit(fourth, details=details, by=client, at=LATER)
    assert not fourth.is_on_help_now
    assert names(queries.help_contacts_of(client)) == "ABC"


def test_one_of_the_three_on_help_now_can_still_be_edited(client: Person) -> None:
    first, *_ = [add(client, name, on_help=True) for name in "ABC"]
    details = Details(name="Z", phone="555 0100", is_on_help_now=True)
    actions.edit(first, details=details, by=client, at=LATER)
    assert names(queries.help_contacts_of(client)) == "ZBC"


def test_a_removed_contact_comes_back_to_help_now_only_where_there_is_room(client: Person) -> None:
    first, *_ = [add(client, name, on_help=True) for name in "ABC"]
    actions.remove(first, by=client, at=LATER)
    assert names(queries.help_contacts_of(client)) == "BC"
    actions.restore(first, by=client, at=LATER)
    assert names(queries.help_contacts_of(client)) == "ABC"
    actions.remove(first, by=client, at=LATER)
    add(client, "D", on_help=True)
    actions.restore(first, by=client, at=LATER)
    assert names(queries.help_contacts_of(client)) == "BCD"
    assert names(queries.contacts_of(client)) == "ABCD"


def test_an_edit_keeps_what_was_written_before(client: Person) -> None:
    contact = add(client, "Sam")
    details = Details(name="Samir", phone="988", when_to_call="After 5")
    actions.edit(contact, details=details, by=client, at=LATER)
    ((replaced_at, before),) = trail.versions_of(contact)
    assert replaced_at == LATER
    assert (before["name"], before["phone"], before["relation"]) == ("Sam", "555 0100", "Friend")
    actions.edit(contact, details=details, by=client, at=LATER)
    assert len(trail.versions_of(contact)) == 1


def test_each_act_is_noted_once_and_without_words(client: Person) -> None:
    contact = add(client, "Samuel")
    for _ in range(2):
        actions.remove(contact, by=client, at=LATER)
    for _ in range(2):
        actions.restore(contact, by=client, at=LATER)
    db.session.commit()
    found = db.session.scalars(select(Event).where(Event.subject_id == contact.id)).all()
    assert sorted(event.action for event in found) == ["contact:added", "contact:removed", "contact:restored"]
    assert all(event.facts == {} for event in found)


def test_another_clients_contacts_are_not_found(client: Person, cast: Cast) -> None:
    omar = db.session.get_one(Person, cast.omar)
    contact = add(client, "Sam", on_help=True)
    assert queries.contacts_of(omar) == queries.help_contacts_of(omar) == []
    with pytest.raises(Exception, match="404"):
        queries.contact_of(omar, contact.id)
    with pytest.raises(Exception, match="404"):
        queries.contact_of(omar, contact.id, with_removed=True)


def test_a_removed_contact_is_found_only_when_asked_for(client: Person) -> None:
    contact = add(client, "Sam")
    actions.remove(contact, by=client, at=LATER)
    assert queries.contact_of(client, contact.id, with_removed=True) is contact
    with pytest.raises(Exception, match="404"):
        queries.contact_of(client, contact.id)
