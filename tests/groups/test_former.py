from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask

from tests.cast import NOW, Cast
from tests.groups.rosters import tap
from tests.groups.test_roster import planned, stored
from tests.stepping.walks import discharge
from tests.visitor import Visitor


def test_who_has_left_has_no_name_on_the_roster_of_then(
    app: Flask, cast: Cast, cora: Visitor, frozen: Any
) -> None:
    """Cora led the session. The record keeps that Rosa was there; the way to her name has ended."""
    tonight = planned(app, cast, NOW - timedelta(minutes=5))
    tap(cora, tonight, cast.rosa, "here")
    with app.app_context():
        discharge(cast)
    assert "Rosa" in cora.get(tonight).text, "her last day is not over"
    frozen.move_to(NOW + timedelta(days=1))
    cora = Visitor(app, "cora@test.example")
    page = cora.get(tonight).text
    assert "Rosa" not in page and str(cast.rosa) not in page
    assert "has left the program since" in page
    assert tap(cora, tonight, cast.rosa, "late").status_code == 404
    assert [row.client_id for row in stored(app)] == [cast.rosa]
