"""Sending a note, reading it, and being spared the notes of one person."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from companion.access import actions as access
from companion.access.models import Support
from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.core.errors import Refusal
from companion.core.words import _n
from companion.records.encouragement import queries, rules
from companion.records.encouragement.models import NoteStop, SupporterNote
from companion.records.encouragement.rules import Stop


class TooManyNotes(Refusal):
    """As many as may be sent within a day are sent."""


def send(support: Support, *, words: str, submission: UUID, by: Person, at: datetime) -> None:
    """The same for who is blocked, except that nothing arrives and no word is kept. Raises TooManyNotes."""
    # Two at once wait for each other, so that the limit holds.
    access.hold(support)
    if queries.note_sent_as(support, submission):
        return
    if rules.is_full(queries.count_sent(support, at)):
        most = rules.MOST_AT_ONCE
        raise TooManyNotes(_n("You can send %(num)d note a day.", "You can send %(num)d notes a day.", most))
    note = SupporterNote(program_id=support.program_id, client_id=support.client_id, support_id=support.id)
    note.submission_id, note.sent_at = submission, at
    if not queries.stop_of(support, Stop.BLOCK):
        note.words, note.delivered_at = words, at
    db.session.add(note)
    db.session.flush()
    _note("supporter-note:sent", support, by, at, note.id)


def mark_read(notes: Collection[SupporterNote], *, at: datetime) -> None:
    """Only the client ever learns of it."""
    for note in notes:
        note.read_at = note.read_at or at


def report(note: SupporterNote, *, by: Person, at: datetime) -> None:
    """From now on the care team reads this one note. A second tap changes nothing."""
    if note.reported_at is None:
        note.reported_at = at
        _note("supporter-note:reported", note.support, by, at, note.id)


def stop(support: Support, kind: Stop, *, by: Person, at: datetime) -> None:
    if queries.stop_of(support, kind):
        return
    row = NoteStop(program_id=support.program_id, client_id=support.client_id, support_id=support.id)
    row.kind, row.since = kind, at
    db.session.add(row)
    db.session.flush()
    _note("supporter-notes:stopped", support, by, at, support.id, kind=str(kind))


def let_through(support: Support, kind: Stop, *, by: Person, at: datetime) -> None:
    """What was blocked meanwhile is gone; what comes from now on arrives again."""
    row = queries.stop_of(support, kind)
    if row:
        row.until = at
        _note("supporter-notes:let-through", support, by, at, support.id)


def _note(action: str, support: Support, by: Person, at: datetime, subject_id: UUID, **facts: str) -> None:
    trail.note(
        action,
        program_id=support.program_id,
        at=at,
        by_id=by.id,
        client_id=support.client_id,
        subject_id=subject_id,
        **facts,
    )
