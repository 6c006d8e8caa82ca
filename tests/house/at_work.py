"""What staff do besides their role: Cora leads, Ada looks after privacy and took the list along once."""

from __future__ import annotations

from uuid import uuid4

from companion.access import duties
from companion.access.emergencies import actions as emergencies
from companion.access.emergencies.models import Emergency
from companion.access.emergencies.rules import Kind
from companion.access.rules import DutyKind
from companion.accounts.models import Person
from companion.core.db import db
from companion.overviews.disclosures import actions
from tests.cast import NOW, Cast


def at_work(cast: Cast, words: str) -> Emergency:
    """Ada has opened Rosa's record in an emergency."""
    cora, ada = (db.session.get_one(Person, one) for one in (cast.cora, cast.ada))
    duties.give(cora, DutyKind.LEAD, by=ada, at=NOW)
    duties.give(ada, DutyKind.PRIVACY_OFFICER, by=ada, at=NOW)
    day = NOW.date()
    actions.export(ada, submission=uuid4(), reason=words, first_on=day, last_on=day, at=NOW)
    return emergencies.open_record(
        db.session.get_one(Person, cast.rosa),
        submission=uuid4(),
        kind=Kind.MEDICAL,
        recipient=words,
        reason=words,
        by=ada,
        second=cora,
        officers=[],
        at=NOW,
    )
