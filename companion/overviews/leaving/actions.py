"""That a client took their record along is written down; what was in it is not."""

from __future__ import annotations

from datetime import datetime

from companion.accounts.models import Person
from companion.audit import trail


def note_taken(client: Person, *, at: datetime) -> None:
    trail.note("record:taken-out", program_id=client.program_id, at=at, by_id=client.id, client_id=client.id)
