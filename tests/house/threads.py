"""What Rosa and Cora wrote to each other, and a colleague named for a day to come."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from companion.access import actions as access
from companion.accounts.models import Person
from companion.core.db import db
from companion.records.messages import actions
from tests.cast import NOW, Cast


def messages_and_cover(cast: Cast, words: str) -> dict[str, UUID]:
    """Wes is named for a month from now: today he still has no tie to Rosa."""
    rosa, cora, wes = (db.session.get_one(Person, one) for one in (cast.rosa, cast.cora, cast.wes))
    message = actions.send(rosa, submission=uuid4(), body=words, by=rosa, at=NOW)
    answer = actions.send(rosa, submission=uuid4(), body=words, by=cora, at=NOW)
    later = (NOW + timedelta(days=30)).date()
    cover = access.name_cover(cora, wes, first_on=later, last_on=later, by=cora, at=NOW)
    db.session.flush()
    return {"message_id": message.id, "answer_id": answer.id, "cover_id": cover.id}
