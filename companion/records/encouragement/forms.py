"""A short note to a client."""

from __future__ import annotations

from companion.core.forms import LogForm, TextField
from companion.core.words import _l
from companion.records.encouragement.rules import NOTE_MOST


class NoteForm(LogForm):
    words = TextField(
        _l("Your note"),
        _l("Please write your note."),
        limit=NOTE_MOST,
        description=_l("At most 280 characters. Short and kind is best."),
    )
