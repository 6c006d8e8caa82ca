"""Every form of every portal with inputs that no page sends: no 500, nothing half stored, no markup returned.

``make test`` sends a few hundred, ``make fuzz`` 20,000. What was accepted stays, so that later inputs meet
what earlier ones left. A failure prints what was sent, and the same is sent first in the next run.
"""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, update
from werkzeug.test import TestResponse

from companion.accounts import actions as accounts
from companion.accounts.models import Person, Throttle
from companion.core.db import db
from tests.cast import PASSWORD, Cast
from tests.house.test_access import counts
from tests.house.test_bad_input import NASTY, forms_seen_by
from tests.house.world import make_world
from tests.visitor import Visitor

INPUTS = int(os.environ.get("COMPANION_FUZZ", "300"))
READERS = ("visitor", "rosa", "cora", "ben", "ada")
MARKUP = "<zq onload=x>"
# Names that a form does not have, and that a careless one would take.
STRANGE = ("id", "client_id", "program_id", "role", "scope", "expires_at", "is_admin", "happened_at", "kept")
# How a phone says that what it sends had waited there.
PHONE = {"X-Entry": "sealed"}
HEADERS: tuple[dict[str, str], ...] = ({}, {"HX-Request": "true"}, PHONE, {"Sec-Fetch-Site": "same-origin"})
ODD = ["", " ", "y", "on", "1e999", "²", "0x10", "en", "es", "../../etc/passwd", "//elsewhere.example"]

words = st.text(st.characters(exclude_categories=()), max_size=60)
values = st.one_of(
    words,
    words.map(lambda text: MARKUP + text),
    st.sampled_from(sorted(NASTY.values())),
    st.integers().map(str),
    st.floats().map(str),
    st.dates().map(str),
    st.datetimes().map(str),
    st.uuids().map(str),
    st.sampled_from(ODD),
    st.integers(1, 400_000).map(lambda size: "a" * size),
    st.binary(max_size=40),
)


class Reader:
    """Somebody who is signed in, and again whenever a form has ended that."""

    def __init__(self, app: Flask, name: str, forms: dict[str, dict[str, str]]) -> None:
        self.app, self.name, self.forms = app, name, forms
        self.come_in()

    def come_in(self) -> None:
        """Tries that failed before do not count: this is about what comes after the sign-in.

        Whoever may end somebody's access or choose a new password has done it by some input, and rightly so.
        """
        with self.app.app_context():
            db.session.execute(delete(Throttle))
            again = {"left_at": None, "password_hash": accounts.hasher.hash(PASSWORD)}
            db.session.execute(update(Person).values(**again))
            db.session.commit()
        self.visitor = Visitor(self.app, None if self.name == "visitor" else f"{self.name}@test.example")
        self.token = self.visitor.token()

    def send(self, action: str, fields: list[tuple[str, Any]], headers: dict[str, str]) -> TestResponse:
        raw = [(name, value if isinstance(value, bytes) else as_bytes(value)) for name, value in fields]
        kind = "application/x-www-form-urlencoded"
        return self.visitor.client.post(action, data=urlencode(raw), content_type=kind, headers=headers)


@pytest.fixture
def readers(app: Flask, cast: Cast) -> list[Reader]:
    with app.app_context():
        places = make_world(cast)
    found = []
    for name in READERS:
        visitor = Visitor(app, None if name == "visitor" else f"{name}@test.example")
        found.append(Reader(app, name, forms_seen_by(visitor, name, app, places)))
    return found


def test_no_input_breaks_a_form(app: Flask, readers: list[Reader]) -> None:
    doors = [(reader, action) for reader in readers for action in sorted(reader.forms)]

    @settings(
        max_examples=INPUTS,
        deadline=None,
        # The same inputs each time in `make test`, others each time in `make fuzz`.
        derandomize="COMPANION_FUZZ" not in os.environ,
        phases=[Phase.explicit, Phase.reuse, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def send(data: st.DataObject) -> None:
        reader, action = data.draw(st.sampled_from(doors), "form")
        fields = data.draw(fields_of(reader, action), "fields")
        before = counts(app)
        answer = reader.send(action, fields, data.draw(st.sampled_from(HEADERS), "headers"))
        assert answer.status_code < 500, f"{reader.name} at {action}: {answer.status}"
        assert MARKUP.encode() not in answer.data, f"{reader.name} at {action}: markup is given back"
        if answer.status_code >= 400:
            assert counts(app) == before, f"{reader.name} at {action}: refused, and something was stored"
        if reader.visitor.client.get("/settings").status_code != 200:
            reader.come_in()

    send()


def fields_of(reader: Reader, action: str) -> st.SearchStrategy[list[tuple[str, Any]]]:
    """Each field as the page has it, changed, twice or not at all; and some that the page has not."""
    usual = {**reader.forms[action], "csrf_token": reader.token, "submission_id": str(uuid4())}
    one = [_sent(name, value) for name, value in usual.items()]
    extra = st.lists(st.tuples(st.sampled_from(STRANGE), values), max_size=2)
    return st.tuples(*one, extra).map(lambda parts: [pair for part in parts for pair in part])


def _sent(name: str, value: str) -> st.SearchStrategy[list[tuple[str, Any]]]:
    as_it_is, other = st.just([(name, value)]), values.map(lambda new: [(name, new)])
    if name == "csrf_token":
        return as_it_is  # without it nothing is looked at any further
    return st.one_of(as_it_is, other, st.just([]), values.map(lambda new: [(name, value), (name, new)]))


def as_bytes(text: str) -> bytes:
    """Half of a pair of surrogates, too, as bytes that are no text."""
    return text.encode("utf-8", "surrogatepass")
