"""Finding progress notes: what is signed, one's own drafts, and what the client may read."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from companion.accounts.models import Person
from companion.core.db import db, one_or_404
from companion.core.keyset import Listed, Mark
from companion.records.notes.models import NoteComment, ProgressNote

PAGE = 20
WITH_COMMENTS = (joinedload(ProgressNote.author), selectinload(ProgressNote.comments))


def notes_of(client: Person, *, before: Mark | None = None) -> list[ProgressNote]:
    """What is signed, the newest first; one more than a page."""
    return notes_listed(client).before(before, PAGE + 1)


def drafts_of(client: Person, author: Person) -> list[ProgressNote]:
    """The author's own, the newest first. Nobody else reads them."""
    chosen = _notes(client).where(ProgressNote.author_id == author.id, ProgressNote.signed_at.is_(None))
    return list(db.session.scalars(chosen.order_by(ProgressNote.written_at.desc(), ProgressNote.id.desc())))


def note_of(client: Person, reader: Person, note_id: UUID) -> ProgressNote:
    """For somebody of the care team: signed, or a draft of their own."""
    is_readable = or_(ProgressNote.signed_at.is_not(None), ProgressNote.author_id == reader.id)
    return one_or_404(_notes(client).where(ProgressNote.id == note_id, is_readable))


def own_note_of(client: Person, author: Person, note_id: UUID) -> ProgressNote:
    """To be changed: a note is its author's alone."""
    return one_or_404(_notes(client).where(ProgressNote.id == note_id, ProgressNote.author_id == author.id))


def note_sent_as(client: Person, submission_id: UUID) -> ProgressNote | None:
    return db.session.scalar(_notes(client).where(ProgressNote.submission_id == submission_id))


def shown_notes_of(client: Person, *, before: Mark | None = None) -> list[ProgressNote]:
    """For the client: what is signed and may be read, the newest first; one more than a page."""
    return notes_listed(client, is_shown=True).before(before, PAGE + 1)


def shown_note_of(client: Person, note_id: UUID) -> ProgressNote:
    return one_or_404(_notes(client).where(ProgressNote.id == note_id, _is_shown()))


def count_shown(client: Person) -> int:
    counted = select(func.count()).select_from(ProgressNote)
    return db.session.scalar(counted.where(ProgressNote.client_id == client.id, _is_shown())) or 0


def comment_of(client: Person, comment_id: UUID) -> NoteComment:
    """Also one that was taken back; never one on a note that the client may not read."""
    chosen = select(NoteComment).join(NoteComment.note)
    return one_or_404(
        chosen.where(NoteComment.client_id == client.id, NoteComment.id == comment_id, _is_shown())
    )


def comment_sent_as(client: Person, submission_id: UUID) -> NoteComment | None:
    return db.session.scalar(
        select(NoteComment).where(
            NoteComment.client_id == client.id, NoteComment.submission_id == submission_id
        )
    )


def notes_listed(client: Person, *, is_shown: bool = False) -> Listed[ProgressNote]:
    """By when they were signed: for the care team, or only what the client may read."""
    signed = (ProgressNote.client_id == client.id, ProgressNote.signed_at.is_not(None))
    where = (*signed, _is_shown()) if is_shown else signed
    return Listed(ProgressNote, ProgressNote.signed_at, ProgressNote.id, where, WITH_COMMENTS)


def comments_listed(client: Person) -> Listed[NoteComment]:
    said = (NoteComment.client_id == client.id, NoteComment.removed_at.is_(None))
    return Listed(NoteComment, NoteComment.made_at, NoteComment.id, said)


def _is_shown() -> ColumnElement[bool]:
    return and_(ProgressNote.signed_at.is_not(None), ProgressNote.is_shown)


def _notes(client: Person) -> Select[ProgressNote]:
    return select(ProgressNote).options(*WITH_COMMENTS).where(ProgressNote.client_id == client.id)
