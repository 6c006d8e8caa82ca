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


def change(craving: Craving, *, strength: int | None, occurred_at: datetime, by: Person, at: datetime) -> int:
    """Another number or another time. Returns the version to go back to."""
    version = trail.keep_version(craving, ["strength", "occurred_at"], by_id=by.id, at=at)
    craving.strength, craving.occurred_at = strength, occurred_at
    _note("craving:changed", craving, at)
    return version


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
) -> int:
    """Returns the version to go back to."""
    version = trail.keep_version(craving, ["triggers", "outcome", "note"], by_id=by.id, at=at)
    craving.triggers, craving.outcome, craving.note = ",".join(triggers), outcome, note
    _note("craving:described", craving, at)
    return version


def tag(craving: Craving, *, triggers: Sequence[str], by: Person, at: datetime) -> None:
    """What set it off; each tap of a chip sends all of them."""
    words = ",".join(triggers)
    if words != (craving.triggers or ""):
        if craving.triggers:
            trail.keep_version(craving, ["triggers"], by_id=by.id, at=at)
        craving.triggers = words
        _note("craving:described", craving, at)


def undo(craving: Craving, *, version: int, by: Person, at: datetime) -> None:
    """What that change replaced comes back. What it said is kept in turn, so this can be undone as well."""
    earlier = trail.version_of(craving, version)
    if earlier is None:
        return
    trail.keep_version(craving, list(earlier), by_id=by.id, at=at)
    for name, value in earlier.items():
        setattr(craving, name, datetime.fromisoformat(value) if name.endswith("_at") and value else value)
    _note("craving:changed", craving, at)


def leave(craving: Craving, *, at: datetime) -> None:
    """The client does not want to say how it ended, and is not asked again."""
    if craving.rated_at is None and craving.left_at is None:
        craving.left_at = at
        _note("craving:left", craving, at)


def remove(craving: Craving, *, at: datetime) -> None:
    """It counts nowhere and nobody reads it. Nothing is destroyed, so it can be undone."""
    if craving.removed_at is None:
        craving.removed_at = at
        _note("craving:removed", craving, at)


def restore(craving: Craving, *, at: datetime) -> None:
    if craving.removed_at:
        craving.removed_at = None
        _note("craving:restored", craving, at)


def _note(action: str, craving: Craving, at: datetime) -> None:
    trail.note(
        action,
        program_id=craving.program_id,
        at=at,
        by_id=craving.client_id,
        client_id=craving.client_id,
        subject_id=craving.id,
    )
