"""The client sees who read what they share, and when; a review that is taken back takes that away."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from companion.core.db import db, new_id
from companion.records.cravings.models import Craving
from companion.records.journal.models import Entry
from companion.records.reviews.models import Review
from tests.admin.test_program import ALL
from tests.cast import NOW, Cast
from tests.visitor import Visitor

READ = "Read by Cora Counselor, Wed, Nov 18"


def write(app: Flask, rosa: Visitor, audience: str = "now", body: str = "told on myself") -> UUID:
    rosa.post("/journal/new", submission_id=str(new_id()), audience=audience, body=body)
    with app.app_context():
        return db.session.scalars(select(Entry).order_by(Entry.id.desc())).all()[0].id


def review(cora: Visitor, cast: Cast) -> None:
    """As the button on the brief does."""
    page = cora.get(f"/caseload/{cast.rosa}/brief").text
    names = ("seen_until", "newest", "read")
    form = {name: re.findall(rf'name="{name}" value="([^"]*)"', page)[0] for name in names}
    assert cora.post(f"/caseload/{cast.rosa}/review", **form).status_code == 303


def test_a_review_is_a_receipt_and_undo_takes_it_away(
    app: Flask, rosa: Visitor, cora: Visitor, cast: Cast
) -> None:
    entry = write(app, rosa)
    assert "Read by" not in rosa.get(f"/journal/{entry}").text
    review(cora, cast)
    assert READ in rosa.get(f"/journal/{entry}").text
    assert READ in rosa.get("/journal").text
    cora.post(f"/caseload/{cast.rosa}/review/undo")
    assert "Read by" not in rosa.get(f"/journal/{entry}").text


def test_what_did_not_stand_on_the_page_in_full_was_not_read_until_it_is_opened(
    app: Flask, rosa: Visitor, cora: Visitor, cast: Cast
) -> None:
    entry = write(app, rosa, body="word " * 31)
    review(cora, cast)
    assert "Read by" not in rosa.get(f"/journal/{entry}").text
    page = cora.get(f"/caseload/{cast.rosa}/journal/{entry}")
    assert "word " * 30 in page.text
    assert READ in rosa.get(f"/journal/{entry}").text


@pytest.mark.parametrize("change", ["edit", "back to me and shared again"])
def test_words_that_changed_were_not_read_yet(
    app: Flask, rosa: Visitor, cora: Visitor, cast: Cast, frozen: Any, change: str
) -> None:
    entry = write(app, rosa)
    review(cora, cast)
    frozen.shift(timedelta(minutes=2))
    if change == "edit":
        rosa.post(f"/journal/{entry}", audience="now", body="something else")
    else:
        rosa.post(f"/journal/{entry}/audience", audience="me")
        assert "Read by" not in rosa.get(f"/journal/{entry}").text
        rosa.post(f"/journal/{entry}/audience", audience="session")
    assert "Read by" not in rosa.get(f"/journal/{entry}").text


def test_an_entry_that_is_hers_alone_is_not_there_to_open(
    app: Flask, rosa: Visitor, cora: Visitor, wes: Visitor, cast: Cast
) -> None:
    hers, shared = write(app, rosa, "me"), write(app, rosa)
    assert cora.get(f"/caseload/{cast.rosa}/journal/{hers}").status_code == 404
    assert cora.get(f"/caseload/{cast.rosa}/journal/{shared}").status_code == 200
    assert wes.get(f"/caseload/{cast.rosa}/journal/{shared}").status_code == 404


def test_a_review_keeps_who_when_and_the_newest_entry_that_was_seen(
    app: Flask, rosa: Visitor, cora: Visitor, cast: Cast
) -> None:
    write(app, rosa, body="older")
    newest = write(app, rosa, body="newer")
    review(cora, cast)
    with app.app_context():
        row = db.session.scalars(select(Review)).one()
        assert (row.counselor_id, row.reviewed_at, row.newest_id) == (cast.cora, NOW, newest)


def test_what_was_logged_before_and_arrives_later_shows_the_client_as_changed(
    app: Flask, cora: Visitor, cast: Cast, frozen: Any
) -> None:
    review(cora, cast)
    assert "Nothing new" in cora.get("/caseload").text
    frozen.shift(timedelta(minutes=5))
    with app.app_context():
        late = Craving(program_id=cast.program, client_id=cast.rosa, submission_id=new_id(), strength=4)
        late.occurred_at, late.received_at = NOW - timedelta(hours=9), NOW + timedelta(minutes=4)
        db.session.add(late)
        db.session.commit()
    assert "1 craving<" in cora.get("/caseload").text


@pytest.mark.parametrize("form", [{"newest": "x"}, {"read": "x y"}, {"read": " ".join([str(new_id())] * 21)}])
def test_a_review_of_what_is_no_entry_is_refused(cora: Visitor, cast: Cast, form: dict[str, str]) -> None:
    address = f"/caseload/{cast.rosa}/review"
    assert cora.post(address, seen_until=NOW.isoformat(), **form).status_code == 400


def test_the_composer_says_when_counselors_read(app: Flask, rosa: Visitor, ada: Visitor) -> None:
    said = "Your counselor reads on workdays before noon."
    assert said not in rosa.get("/journal/new").text
    form = {**ALL, "reads_en": said, "reads_es": "Se lee antes del mediodía."}
    assert ada.post("/admin/settings", **form).status_code == 303
    assert said in rosa.get("/journal/new").text
    rosa.get("/language/es?to=/journal/new")
    assert "Se lee antes del mediodía." in rosa.get("/journal/new").text
