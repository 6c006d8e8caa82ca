"""Finding journal entries: all of them for the client who wrote them, the shared ones for anyone else.

What a counselor's page may show comes from the shared queries only. Each of them names the
audiences it reads, so an entry for the client alone is in none of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, or_, select

from companion.accounts.models import Person
from companion.core.db import by_owner, db, newer_than, one_or_404
from companion.core.keyset import Listed
from companion.records.journal.models import Audience, Entry

PAGE = 20
FOR_SESSION = 5
SHARED = (Audience.SESSION, Audience.NOW)


def entries_of(client: Person, *, before: Entry | None = None, limit: int = PAGE) -> list[Entry]:
    """For the client alone: every entry, newest first, older than ``before``."""
    chosen = select(Entry).where(Entry.client_id == client.id)
    if before:
        chosen = chosen.where(
            or_(
                Entry.written_at < before.written_at,
                and_(Entry.written_at == before.written_at, Entry.id < before.id),
            )
        )
    return list(db.session.scalars(chosen.order_by(Entry.written_at.desc(), Entry.id.desc()).limit(limit)))


def entry_of(client: Person, entry_id: UUID) -> Entry:
    return one_or_404(select(Entry).where(Entry.client_id == client.id, Entry.id == entry_id))


def entry_sent_as(client: Person, submission_id: UUID) -> Entry | None:
    """The entry that this form already made, if it was sent before."""
    return db.session.scalar(
        select(Entry).where(Entry.client_id == client.id, Entry.submission_id == submission_id)
    )


def shared_entries_of(client: Person, *, since: datetime | None = None) -> list[Entry]:
    """What the client shared, and still shares, after that moment. Newest first."""
    chosen = _shared_by(client, SHARED)
    if since:
        chosen = chosen.where(Entry.shared_at > since)
    return list(db.session.scalars(chosen))


def shared_entry_of(client: Person, entry_id: UUID) -> Entry:
    """404 for one that the client keeps to themselves, as for one that is not there."""
    return one_or_404(_shared_by(client, SHARED).where(Entry.id == entry_id))


def entries_for_session_of(client: Person) -> list[Entry]:
    """What the client wants to talk about next time. Newest first, a few."""
    return list(db.session.scalars(_shared_by(client, (Audience.SESSION,)).limit(FOR_SESSION)))


def shared_since(since: Mapping[UUID, datetime]) -> dict[UUID, list[Any]]:
    """When each client shared an entry that they still share, after that client's moment: ``shared_at``."""
    is_newer = newer_than(Entry.client_id, Entry.shared_at, since)
    return by_owner(select(Entry.client_id, Entry.shared_at).where(is_newer, Entry.audience.in_(SHARED)))


def shared_listed(client: Person) -> Listed[Entry]:
    """What the client shared, and still shares, by since when: for a list to page through."""
    shared = (Entry.client_id == client.id, Entry.audience.in_(SHARED), Entry.shared_at.is_not(None))
    return Listed(Entry, Entry.shared_at, Entry.id, shared)


def entries_for_brief_of(client: Person, *, since: datetime) -> list[Entry]:
    """What the client wants to talk about next time, however old, and what else they shared since then."""
    to_read = or_(Entry.audience == Audience.SESSION, Entry.shared_at > since)
    return list(db.session.scalars(_shared_by(client, SHARED).where(to_read)))


def _shared_by(client: Person, audiences: tuple[Audience, ...]) -> Select[Entry]:
    return (
        select(Entry)
        .where(Entry.client_id == client.id, Entry.audience.in_(audiences))
        .order_by(Entry.shared_at.desc(), Entry.id.desc())
    )
