"""Logging a craving, and what is said about it afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.records.cravings import queries
from companion.records.cravings.models import Craving

RATED = ("strength_after", "skill_key", "skill_version", "rated_at")


def log(
    client: Person, *, submission: UUID, strength: int | None, occurred_at: datetime, at: datetime
) -> Craving:
    """One entry, however often the form arrives."""
    earlier = queries.craving_sent_as(client, submission)
    if earlier:
        return earlier
    craving = Craving(program_id=client.program_id, client_id=client.id, submission_id=submission)
    craving.strength, craving.occurred_at, craving.received_at = strength, occurred_at, at
    db.session.add(craving)
    db.session.flush()
    _note("craving:logged", craving, at)
    return craving


def change_strength(craving: Craving, *, strength: int | None, by: Person, at: datetime) -> None:
    trail.keep_version(craving, ["strength"], by_id=by.id, at=at)
    craving.strength = strength
    _note("craving:changed", craving, at)


def rate(
    craving: Craving,
    *,
    after: int | None,
    skill_key: str | None,
    skill_version: int | None = None,
    by: Person,
    at: datetime,
) -> None:
    """How strong it is now, and which skill came between, in which words of it.

    Rating again keeps the earlier answer.
    """
    if craving.rated_at:
        trail.keep_version(craving, RATED, by_id=by.id, at=at)
    craving.strength_after, craving.rated_at = after, at
    if skill_key:
        craving.skill_key, craving.skill_version = skill_key, skill_version
    _note("craving:rated", craving, at)


def describe(
    craving: Craving,
    *,
    triggers: Sequence[str],
    outcome: str | None,
    note: str,
    by: Person,
    at: datetime,
) -> None:
    if craving.triggers or craving.outcome or craving.note:
        trail.keep_version(craving, ["triggers", "outcome", "note"], by_id=by.id, at=at)
    craving.triggers, craving.outcome, craving.note = ",".join(triggers), outcome, note
    _note("craving:described", craving, at)


def _note(action: str, craving: Craving, at: datetime) -> None:
    trail.note(
        action,
        program_id=craving.program_id,
        at=at,
        by_id=craving.client_id,
        client_id=craving.client_id,
        subject_id=craving.id,
    )
