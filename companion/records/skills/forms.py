"""Before and after a skill."""

from __future__ import annotations

from wtforms import HiddenField

from companion.core.forms import Form, LogForm, RatingField, TextField
from companion.core.words import _l

NOTE_MOST = 2000


class BeginForm(LogForm):
    skill = HiddenField()
    before = RatingField()


class FinishForm(Form):
    after = RatingField()


class NoteForm(Form):
    note = TextField(_l("Want to write a note? You can skip this."), limit=NOTE_MOST)
