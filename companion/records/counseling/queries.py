"""Finding counseling notes: for their author, about one client. There is no other way to ask."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Select, select

from companion.accounts.models import Person
from companion.core.db import db, one_or_404
from companion.core.keyset import Listed, Mark
from companion.records.counseling.models import CounselingNote

PAGE = 20


def counseling_notes_by(
    author: Person, client: Person, *, before: Mark | None = None
) -> list[CounselingNote]:
    """As they stand now, the newest first; one more than a page."""
    of_author = (CounselingNote.author_id == author.id, CounselingNote.client_id == client.id)
    where = (*of_author, CounselingNote.note_id.is_(None))
    listed = Listed(CounselingNote, CounselingNote.written_at, CounselingNote.id, where)
    return listed.before(before, PAGE + 1)


def counseling_note_by(author: Person, client: Person, note_id: UUID) -> CounselingNote:
    """Anyone else's is not there: 404."""
    return one_or_404(
        _notes(author, client).where(CounselingNote.id == note_id, CounselingNote.note_id.is_(None))
    )


def counseling_note_sent_as(author: Person, submission_id: UUID) -> CounselingNote | None:
    return db.session.scalar(
        select(CounselingNote).where(
            CounselingNote.author_id == author.id, CounselingNote.submission_id == submission_id
        )
    )


def _notes(author: Person, client: Person) -> Select[CounselingNote]:
    return select(CounselingNote).where(
        CounselingNote.author_id == author.id, CounselingNote.client_id == client.id
    )
