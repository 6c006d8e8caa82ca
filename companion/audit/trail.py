"""Leaving a trail: events, disclosures, and the versions that an edit replaced."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from companion.audit import chain
from companion.audit.models import Disclosure, Event, Version
from companion.core.db import Model, db

FACTS: dict[str, set[str]] = {
    "alert:answered": {"act"},
    "alert:opened": {"source"},
    "appointment:changed": {"fields"},
    "ask:ended": {"how"},
    "attendance:cleared": {"status"},
    "attendance:corrected": {"status"},
    "attendance:marked": {"status"},
    "cadence:set": {"instrument", "rhythm"},
    "export:fetched": {"kind"},
    "export:made": {"kind"},
    "consent:narrowed": {"scope"},
    "consent:signed": {"scopes"},
    "consent:warned": {"days"},
    "directory:imported": {"before", "after"},
    "directory:removed": {"before", "after"},
    "duty:ended": {"duty"},
    "duty:given": {"duty"},
    "emergency:opened": {"kind"},
    "enquiry:acted": {"act"},
    "enquiry:received": {"held"},
    "helpline:changed": {"before", "after"},
    "holiday:added": {"count", "after"},
    "holiday:removed": {"count", "before"},
    "holiday:renamed": {"before", "after"},
    "invitation:created": {"role"},
    "redisclosure-notice:accepted": {"version"},
    "journal:audience-changed": {"audience"},
    "letter:signed": {"kind"},
    "measure:begun": {"instrument"},
    "measure:finished": {"instrument"},
    "library:added": {"skill", "number", "after"},
    "library:brought-back": {"skill", "number", "after"},
    "library:changed": {"skill", "number", "before", "after"},
    "library:retired": {"skill", "number", "before"},
    "outbox:tried-again": {"channel"},
    "path:stepped": {"kind"},
    "question:added": {"after"},
    "question:retired": {"before"},
    "program:changed": {"fields", "before", "after"},
    "reminders:agreed": {"way"},
    "reminders:withdrawn": {"way"},
    "roster:imported": {"count"},
    "schedule:imported": {"count"},
    "series:created": {"count"},
    "series:ended": {"count"},
    "series:replanned": {"count"},
    "session:ended": {"count"},
    "skill:not-taught": {"skill"},
    "skill:taught": {"skill"},
    "supporter-notes:stopped": {"kind"},
    "staff:invited": {"role"},
    "task:opened": {"kind"},
    "track:changed": {"before", "after"},
    "track:created": {"after"},
    "track:retired": {"before"},
    "thresholds:changed": {"before", "after"},
}


def note(
    action: str,
    *,
    program_id: UUID,
    at: datetime,
    by_id: UUID | None = None,
    client_id: UUID | None = None,
    subject_id: UUID | None = None,
    **facts: Any,
) -> None:
    """Record that something happened. An action declares its facts above; others are refused."""
    undeclared = set(facts) - FACTS.get(action, set())
    if undeclared:
        raise ValueError(f"{action} does not declare the facts {sorted(undeclared)}.")
    event = Event(action=action, program_id=program_id, at=at, by_id=by_id)
    event.client_id, event.subject_id, event.facts = client_id, subject_id, facts
    chain.add(event)


def disclose(
    *, client: Any, recipient: Any, at: datetime, what: str, purpose: str, scopes: str | None = None
) -> None:
    """Record that someone other than the client opened a page of the client's record."""
    row = Disclosure(program_id=client.program_id, client_id=client.id, recipient_id=recipient.id)
    row.at, row.what, row.purpose, row.scopes = at, what, purpose, scopes
    chain.add(row)


def keep_version(row: Any, fields: Sequence[str], *, by_id: UUID, at: datetime) -> int:
    """Keep what the row's fields say before an edit replaces them. Returns the version's number."""
    content = {name: _plain(getattr(row, name)) for name in fields}
    version = Version(program_id=row.program_id, client_id=row.client_id, subject=row.__tablename__)
    version.subject_id, version.number = row.id, _next_number(row)
    version.replaced_by, version.replaced_at = by_id, at
    version.content = json.dumps(content, ensure_ascii=False)
    db.session.add(version)
    return version.number


def versions_of(row: Any) -> list[tuple[datetime, dict[str, Any]]]:
    """When each earlier version was replaced and what it said, oldest first."""
    found = db.session.scalars(
        select(Version)
        .where(Version.client_id == row.client_id, Version.subject_id == row.id)
        .order_by(Version.number)
    )
    return [(version.replaced_at, json.loads(version.content)) for version in found]


def version_of(row: Any, number: int) -> dict[str, Any] | None:
    """What that version said, or None where the row has no such version."""
    found = db.session.scalar(
        select(Version).where(
            Version.client_id == row.client_id, Version.subject_id == row.id, Version.number == number
        )
    )
    return dict(json.loads(found.content)) if found else None


def changed_among(client: Any, rows: Collection[Any]) -> set[UUID]:
    """Which of the client's rows said something else before. What was empty until it was filled did not."""
    by_id = {row.id: row for row in rows}
    if not by_id:
        return set()
    found = db.session.scalars(
        select(Version).where(Version.client_id == client.id, Version.subject_id.in_(by_id))
    )
    return {one.subject_id for one in found if _says_else(one, by_id[one.subject_id])}


def _says_else(version: Version, row: Any) -> bool:
    content: dict[str, Any] = json.loads(version.content)
    return any(value and value != _plain(getattr(row, name)) for name, value in content.items())


def _next_number(row: Model) -> int:
    subject_id = row.id  # type: ignore[attr-defined]  # every model has one
    counted = select(func.count()).select_from(Version).where(Version.subject_id == subject_id)
    return db.session.scalar(counted) or 0


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
