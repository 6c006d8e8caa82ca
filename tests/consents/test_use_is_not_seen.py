"""What a client tells of use changes nothing on a supporter's page, whatever they show."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from flask import Flask

from companion.access.rules import Scope
from companion.core.db import db
from companion.records.days.models import CheckIn, DayCount, Use
from companion.records.days.rules import Used
from companion.records.journal.models import Audience, Entry
from tests.cast import NOW, Cast
from tests.consents.giving import give
from tests.consents.test_every_subset import bare
from tests.visitor import Visitor


def test_with_everything_shown_fifty_uses_look_like_none(app: Flask, ben: Visitor, cast: Cast) -> None:
    whose = {"program_id": cast.program, "client_id": cast.rosa}
    days = [NOW.date() - timedelta(days=number) for number in range(50)]
    with app.app_context():
        give(cast, list(Scope))
        db.session.add(DayCount(**whose, began_on=days[-1], changed_at=NOW))
        db.session.add_all(
            [CheckIn(**whose, submission_id=uuid4(), day=on, used=Used.NO, answered_at=NOW) for on in days]
        )
        db.session.commit()
    before = bare(ben.get(f"/supporting/{cast.rosa}").text)
    assert "50 days" in before
    with app.app_context():
        db.session.add_all(
            [Use(**whose, submission_id=uuid4(), used_on=on, told_at=NOW, team_told_at=NOW) for on in days]
        )
        for check_in in db.session.query(CheckIn):
            check_in.used = Used.YES
        entry = Entry(**whose, submission_id=uuid4(), audience=Audience.NOW, written_at=NOW)
        entry.body = "about it"
        db.session.add(entry)
        db.session.commit()
    assert bare(ben.get(f"/supporting/{cast.rosa}").text) == before
