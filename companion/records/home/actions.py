"""Keeping what a client says about home."""

from __future__ import annotations

import json
from datetime import datetime
from uuid import UUID

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.programs import stays
from companion.records.home import queries
from companion.records.home.models import HomeCheck
from companion.records.home.rules import Answers


def answer(client: Person, *, submission: UUID, answers: Answers, at: datetime) -> HomeCheck:
    """One check, however often the form arrives. Raises NotInProgram."""
    earlier = queries.home_check_sent_as(client, submission)
    if earlier:
        return earlier
    stays.require_stay(client, at)
    check = HomeCheck(program_id=client.program_id, client_id=client.id, submission_id=submission)
    check.answered_at, check.content = at, json.dumps(dict(answers))
    db.session.add(check)
    db.session.flush()
    trail.note(
        "home-check:answered",
        program_id=client.program_id,
        at=at,
        by_id=client.id,
        client_id=client.id,
        subject_id=check.id,
    )
    return check
