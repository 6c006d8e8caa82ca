"""What Rosa signed for Ben, what she took back, and what she wrote for him."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from companion.access.consents import actions as consents
from companion.access.consents import codes
from companion.access.consents.models import ConsentWarning, Pause
from companion.access.models import Support
from companion.access.rules import Purpose, Scope
from companion.accounts.models import Person
from companion.core.db import db
from companion.records.family import actions as family
from companion.records.family.rules import Heading, Mood
from tests.cast import NOW, Cast

SIGNED = NOW - timedelta(days=5)


def consent_rows(cast: Cast, support: Support, words: str) -> dict[str, UUID]:
    """One consent that goes on, with one thing taken back from it, and a pause that is over."""
    rosa = db.session.get_one(Person, cast.rosa)
    consent = consents.sign(
        support,
        rosa,
        submission=uuid4(),
        scopes=[Scope.MILESTONES, Scope.SKILLS, Scope.TODAY, Scope.NOTES_AND_ASKS],
        purpose=Purpose.SUPPORT,
        days=90,
        signature="Rosa Example",
        at=SIGNED,
    )
    consents.take_back(support, Scope.TODAY, by=rosa, at=SIGNED)
    whose = {"program_id": cast.program, "client_id": cast.rosa}
    pause = Pause(**whose, support_id=support.id, since=SIGNED, until=SIGNED)
    warning = ConsentWarning(**whose, consent_id=consent.id, days=14, warned_at=NOW)
    db.session.add_all([pause, warning])
    codes.make(support, at=SIGNED)
    family.say(rosa, day=NOW.date(), mood=Mood.ROUGH, words=words, at=NOW)
    family.write(rosa, {Heading.HELPS: words}, "555 0101", at=NOW)
    db.session.flush()
    return {"consent_id": consent.id, "scope_id": consent.scopes[-1].id}
