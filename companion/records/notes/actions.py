"""Writing a progress note, signing it, changing it afterwards, and the client's comments on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.programs import queries as programs
from companion.records.notes import queries
from companion.records.notes.models import NoteComment, ProgressNote


@dataclass(frozen=True)
class Written:
    """What a form says. ``appointment_id`` is a session that the client attended, or none."""

    body: str
    appointment_id: UUID | None
    is_signed: bool


def write(client: Person, *, submission: UUID, written: Written, by: Person, at: datetime) -> ProgressNote:
    """One note, however often the form arrives. The same form with other words is a change of that note."""
    note = queries.note_sent_as(client, submission)
    if note is None:
        note = ProgressNote(program_id=client.program_id, client_id=client.id, submission_id=submission)
        note.author_id, note.written_at = by.id, at
        note.body, note.appointment_id = written.body, written.appointment_id
        db.session.add(note)
        db.session.flush()
        _note("note:drafted", note, by.id, at)
    if note.author_id == by.id:
        rewrite(note, written=written, at=at)
    return note


def rewrite(note: ProgressNote, *, written: Written, at: datetime) -> None:
    """The author says it differently. After signing, what it said before is kept and the note says so."""
    db.session.refresh(note, with_for_update={"of": ProgressNote})
    is_other = (note.body, note.appointment_id) != (written.body, written.appointment_id)
    if note.signed_at and is_other:
        trail.keep_version(note, ["body", "appointment_id"], by_id=note.author_id, at=at)
        note.changed_at = at
        _note("note:changed", note, note.author_id, at)
    if is_other:
        note.body, note.appointment_id = written.body, written.appointment_id
    if written.is_signed and note.signed_at is None:
        _sign(note, at)


def discard(note: ProgressNote, *, at: datetime) -> None:
    """A draft that was never signed is no part of the record. A signed note stays."""
    db.session.refresh(note, with_for_update={"of": ProgressNote})
    if note.signed_at is None:
        _note("note:discarded", note, note.author_id, at)
        db.session.delete(note)


def comment(note: ProgressNote, *, submission: UUID, words: str, by: Person, at: datetime) -> NoteComment:
    """``by`` is the client. One comment, however often the form arrives."""
    earlier = queries.comment_sent_as(by, submission)
    if earlier:
        return earlier
    row = NoteComment(program_id=note.program_id, client_id=note.client_id, submission_id=submission)
    row.note, row.made_at, row.words = note, at, words
    db.session.add(row)
    db.session.flush()
    _note("note:commented", row, by.id, at)
    return row


def take_back(row: NoteComment, *, at: datetime) -> None:
    if row.removed_at is None:
        row.removed_at = at
        _note("note:comment-removed", row, row.client_id, at)


def put_back(row: NoteComment, *, at: datetime) -> None:
    if row.removed_at:
        row.removed_at = None
        _note("note:comment-restored", row, row.client_id, at)


def _sign(note: ProgressNote, at: datetime) -> None:
    note.signed_at, note.is_shown = at, programs.program(note.program_id).shows_notes
    _note("note:signed", note, note.author_id, at)


def _note(action: str, row: Any, by_id: UUID, at: datetime) -> None:
    """``row`` is a note or a comment."""
    trail.note(
        action, program_id=row.program_id, at=at, by_id=by_id, client_id=row.client_id, subject_id=row.id
    )
