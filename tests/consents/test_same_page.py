"""What ended looks like what never was: not a byte, not a header, not a length differs."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from companion.access.consents import actions
from companion.access.consents.models import Pause
from companion.access.rules import Scope
from companion.accounts.models import Person
from companion.core.db import db
from tests.cast import NOW, Cast
from tests.consents.giving import give, support_of
from tests.house.world import CANARY, make_world
from tests.visitor import Visitor

TOKEN = re.compile(r'(X-CSRFToken": "|name="csrf_token" value=")[^"]+')
State = Callable[[Cast], None]


def never(cast: Cast) -> None:
    """Accepted, and nothing was ever ticked."""
    give(cast, [])


def expired(cast: Cast) -> None:
    give(cast, list(Scope), days=5)


def revoked(cast: Cast) -> None:
    give(cast, list(Scope))
    actions.stop(support_of(cast), by=db.session.get_one(Person, cast.rosa), at=NOW)


def taken_back_one_by_one(cast: Cast) -> None:
    give(cast, list(Scope))
    for scope in Scope:
        actions.take_back(support_of(cast), scope, by=db.session.get_one(Person, cast.rosa), at=NOW)


def paused(cast: Cast) -> None:
    give(cast, list(Scope))
    actions.pause(support_of(cast), db.session.get_one(Person, cast.rosa), at=NOW)


def not_begun(cast: Cast) -> None:
    give(cast, list(Scope), at=NOW - timedelta(hours=23, minutes=59))


def without_consent(cast: Cast) -> None:
    """As it was before there were consents."""


STATES = [without_consent, never, not_begun, expired, revoked, taken_back_one_by_one, paused]
TOLD = re.compile("revoked|paused|expired|stopped|taken back|ends on|since [A-Z]|until [A-Z]")


def begin_again(cast: Cast) -> None:
    """What the state before left behind gives nothing."""
    actions.stop(support_of(cast), by=db.session.get_one(Person, cast.rosa), at=NOW)
    for pause in db.session.query(Pause):
        pause.until = pause.since


def look(cast: Cast, ben: Visitor) -> tuple[str, dict[str, str], str]:
    home, page = ben.get("/supporting"), ben.get(f"/supporting/{cast.rosa}")
    assert page.status_code == 200
    headers = {name: value for name, value in page.headers.items() if name != "Set-Cookie"}
    return TOKEN.sub(r"\1", page.text), headers, str(home.location)


def test_the_page_is_the_same_in_all_of_these(app: Flask, cast: Cast, ben: Visitor) -> None:
    looks = {}
    with app.app_context():
        make_world(cast)
    for state in STATES:
        with app.app_context():
            begin_again(cast)
            state(cast)
            db.session.commit()
        looks[state.__name__] = look(cast, ben)
    first = looks["never"]
    for name, found in looks.items():
        assert found == first, name
    assert first[1]["Content-Length"] == str(len(ben.get(f"/supporting/{cast.rosa}").data))
    assert first[1]["Cache-Control"] == "no-store"
    assert first[2] == f"/supporting/{cast.rosa}"
    assert "Nothing is shared right now." in first[0]
    assert CANARY not in first[0]
    assert not TOLD.search(first[0])


def test_with_something_shown_it_is_another_page(app: Flask, cast: Cast, ben: Visitor) -> None:
    """Else the test above could not fail."""
    with app.app_context():
        give(cast, [Scope.MILESTONES])
    page = ben.get(f"/supporting/{cast.rosa}").text
    assert "Nothing is shared right now." not in page
    assert "until" in page


@pytest.mark.parametrize("state", [expired, revoked, paused], ids=lambda state: state.__name__)
def test_the_client_looks_at_the_same_page(
    app: Flask, cast: Cast, rosa: Visitor, ben: Visitor, state: State
) -> None:
    with app.app_context():
        make_world(cast)
        support_id = support_of(cast).id
        state(cast)
        db.session.commit()
    assert shown_in(rosa.get(f"/sharing/{support_id}/preview").text) == shown_in(
        ben.get(f"/supporting/{cast.rosa}").text
    )


def test_with_all_of_it_shown_the_client_looks_at_the_same_page(
    app: Flask, cast: Cast, rosa: Visitor, ben: Visitor
) -> None:
    with app.app_context():
        make_world(cast)
        support_id = support_of(cast).id
        give(cast, list(Scope))
    page = shown_in(ben.get(f"/supporting/{cast.rosa}").text)
    assert CANARY in page
    assert shown_in(rosa.get(f"/sharing/{support_id}/preview").text) == page


def shown_in(page: str) -> str:
    """From the beginning of the supporter's page to its end, where its first tag is closed.

    Without the buttons, which only the supporter has.
    """
    page = re.sub(r"\s*<form\b.*?</form>", "", page, flags=re.DOTALL)
    page, depth = page[page.index('<div id="support-page"') :], 0
    for tag in re.finditer(r"<div\b|</div>", page):
        depth += 1 if tag[0] == "<div" else -1
        if depth == 0:
            return page[: tag.end()]
    raise AssertionError("The page about a client does not end.")
