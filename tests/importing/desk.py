"""Ada at the page that takes files, in few words."""

from __future__ import annotations

import re
from typing import Any

from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from companion.core.db import Base, db
from companion.records.schedule.models import Appointment
from tests.cast import Cast
from tests.importing.files import sent
from tests.visitor import Visitor

# Looking at a file keeps it for a day, and visits are noted: neither is what the file is about.
NOT_COUNTED = {"uploads", "sign_in_sessions", "attempts"}


def bring_calendar(ada: Visitor, cast: Cast, text: str | bytes, **changes: Any) -> TestResponse:
    form = {"track": str(cast.track), "facilitator": str(cast.cora), "calendar": sent(text, "groups.ics")}
    return _post(ada, "/admin/import/calendar", **form | changes)


def bring_roster(ada: Visitor, text: str | bytes) -> TestResponse:
    return _post(ada, "/admin/import/roster", roster=sent(text, "roster.csv"))


def preview(ada: Visitor, brought: TestResponse) -> str:
    assert brought.status_code == 303, brought.text
    return words(seen(ada, brought.location))


def use(ada: Visitor, brought: TestResponse) -> str:
    """Uses the file, and gives what the page says then."""
    answer = ada.post(f"{brought.location}/application")
    assert (answer.status_code, answer.location) == (303, brought.location)
    return words(seen(ada, answer.location))


def seen(ada: Visitor, address: str) -> TestResponse:
    answer = ada.get(address)
    assert answer.status_code == 200
    return answer


def import_calendar(ada: Visitor, cast: Cast, text: str, **changes: Any) -> str:
    """What its preview says. It is used then."""
    brought = bring_calendar(ada, cast, text, **changes)
    said = preview(ada, brought)
    use(ada, brought)
    return said


def words(answer: TestResponse) -> str:
    """The main part of a page as one line of text."""
    main = answer.text.partition("<main")[2].partition("</main>")[0].partition(">")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def stored(app: Flask) -> dict[str, int]:
    """How many rows there are of each kind."""
    with app.app_context():
        tables = [table for table in Base.metadata.sorted_tables if table.name not in NOT_COUNTED]
        return {
            table.name: db.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables
        }


def schedule_of(app: Flask) -> list[tuple[str, str, str, str]]:
    """The sessions in their order: when, what, where and whether they take place."""
    with app.app_context():
        found = db.session.scalars(select(Appointment).order_by(Appointment.starts_at, Appointment.title))
        return [
            (f"{one.starts_at:%m-%d %H:%M}", one.title, one.place, "off" if one.cancelled_at else "on")
            for one in found
        ]


def _post(ada: Visitor, address: str, **form: Any) -> TestResponse:
    answer = ada.post(address, **form)
    # The test client writes a large body into a file, which it leaves open.
    answer.request.environ["wsgi.input"].close()
    return answer
