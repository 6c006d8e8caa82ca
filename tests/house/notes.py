"""What Cora wrote about Rosa: a progress note, a draft, a counseling note; Rosa's comment; a file."""

from __future__ import annotations

from uuid import UUID, uuid4

from companion.accounts.models import Person
from companion.core.db import db
from companion.records.counseling import actions as counseling
from companion.records.exports import actions as exports
from companion.records.notes import actions
from companion.records.notes.actions import Written
from tests.cast import NOW, Cast


def notes_and_file(cast: Cast, words: str) -> dict[str, UUID]:
    """One of each. The draft is there so that a page of drafts has something to show."""
    rosa, cora = (db.session.get_one(Person, one) for one in (cast.rosa, cast.cora))
    note = actions.write(rosa, submission=uuid4(), written=Written(words, None, True), by=cora, at=NOW)
    actions.write(rosa, submission=uuid4(), written=Written(words, None, False), by=cora, at=NOW)
    comment = actions.comment(note, submission=uuid4(), words=words, by=rosa, at=NOW)
    own = counseling.write(rosa, submission=uuid4(), body=words, by=cora, at=NOW)
    export = exports.make(rosa, submission=uuid4(), kind="", reason=words, by=cora, at=NOW)
    db.session.flush()
    return {
        "note_id": note.id,
        "note_comment_id": comment.id,
        "counseling_note_id": own.id,
        "export_id": export.id,
    }
