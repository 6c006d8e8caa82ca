"""The text of a file that nobody used goes after a day, also where no other file is ever brought."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from companion import working
from companion.accounts.models import Person
from companion.core.db import db
from companion.records.imports import actions
from companion.records.imports.models import Kind, Upload
from tests.cast import NOW, Cast


@pytest.mark.parametrize(
    ("later", "is_there"), [(timedelta(hours=23, minutes=59), True), (timedelta(days=1), False)]
)
def test_the_worker_lets_go_of_what_was_left_for_a_day(
    context: Flask, cast: Cast, frozen: Any, later: timedelta, is_there: bool
) -> None:
    bring(cast)
    frozen.move_to(NOW + later)
    working.turn(None)
    db.session.expire_all()
    assert (only_upload().content == "the names of others") is is_there
    assert (only_upload().content_sealed is not None) is is_there


def test_it_does_so_only_when_it_looks(context: Flask, cast: Cast, frozen: Any) -> None:
    bring(cast)
    frozen.move_to(NOW + timedelta(days=2))
    working.turn(None, is_looking=False)
    db.session.expire_all()
    assert only_upload().content_sealed is not None


def bring(cast: Cast) -> None:
    ada = db.session.get_one(Person, cast.ada)
    actions.keep(Kind.ROSTER, "the names of others", by=ada, at=NOW)
    db.session.commit()


def only_upload() -> Upload:
    return db.session.scalars(select(Upload)).one()
