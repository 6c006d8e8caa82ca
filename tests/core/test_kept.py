"""Nothing that a person typed is lost on the way, and nobody else gets to see it."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from companion.core.db import db, new_id
from companion.core.keep import KEPT_SECONDS
from companion.records.journal.models import Entry
from tests.cast import PASSWORD, Cast
from tests.visitor import Visitor

WORDS = 'She said "wait" & I waited. Más tarde <volví> a casa, con calma y despacio.'


class SendAgain(HTMLParser):
    """The form of a page: where it is sent, and every field as the browser would send it."""

    def __init__(self, html: str, form_id: str = "") -> None:
        super().__init__()
        self.form_id, self.is_inside = form_id, False
        self.action = ""
        self.fields: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.is_inside = given.get("id", "") == self.form_id and "/sign-out" not in given["action"]
            self.action = given["action"] if self.is_inside else self.action
        elif tag == "input" and self.is_inside and given.get("name"):
            self.fields[given["name"]] = given.get("value", "")


def entry() -> dict[str, str]:
    return {"body": WORDS, "audience": "me", "submission_id": str(new_id())}


def saved(app: Flask, client_id: Any) -> list[str]:
    with app.app_context():
        return [row.body for row in db.session.scalars(select(Entry).where(Entry.client_id == client_id))]


def press(visitor: Visitor, form: SendAgain) -> Any:
    return visitor.client.post(form.action, data=form.fields)


@pytest.mark.parametrize("token", ["", "an old one"])
def test_a_page_without_its_token_keeps_the_words_and_sends_them_again(
    app: Flask, cast: Cast, rosa: Visitor, token: str
) -> None:
    answer = rosa.post("/journal/new", csrf_token=token, **entry())
    assert answer.status_code == 400
    assert WORDS in unescape(answer.text)
    assert saved(app, cast.rosa) == []
    again = SendAgain(answer.text, "send-again")
    assert press(rosa, again).status_code == 303
    assert saved(app, cast.rosa) == [WORDS]
    press(rosa, again)
    assert saved(app, cast.rosa) == [WORDS], "the same page sent twice is one entry"


@pytest.mark.parametrize("origin", ["cross-site", "same-site"])
def test_another_sites_page_is_not_offered_to_be_sent_again(
    app: Flask, cast: Cast, rosa: Visitor, origin: str
) -> None:
    answer = rosa.client.post("/journal/new", data=entry(), headers={"Sec-Fetch-Site": origin})
    assert answer.status_code == 400
    assert "send-again" not in answer.text
    assert WORDS not in unescape(answer.text)
    assert saved(app, cast.rosa) == []


def test_a_token_of_another_person_is_no_token(app: Flask, cast: Cast, rosa: Visitor, omar: Visitor) -> None:
    answer = rosa.post("/journal/new", **{**entry(), "csrf_token": omar.token()})
    assert answer.status_code == 400
    assert saved(app, cast.rosa) == []


def test_what_was_written_waits_for_the_sign_in(app: Flask, cast: Cast, rosa: Visitor, frozen: Any) -> None:
    page = written_too_late(rosa, frozen)
    assert saved(app, cast.rosa) == []
    again = SendAgain(sign_in(rosa, "rosa", page).text, "send-again")
    assert again.fields["body"] == WORDS
    assert press(rosa, again).status_code == 303
    assert saved(app, cast.rosa) == [WORDS]


def test_it_is_not_given_to_another_person_who_signs_in(
    app: Flask, cast: Cast, rosa: Visitor, frozen: Any
) -> None:
    page = written_too_late(rosa, frozen)
    answer = sign_in(rosa, "omar", page)
    assert answer.status_code == 303
    assert WORDS not in unescape(answer.text)
    assert saved(app, cast.rosa) == saved(app, cast.omar) == []


def test_it_does_not_wait_for_ever(cast: Cast, rosa: Visitor, frozen: Any) -> None:
    page = written_too_late(rosa, frozen)
    frozen.shift(timedelta(seconds=KEPT_SECONDS + 1))
    assert sign_in(rosa, "rosa", page).status_code == 303


def test_what_somebody_made_up_is_not_taken_for_kept_words(cast: Cast, anyone: Visitor) -> None:
    form = {"email": "rosa@test.example", "password": PASSWORD}
    for made_up in ("x", "e30.x.y", '{"path": "/journal/new"}', "\x00"):
        answer = anyone.post("/sign-in", **form, kept=made_up)
        assert answer.status_code in (303, 422)
        assert "send-again" not in answer.text


def test_a_password_is_never_kept(cast: Cast, rosa: Visitor, frozen: Any) -> None:
    frozen.shift(timedelta(hours=2))
    typed = {"password": PASSWORD, "new_password": "eleven wet paper boats", "note": "x"}
    page = rosa.post("/settings/password", **typed)
    assert page.status_code == 401
    answer = sign_in(rosa, "rosa", page)
    fields = SendAgain(answer.text, "send-again").fields
    assert set(fields) == {"csrf_token", "note"}
    assert PASSWORD not in page.text + answer.text
    assert "paper boats" not in page.text + answer.text


def test_a_fragment_asked_for_too_late_leads_to_the_sign_in(cast: Cast, rosa: Visitor, frozen: Any) -> None:
    frozen.shift(timedelta(hours=2))
    answer = rosa.get("/today", htmx=True)
    assert answer.headers["HX-Redirect"] == "/sign-in"
    assert answer.data == b""


def test_a_refused_request_stores_nothing(app: Flask, cast: Cast, rosa: Visitor) -> None:
    rosa.post("/journal/new", **{**entry(), "body": "\x00"})
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Entry)) == 0


def written_too_late(visitor: Visitor, frozen: Any) -> Any:
    """A journal entry, sent after the sign-in ended: the sign-in page comes, with the words in it."""
    token = visitor.token()
    frozen.shift(timedelta(hours=2))
    page = visitor.post("/journal/new", csrf_token=token, **entry())
    assert page.status_code == 401
    assert WORDS not in unescape(page.text), "the words do not stand readable on a shared screen"
    return page


def sign_in(visitor: Visitor, name: str, page: Any) -> Any:
    form = SendAgain(page.text)
    filled = {
        **form.fields,
        "csrf_token": visitor.token(),
        "email": f"{name}@test.example",
        "password": PASSWORD,
    }
    return visitor.client.post(form.action, data=filled)
