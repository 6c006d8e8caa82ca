"""Writing in the journal, changing what was written, and changing who may read it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.records.journal import queries
from companion.records.journal.models import Audience, Entry


def write(
    client: Person,
    *,
    submission: UUID,
    body: str,
    audience: Audience,
    at: datetime,
    written_at: datetime | None = None,
) -> Entry:
    """One entry, however often the form arrives. It was written now, unless it waited on a phone.

    Others may read it from when it arrived: what they have looked through before, it was not among.
    """
    earlier = queries.entry_sent_as(client, submission)
    if earlier:
        return earlier
    entry = Entry(program_id=client.program_id, client_id=client.id, submission_id=submission)
    entry.body, entry.written_at = body, written_at or at
    _show_to(entry, audience, at)
    db.session.add(entry)
    db.session.flush()
    _note("journal:written", entry, client, at)
    return entry


def edit(entry: Entry, *, body: str, audience: Audience, by: Person, at: datetime) -> None:
    """Say it differently; what it said before is kept. A save that changes nothing leaves no trace."""
    _wait_for_others(entry)
    if entry.body == body:
        _change_audience(entry, audience, by, at)
        return
    is_audience_new = entry.audience != audience
    _keep(entry, by, at)
    entry.body, entry.edited_at = body, at
    _show_to(entry, audience, at)
    _note("journal:edited", entry, by, at)
    if is_audience_new:
        _note("journal:audience-changed", entry, by, at, audience=audience)


def change_audience(entry: Entry, *, audience: Audience, by: Person, at: datetime) -> None:
    """In either direction, at any time. It takes effect on the reader's next look."""
    _wait_for_others(entry)
    _change_audience(entry, audience, by, at)


def _change_audience(entry: Entry, audience: Audience, by: Person, at: datetime) -> None:
    if entry.audience != audience:
        _keep(entry, by, at)
        _show_to(entry, audience, at)
        _note("journal:audience-changed", entry, by, at, audience=audience)


def _show_to(entry: Entry, audience: Audience, at: datetime) -> None:
    entry.audience = audience
    entry.shared_at = None if audience == Audience.ME else entry.shared_at or at


def _wait_for_others(entry: Entry) -> None:
    """Two windows may save at once: the second waits here, and keeps what the first one wrote."""
    db.session.refresh(entry, with_for_update=True)


def _keep(entry: Entry, by: Person, at: datetime) -> None:
    trail.keep_version(entry, ["body", "audience"], by_id=by.id, at=at)


def _note(action: str, entry: Entry, by: Person, at: datetime, **facts: str) -> None:
    trail.note(
        action,
        program_id=entry.program_id,
        at=at,
        by_id=by.id,
        client_id=entry.client_id,
        subject_id=entry.id,
        **facts,
    )
