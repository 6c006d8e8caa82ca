"""Writing a counseling note and saying it differently. The audit knows that, and not a word of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db, new_id
from companion.records.counseling import queries
from companion.records.counseling.models import CounselingNote


def write(client: Person, *, submission: UUID, body: str, by: Person, at: datetime) -> CounselingNote:
    """One note, however often the form arrives."""
    earlier = queries.counseling_note_sent_as(by, submission)
    if earlier:
        return earlier
    note = CounselingNote(program_id=client.program_id, client_id=client.id, submission_id=submission)
    note.author_id, note.written_at = by.id, at
    note.body = body
    db.session.add(note)
    db.session.flush()
    _note("counseling-note:written", note, at)
    return note


def rewrite(note: CounselingNote, *, body: str, at: datetime) -> None:
    """What it said before stays as a row of its own. A save that changes nothing leaves no trace."""
    db.session.refresh(note, with_for_update=True)
    if note.body != body:
        _keep(note, at)
        note.body, note.changed_at = body, at
        _note("counseling-note:changed", note, at)


def _keep(note: CounselingNote, at: datetime) -> None:
    kept = CounselingNote(program_id=note.program_id, client_id=note.client_id, submission_id=new_id())
    kept.author_id, kept.written_at, kept.replaced_at = note.author_id, note.written_at, at
    kept.body, kept.note_id = note.body, note.id
    db.session.add(kept)


def _note(action: str, note: CounselingNote, at: datetime) -> None:
    trail.note(
        action,
        program_id=note.program_id,
        at=at,
        by_id=note.author_id,
        client_id=note.client_id,
        subject_id=note.id,
    )
