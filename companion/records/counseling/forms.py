"""A counseling note: free text that only its author reads."""

from __future__ import annotations

from companion.core.forms import LogForm, TextField
from companion.core.words import _l

BODY_MOST = 10_000


class CounselingNoteForm(LogForm):
    body = TextField(_l("Counseling note"), needed=_l("Please write something first."), limit=BODY_MOST)
