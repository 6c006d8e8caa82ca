"""Secrets are sent to every form, in addresses and headers, and while things break: no log line holds one."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from companion.core.db import db
from tests.cast import Cast
from tests.house.test_bad_input import KEPT, READERS, forms_seen_by
from tests.house.world import make_world
from tests.visitor import Visitor

SECRET = "kestrel-7f3a-over-the-mill"


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Everything, also what a library would only say to who debugs it."""
    names = ["", *logging.root.manager.loggerDict]
    levels = {name: logging.getLogger(name).level for name in names}
    for name in names:
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield caplog
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def breaking(*arguments: object, **options: object) -> None:
    db.session.execute(text("select 1"))
    raise RuntimeError(SECRET) from OperationalError(SECRET, {"words": SECRET}, ValueError(SECRET))


@pytest.mark.parametrize("is_broken", [False, True], ids=["well", "broken"])
@pytest.mark.parametrize("name", READERS)
def test_no_log_line_holds_a_secret(
    app: Flask,
    cast: Cast,
    logged: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    is_broken: bool,
) -> None:
    with app.app_context():
        places = make_world(cast)
    visitor = Visitor(app, None if name == "visitor" else f"{name}@test.example")
    forms, token = forms_seen_by(visitor, name, app, places), visitor.token()
    logged.clear()
    if is_broken:
        monkeypatch.setattr("companion.audit.trail.note", breaking)
    for action, fields in forms.items():
        sent = {field: SECRET for field in fields if field not in KEPT}
        visitor.client.post(action, data={**fields, **sent, "password": SECRET, "csrf_token": token})
        visitor.client.get(f"{action}?words={SECRET}&token={SECRET}", headers={"Referer": f"/{SECRET}"})
        visitor.client.get(f"/{SECRET}", headers={"Cookie": f"session={SECRET}", "X-Words": SECRET})
    assert not [record.getMessage()[:200] for record in logged.records if SECRET in logged_line(record)]


def logged_line(record: logging.LogRecord) -> str:
    """As the longest formatter would write it."""
    return logging.Formatter("%(name)s %(levelname)s %(message)s").format(record) + repr(record.args)
