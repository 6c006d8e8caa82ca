"""Writing notes as the pages do."""

from __future__ import annotations

from uuid import uuid4

from werkzeug.test import TestResponse

from companion.access import actions as access
from companion.accounts.models import Person
from companion.core.db import db
from tests.cast import NOW, Cast
from tests.visitor import Visitor

WORDS = "We talked about the bus and the evening after it"


def notes_at(cast: Cast) -> str:
    return f"/caseload/{cast.rosa}/notes"


def write(
    visitor: Visitor, cast: Cast, body: str = WORDS, *, end: str = "sign", session: str = "", **form: str
) -> TestResponse:
    sent = {"submission_id": str(uuid4()), "body": body, "end": end, "session": session, **form}
    return visitor.post(notes_at(cast), **sent)


def own_notes_at(cast: Cast) -> str:
    return f"/caseload/{cast.rosa}/counseling-notes"


def write_for_oneself(visitor: Visitor, cast: Cast, body: str, **form: str) -> TestResponse:
    return visitor.post(own_notes_at(cast), **{"submission_id": str(uuid4()), "body": body, **form})


def join_team(cast: Cast) -> None:
    """Wes works with Rosa too."""
    rosa, wes, ada = (db.session.get_one(Person, one) for one in (cast.rosa, cast.wes, cast.ada))
    access.assign(rosa, wes, by=ada, at=NOW)
    db.session.commit()


def stand_in(cast: Cast) -> None:
    """Wes stands in for Cora today."""
    cora, wes = (db.session.get_one(Person, one) for one in (cast.cora, cast.wes))
    access.name_cover(cora, wes, first_on=NOW.date(), last_on=NOW.date(), by=cora, at=NOW)
    db.session.commit()
