"""No page but the client's own may ever show, or count, an entry that is for the client alone."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from companion.accounts.models import Person
from companion.core.db import db, new_id
from companion.records.journal import actions, queries
from companion.records.journal.models import Audience, Entry
from tests.cast import NOW, Cast

MINUTE = timedelta(minutes=1)
FOREVER_AGO = NOW - timedelta(days=9999)
# Written for one audience, changed to another, edited for a third: every way it can go.
HISTORIES = list(product(Audience, repeat=3))


@pytest.fixture
def rosa_client(context: Flask, cast: Cast) -> Person:
    return db.session.get_one(Person, cast.rosa)


def write(client: Person, *history: Audience, at: Any = NOW) -> Entry:
    first, *others = history
    entry = actions.write(client, submission=new_id(), body=f"{history}", audience=first, at=at)
    for step, audience in enumerate(others, start=1):
        body = f"{history} {step}" if step == 2 else entry.body
        actions.edit(entry, body=body, audience=audience, by=client, at=at + step * MINUTE)
    return entry


def counted(since: dict[Any, Any]) -> dict[Any, int]:
    return {client_id: len(found) for client_id, found in queries.shared_since(since).items()}


def test_an_entry_is_shared_only_while_its_last_audience_says_so(rosa_client: Person) -> None:
    entries = {write(rosa_client, *history).id: history[-1] for history in HISTORIES}
    shared = {entry_id for entry_id, last in entries.items() if last != Audience.ME}
    assert len(shared) == 18
    assert {entry.id for entry in queries.shared_entries_of(rosa_client)} == shared
    for_session = queries.entries_for_session_of(rosa_client)
    assert {entries[entry.id] for entry in for_session} == {Audience.SESSION}
    assert counted({rosa_client.id: FOREVER_AGO}) == {rosa_client.id: len(shared)}


@pytest.mark.parametrize("since", [FOREVER_AGO, NOW - MINUTE, NOW, NOW + MINUTE, NOW + 5 * MINUTE])
@pytest.mark.parametrize("history", HISTORIES)
def test_an_entry_taken_back_is_in_no_shared_query(
    rosa_client: Person, history: tuple[Audience, ...], since: Any
) -> None:
    entry = write(rosa_client, *history)
    actions.change_audience(entry, audience=Audience.ME, by=rosa_client, at=NOW + 3 * MINUTE)
    assert entry.shared_at is None
    assert queries.shared_entries_of(rosa_client, since=since) == []
    assert queries.entries_for_session_of(rosa_client) == []
    assert counted({rosa_client.id: since}).get(rosa_client.id, 0) == 0


def test_the_audience_decides_even_where_a_moment_of_sharing_was_left_behind(rosa_client: Person) -> None:
    write(rosa_client, Audience.NOW).audience = Audience.ME
    assert queries.shared_entries_of(rosa_client) == []
    assert counted({rosa_client.id: FOREVER_AGO}).get(rosa_client.id, 0) == 0


def test_a_moment_leaves_out_what_was_shared_before_it(rosa_client: Person) -> None:
    early = write(rosa_client, Audience.NOW)
    late = write(rosa_client, Audience.ME)
    actions.change_audience(late, audience=Audience.SESSION, by=rosa_client, at=NOW + MINUTE)
    assert queries.shared_entries_of(rosa_client) == [late, early]
    assert queries.shared_entries_of(rosa_client, since=NOW) == [late]
    assert counted({rosa_client.id: NOW}) == {rosa_client.id: 1}


def test_going_from_session_to_now_is_not_shared_anew(rosa_client: Person) -> None:
    entry = write(rosa_client, Audience.SESSION)
    actions.change_audience(entry, audience=Audience.NOW, by=rosa_client, at=NOW + MINUTE)
    assert entry.shared_at == NOW


def test_another_clients_entries_are_in_nobody_elses_queries(rosa_client: Person, cast: Cast) -> None:
    omar = db.session.get_one(Person, cast.omar)
    write(omar, Audience.NOW)
    write(omar, Audience.SESSION)
    assert queries.entries_of(rosa_client) == []
    assert queries.shared_entries_of(rosa_client) == []
    assert queries.entries_for_session_of(rosa_client) == []
    counts = counted({rosa_client.id: FOREVER_AGO, omar.id: FOREVER_AGO})
    assert (counts.get(rosa_client.id, 0), counts[omar.id]) == (0, 2)


def test_each_client_is_counted_from_a_moment_of_their_own_in_one_query(
    rosa_client: Person, cast: Cast
) -> None:
    omar = db.session.get_one(Person, cast.omar)
    write(rosa_client, Audience.NOW)
    write(omar, Audience.NOW)
    statements: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *call: statements.append(call[2]))
    since = {new_id(): NOW for _ in range(30)} | {rosa_client.id: NOW, omar.id: NOW - MINUTE}
    counts = counted(since)
    assert (counts.get(rosa_client.id, 0), counts.get(omar.id, 0)) == (0, 1)
    assert len([one for one in statements if one.lower().startswith("select")]) == 1
    assert counted({}) == {}


def test_only_a_few_entries_wait_for_the_session_the_newest_first(rosa_client: Person) -> None:
    written = [write(rosa_client, Audience.SESSION, at=NOW + n * MINUTE) for n in range(7)]
    assert queries.entries_for_session_of(rosa_client) == written[:1:-1]
