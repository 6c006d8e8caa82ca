"""Rating a wave once more while it is there."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.records.waves import queries
from companion.records.waves.models import WaveRating


def rate(
    client: Person,
    *,
    submission: UUID,
    strength: int | None,
    at: datetime,
    craving_id: UUID | None = None,
    practice_id: UUID | None = None,
) -> bool:
    """One rating of a craving or of a practice. False if this form came before: then nothing is new."""
    if queries.was_sent(client, submission):
        return False
    rating = WaveRating(program_id=client.program_id, client_id=client.id, submission_id=submission)
    rating.craving_id, rating.practice_id = craving_id, practice_id
    rating.strength, rating.rated_at = strength, at
    db.session.add(rating)
    db.session.flush()
    trail.note(
        "wave:rated",
        program_id=client.program_id,
        at=at,
        by_id=client.id,
        client_id=client.id,
        subject_id=rating.id,
    )
    return True
