"""What Cora wrote to prepare a session with Rosa, what Rosa shares with her, and that Cora read it."""

from __future__ import annotations

from uuid import UUID, uuid4

from companion.access.models import Reading
from companion.core.db import db
from companion.records.journal.models import Audience, Entry
from companion.records.prep import rules
from companion.records.prep.models import SessionPrep
from tests.cast import NOW, Cast


def prep_and_reading(cast: Cast, words: str) -> dict[str, UUID]:
    whose = {"program_id": cast.program, "client_id": cast.rosa}
    shared = Entry(**whose, submission_id=uuid4(), audience=Audience.NOW, written_at=NOW, shared_at=NOW)
    prep = SessionPrep(**whose, author_id=cast.cora, saved_at=NOW, number=1)
    prep.id = rules.prep_id(cast.cora, cast.rosa, None)
    shared.body = prep.body = words
    db.session.add_all([shared, prep])
    db.session.flush()
    reading = Reading(**whose, reader_id=cast.cora, subject_id=shared.id, seen_at=NOW, read_at=NOW)
    db.session.add(reading)
    db.session.flush()
    return {"shared_id": shared.id, "prep_id": prep.id, "reading_id": reading.id}
