"""What a client keeps to themselves changes no counselor's page by a byte: no word, no number, no size."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from companion.accounts.models import Person
from companion.core.db import db, new_id
from companion.records.journal import actions
from companion.records.journal.models import Audience
from tests.caseload.rich import fill
from tests.cast import NOW, Cast
from tests.house.world import make_world
from tests.visitor import Visitor

ANEW = re.compile(r'(name="(?:csrf_token|submission_id)"[^>]*value="|X-CSRFToken": ")[^"]+')
# Whatever way it took there: the last audience is the client alone.
histories = st.lists(st.sampled_from(list(Audience)), max_size=3).map(lambda first: [*first, Audience.ME])
diaries = st.lists(
    st.tuples(histories, st.text("abc é🌙\n", min_size=1, max_size=80)), min_size=1, max_size=4
)


@pytest.fixture
def addresses(app: Flask, cora: Visitor, cast: Cast) -> list[str]:
    """Every page of a counselor's that can be opened, filled in with what is Rosa's."""
    with app.app_context():
        places = make_world(cast)
        fill(cast, 5)
        rules = [
            rule
            for rule in app.url_map.iter_rules()
            if rule.endpoint.startswith("counselor.")
            and "GET" in (rule.methods or set())
            # An enquiry is no client's, and says on its own page who opened it.
            and not rule.rule.startswith("/enquiries/<")
        ]
    found = [re.sub(r"<(?:\w+:)?(\w+)>", lambda name: places[name[1]], rule.rule) for rule in rules]
    assert f"/caseload/{cast.rosa}/brief" in found
    assert "/inbox" in found
    # The first look may write that something was seen.
    looks(cora, found)
    return found


# Each example looks at every page twice: a few go a long way, and a failing one says enough as it is. What an
# example wrote stays for the next, which must not change a byte either.
@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(diary=diaries)
def test_just_me_changes_no_counselor_s_page_by_a_byte(
    app: Flask, cora: Visitor, cast: Cast, addresses: list[str], diary: list[tuple[list[Audience], str]]
) -> None:
    before = looks(cora, addresses)
    with app.app_context():
        for history, body in diary:
            write(cast, history, body)
        db.session.commit()
    for address, look in looks(cora, addresses).items():
        assert look == before[address], address


def test_the_same_entry_when_it_is_shared_does_change_the_brief(
    app: Flask, cora: Visitor, cast: Cast, addresses: list[str]
) -> None:
    brief = [f"/caseload/{cast.rosa}/brief"]
    before = looks(cora, brief)
    with app.app_context():
        write(cast, [Audience.SESSION], "a word")
        db.session.commit()
    assert looks(cora, brief) != before


def looks(cora: Visitor, addresses: list[str]) -> dict[str, Any]:
    return {address: look_at(cora, address) for address in addresses}


def look_at(cora: Visitor, address: str) -> tuple[int, str, list[tuple[str, str]]]:
    answer = cora.client.get(address)
    headers = [(name, value) for name, value in answer.headers if name != "Set-Cookie"]
    return answer.status_code, ANEW.sub(r"\1", answer.get_data(as_text=True)), headers


def write(cast: Cast, history: list[Audience], body: str) -> None:
    rosa = db.session.get_one(Person, cast.rosa)
    first, *others = history
    at = NOW - timedelta(hours=1)
    entry = actions.write(rosa, submission=new_id(), body=body.strip() or "x", audience=first, at=at)
    for number, audience in enumerate(others, 1):
        actions.edit(
            entry, body=f"{body}{number}", audience=audience, by=rosa, at=at + timedelta(minutes=number)
        )
