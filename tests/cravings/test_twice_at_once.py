from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

from flask import Flask
from sqlalchemy import func, select

from companion.core.db import db
from companion.records.cravings.models import Craving
from tests.cast import Cast
from tests.visitor import Visitor


def test_the_same_form_eight_times_at_once_is_one_craving(app: Flask, cast: Cast) -> None:
    form = {"strength": "7", "submission_id": str(uuid4())}
    visitors = [Visitor(app, "rosa@test.example") for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda visitor: visitor.post("/cravings/new", **form), visitors))
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.location for answer in answers}) == 1
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Craving)) == 1
