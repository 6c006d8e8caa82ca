"""The program's own library costs each page one question to the database, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from companion.core.db import db
from tests.cast import Cast
from tests.house.world import make_world
from tests.library.shelving import change, retire
from tests.visitor import Visitor


# How many each page asks without the shelf: a page that needs more says here why it has grown.
# A page of a client says first where nobody on staff reads any more: one question, for the steps of the path.
# The menu of a counselor counts the requests for help that nobody has taken on, and shows what their duties
# open: one question on each page for each.
@pytest.mark.parametrize(
    ("name", "address", "before"),
    [
        # One more: to whom something is shown, and whether that ends soon.
        # Three more: new notes from supporters, what somebody gave back, and who still sees it.
        ("rosa", "/today", 31),
        ("rosa", "/skills", 4),
        ("rosa", "/skills/halt", 4),
        # One more: whom one tap asks to talk.
        ("rosa", "/cravings/{craving_id}/choose", 12),
        ("rosa", "/practice/{practice_id}", 4),
        # It says who comes next: that order asks for absences, waiting messages, work days and thresholds.
        ("cora", "/caseload/{client_id}/brief", 41),
        # For how each practice of this week was rated, for the enquiries that wait, and the reader's duties.
        # And of each page of a client's record that staff open: where the chain of the disclosures ends.
        ("cora", "/caseload/{client_id}/practice", 9),
        ("cora", "/groups/{group_id}/brief", 18),
        ("cora", "/groups/{appointment_id}", 15),
    ],
)
def test_a_page_asks_for_the_shelf_once(app: Flask, cast: Cast, name: str, address: str, before: int) -> None:
    with app.app_context():
        places = make_world(cast)
        change(cast, "urge_surf")
        retire(cast, "tipp_cold")
        db.session.commit()
    visitor = Visitor(app, f"{name}@test.example")
    # The first look may write that somebody is here.
    visitor.get(address.format(**places))
    with asked_of(app) as found:
        assert visitor.get(address.format(**places)).status_code == 200
    assert sum("skill_versions" in one for one in found) == 1
    assert sum(one.startswith("SELECT") for one in found) <= before + 1


@contextmanager
def asked_of(app: Flask) -> Iterator[list[str]]:
    found: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *others: Any) -> None:
        found.append(statement.lstrip())

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)
