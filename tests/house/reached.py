"""What Ben wrote to Rosa, what she asks him for, and that she asked him to talk."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from companion.access.models import Support
from companion.core.db import db
from companion.records.asks.models import Ask, AskClaim, AskEnd, AskRecipient
from companion.records.asks.rules import How, open_until
from companion.records.encouragement.models import NoteStop, SupporterNote
from companion.records.encouragement.rules import Stop
from companion.records.talks.models import ReadyLine, TalkRequest
from tests.cast import NOW, Cast

LONG_AGO = NOW - timedelta(days=2)


def reached(cast: Cast, support: Support, words: str) -> dict[str, UUID]:
    """A note that she reported, an ask that was given back and reopened, and a request of two days ago."""
    whose = {"program_id": cast.program, "client_id": cast.rosa}
    ties = {**whose, "support_id": support.id}
    note = SupporterNote(**ties, submission_id=uuid4(), sent_at=NOW, delivered_at=NOW, reported_at=NOW)
    stop = NoteStop(**ties, kind=Stop.MUTE, since=LONG_AGO, until=LONG_AGO)
    ask = Ask(**whose, submission_id=uuid4(), made_at=LONG_AGO, open_until=open_until(LONG_AGO, None))
    line = ReadyLine(**whose, changed_at=NOW)
    talk = TalkRequest(**ties, submission_id=uuid4(), sent_at=LONG_AGO)
    for row in (note, line, talk):
        row.words = words
    # Ben reads it, so it is not what the others' pages are searched for.
    ask.words = "a ride on Tuesday"
    db.session.add_all([note, stop, ask, line, talk])
    db.session.flush()
    claim = AskClaim(**ties, ask_id=ask.id, claimed_at=LONG_AGO, let_go_at=LONG_AGO)
    end = AskEnd(**whose, ask_id=ask.id, how=How.DONE, ended_at=LONG_AGO, ended_by=cast.rosa)
    end.undone_at = LONG_AGO
    db.session.add_all([AskRecipient(ask_id=ask.id, support_id=support.id), claim, end])
    db.session.flush()
    return {"ask_id": ask.id, "supporter_note_id": note.id, "talk_request_id": talk.id}
