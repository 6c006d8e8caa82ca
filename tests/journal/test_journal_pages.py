from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from companion.core.db import db, new_id
from companion.records.journal.models import Audience, Entry
from tests.visitor import Visitor

NOT_WATCHED = "This app is not watched all day and is not for emergencies."
RTL = "שלום \U0001f33f مرحبا"


def write(visitor: Visitor, body: str = "A quiet day", audience: str = "me", **form: Any) -> str:
    form = {"submission_id": str(new_id()), "body": body, "audience": audience, **form}
    answer = visitor.post("/journal/new", **form)
    assert answer.status_code == 303
    return answer.location.partition("?")[0]


def stored(app: Flask) -> list[Entry]:
    with app.app_context():
        return list(db.session.scalars(select(Entry)))


def test_an_empty_journal_says_what_to_do(rosa: Visitor) -> None:
    page = rosa.get("/journal").text
    assert "Nothing here yet. You can write one line." in page
    assert page.count(NOT_WATCHED) == 1


def test_a_client_reads_who_will_see_it_before_the_place_to_write(rosa: Visitor) -> None:
    page = rosa.get("/journal/new").text
    explained = [
        "Only you.",
        "Your counselor sees it and it waits for your next session.",
        "Your counselor sees it right away, whenever they next look.",
    ]
    assert all(0 < page.index(words) < page.index("<textarea") for words in explained)
    assert page.index("checked") < page.index('value="me"') < page.index('value="session"')


@pytest.mark.parametrize("audience", [*Audience])
def test_a_client_writes_for_each_audience(app: Flask, rosa: Visitor, audience: Audience) -> None:
    address = write(rosa, RTL, audience)
    assert RTL in rosa.get(address).text
    assert RTL in rosa.get("/journal").text
    (entry,) = stored(app)
    assert entry.audience == audience
    assert bool(entry.shared_at) == (audience != Audience.ME)


def test_the_same_form_twice_is_one_entry(app: Flask, rosa: Visitor) -> None:
    submission = str(new_id())
    assert write(rosa, submission_id=submission) == write(rosa, submission_id=submission)
    assert len(stored(app)) == 1


@pytest.mark.parametrize(
    "form",
    [
        {"body": ""},
        {"body": "  \n "},
        {"body": "x" * 10_001},
        {"body": "a\x00b"},
        {"audience": "everyone"},
        {"audience": ""},
        {"submission_id": "not one"},
        {"submission_id": ""},
    ],
)
def test_what_cannot_be_saved_comes_back_as_it_was(app: Flask, rosa: Visitor, form: dict[str, str]) -> None:
    whole = {"submission_id": str(new_id()), "body": "Kept words", "audience": "now"} | form
    answer = rosa.post("/journal/new", **whole)
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert whole["body"].strip() in answer.text
    assert stored(app) == []


def test_a_form_without_an_audience_is_asked_again(app: Flask, rosa: Visitor) -> None:
    assert rosa.post("/journal/new", submission_id=str(new_id()), body="Words").status_code == 422
    assert stored(app) == []


def test_an_edit_shows_the_earlier_version(rosa: Visitor, frozen: Any) -> None:
    address = write(rosa, "How it was <b>")
    assert "Earlier versions" not in rosa.get(address).text
    assert "How it was &lt;b&gt;" in rosa.get(f"{address}/edit").text
    frozen.shift(timedelta(minutes=30))
    assert rosa.post(address, body="How it is", audience="session").status_code == 303
    page = rosa.get(address).text
    assert page.index("How it is") < page.index("Earlier versions") < page.index("How it was &lt;b&gt;")
    assert "Replaced Wed, Nov 18, 5:30 PM · Just me" in " ".join(page.replace("\u202f", " ").split())


def test_an_edit_that_cannot_be_saved_changes_nothing(app: Flask, rosa: Visitor) -> None:
    address = write(rosa, "How it was")
    answer = rosa.post(address, body="y" * 10_001, audience="now")
    assert answer.status_code == 422
    assert "y" * 10_001 in answer.text
    (entry,) = stored(app)
    assert entry.audience == Audience.ME


def test_the_audience_can_change_both_ways(app: Flask, rosa: Visitor) -> None:
    address = write(rosa)
    for audience in (Audience.NOW, Audience.SESSION, Audience.ME):
        assert rosa.post(f"{address}/audience", audience=audience).status_code == 303
        assert stored(app)[0].audience == audience
    assert stored(app)[0].shared_at is None
    assert rosa.post(f"{address}/audience", audience="all").status_code == 422


def test_older_entries_are_one_plain_link_away(rosa: Visitor, frozen: Any) -> None:
    addresses = []
    for n in range(21):
        addresses.append(write(rosa, f"Day {n}."))
        frozen.shift(timedelta(minutes=1))
    first = rosa.get("/journal").text
    assert [n for n in range(21) if f"Day {n}." in first] == [*range(1, 21)]
    older = f"/journal?before={addresses[1].rpartition('/')[2]}"
    assert f'href="{older}"' in first
    second = rosa.get(older).text
    assert [n for n in range(21) if f"Day {n}." in second] == [0]
    assert "More" not in second
    assert "There is nothing older." in rosa.get(f"/journal?before={addresses[0].rpartition('/')[2]}").text


def test_an_unknown_place_to_go_on_from_is_not_found(rosa: Visitor, omar: Visitor) -> None:
    of_omar = write(omar).rpartition("/")[2]
    for before in (of_omar, new_id(), "nonsense"):
        assert rosa.get(f"/journal?before={before}").status_code == 404


def test_nobody_but_the_writer_opens_or_changes_an_entry(
    app: Flask, rosa: Visitor, omar: Visitor, cora: Visitor, ben: Visitor, ada: Visitor, anyone: Visitor
) -> None:
    address = write(rosa, audience="now")
    for stranger in (omar, cora, ben, ada):
        assert stranger.get(address).status_code == 404
        assert stranger.get(f"{address}/edit").status_code == 404
        assert stranger.post(address, body="Mine", audience="me").status_code == 404
        assert stranger.post(f"{address}/audience", audience="me").status_code == 404
    assert anyone.get(address).status_code == 303
    assert stored(app)[0].audience == Audience.NOW


def test_an_unknown_entry_is_not_found(rosa: Visitor) -> None:
    assert rosa.get(f"/journal/{new_id()}").status_code == 404
    assert rosa.get("/journal/nonsense").status_code == 404
