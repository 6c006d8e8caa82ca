from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select

from companion.accounts.models import Person
from companion.audit import trail
from companion.audit.models import Event
from companion.core.db import db, new_id
from companion.records.journal import actions, queries
from companion.records.journal.models import Audience, Entry
from tests.cast import NOW, Cast

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def rosa_client(context: Flask, cast: Cast) -> Person:
    return db.session.get_one(Person, cast.rosa)


@pytest.fixture
def entry(rosa_client: Person) -> Entry:
    return write(rosa_client)


def write(client: Person, at: Any = NOW, submission: UUID | None = None) -> Entry:
    submission = submission or new_id()
    return actions.write(client, submission=submission, body="First words", audience=Audience.ME, at=at)


def noted(entry: Entry, since: datetime = NOW) -> dict[str, dict[str, Any]]:
    db.session.commit()
    found = db.session.scalars(select(Event).where(Event.subject_id == entry.id, Event.at >= since))
    return {event.action: event.facts for event in found}


def test_the_same_form_sent_twice_is_one_entry(rosa_client: Person) -> None:
    submission = new_id()
    assert write(rosa_client, submission=submission) is write(rosa_client, submission=submission)
    assert db.session.scalar(select(func.count()).select_from(Entry)) == 1


def test_two_clients_may_send_the_same_id(rosa_client: Person, cast: Cast) -> None:
    submission = new_id()
    omar = db.session.get_one(Person, cast.omar)
    assert write(rosa_client, submission=submission).id != write(omar, submission=submission).id


def test_the_body_is_sealed(entry: Entry) -> None:
    assert entry.body_sealed
    assert b"First words" not in entry.body_sealed
    assert entry.body == "First words"


def test_an_edit_keeps_what_was_written_before(entry: Entry, rosa_client: Person) -> None:
    actions.edit(entry, body="New words", audience=Audience.ME, by=rosa_client, at=LATER)
    assert (entry.body, entry.edited_at, entry.written_at) == ("New words", LATER, NOW)
    assert trail.versions_of(entry) == [(LATER, {"body": "First words", "audience": "me"})]
    assert noted(entry) == {"journal:written": {}, "journal:edited": {}}


def test_a_change_of_audience_is_noted_and_keeps_the_version(entry: Entry, rosa_client: Person) -> None:
    actions.change_audience(entry, audience=Audience.NOW, by=rosa_client, at=LATER)
    assert (entry.audience, entry.shared_at, entry.edited_at) == (Audience.NOW, LATER, None)
    assert trail.versions_of(entry) == [(LATER, {"body": "First words", "audience": "me"})]
    assert noted(entry, LATER) == {"journal:audience-changed": {"audience": "now"}}


def test_an_edit_can_change_both_and_keeps_one_version(entry: Entry, rosa_client: Person) -> None:
    actions.edit(entry, body="New words", audience=Audience.SESSION, by=rosa_client, at=LATER)
    assert entry.shared_at == LATER
    assert len(trail.versions_of(entry)) == 1
    changed = {"audience": "session"}
    assert noted(entry, LATER) == {"journal:edited": {}, "journal:audience-changed": changed}


def test_saving_the_same_again_leaves_no_trace(entry: Entry, rosa_client: Person) -> None:
    actions.edit(entry, body="First words", audience=Audience.ME, by=rosa_client, at=LATER)
    actions.change_audience(entry, audience=Audience.ME, by=rosa_client, at=LATER)
    assert entry.edited_at is None
    assert trail.versions_of(entry) == []
    assert noted(entry) == {"journal:written": {}}


def test_an_event_never_holds_a_clients_words(entry: Entry, rosa_client: Person) -> None:
    actions.edit(entry, body="New words", audience=Audience.NOW, by=rosa_client, at=LATER)
    assert "words" not in repr(noted(entry))


def test_entries_come_newest_first_and_go_on_after_one(rosa_client: Person) -> None:
    # Two in the same moment: the page must neither repeat nor skip one of them.
    written = [write(rosa_client, at=NOW + timedelta(minutes=n // 2)) for n in range(7)]
    newest_first = sorted(written, key=lambda one: (one.written_at, one.id), reverse=True)
    seen: list[Entry] = []
    while page := queries.entries_of(rosa_client, before=seen[-1] if seen else None, limit=3):
        seen += page
    assert seen == newest_first


def test_somebody_elses_entry_is_not_found(entry: Entry, cast: Cast) -> None:
    omar = db.session.get_one(Person, cast.omar)
    with pytest.raises(Exception, match="404"):
        queries.entry_of(omar, entry.id)
