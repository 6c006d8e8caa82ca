"""Reading rosters, and filling them."""

from __future__ import annotations

import re
from datetime import date
from uuid import UUID, uuid4

from flask import Flask
from werkzeug.test import TestResponse

from companion.accounts.rules import Role
from companion.core.db import db
from companion.programs import actions as programs
from companion.programs.models import Track
from tests.cast import NOW, Cast, make_person
from tests.schedule.plans import person
from tests.visitor import Visitor


def tap(visitor: Visitor, address: str, who: UUID, status: str, **more: str) -> TestResponse:
    return visitor.post(f"{address}/marks", person=str(who), status=status, **more)


def words_of(html: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", html).split())


def row_of(html: str, who: UUID) -> str:
    """The words of one person's row."""
    rows = re.split(r'<li id="p-', html.partition('<div class="stack">')[0])
    found = [row for row in rows if row.startswith(str(who))]
    assert found, "There is no such row."
    return words_of(f'<li id="{found[0]}')


def ids_on(html: str) -> list[str]:
    return re.findall(r'<li id="p-([^"]+)"', html)


def join(app: Flask, cast: Cast, count: int) -> None:
    """So many more clients in the evening track."""
    with app.app_context():
        track = db.session.get_one(Track, cast.track)
        for _ in range(count):
            client = make_person(cast.program, Role.CLIENT, f"N{uuid4().hex[:6]} Client")
            programs.enrol(
                client,
                track,
                started_on=date(2026, 11, 2),
                planned_end_on=date(2027, 1, 25),
                required_minutes_per_week=540,
                steps_down_from="community",
                by=person(cast.ada),
                at=NOW,
            )
        db.session.commit()
