"""What the form of "I used" sends, and what is stored of it."""

from __future__ import annotations

from uuid import uuid4

from flask import Flask
from sqlalchemy import select

from companion.core.db import db
from companion.records.days.models import Use
from tests.days.answers import ago
from tests.visitor import Visitor


def tell(visitor: Visitor, days_ago: int = 0, **form: str) -> str:
    """The id of the entry."""
    sent = {"submission_id": str(uuid4()), "used_on": ago(days_ago).isoformat(), **form}
    answer = visitor.post("/used/new", **sent)
    assert answer.status_code == 303
    return str(answer.location.split("/")[2])


def uses(app: Flask) -> list[Use]:
    with app.app_context():
        return list(db.session.scalars(select(Use).order_by(Use.used_on, Use.id)))
