"""A progress note, and the client's comment on one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import HiddenField, SelectField

from companion.core.forms import LogForm, TextField, options
from companion.core.words import _l
from companion.records.notes.actions import Written
from companion.records.notes.rules import BODY_MOST, COMMENT_MOST

SIGN = "sign"


class NoteForm(LogForm):
    """``session`` is the id of a session, or empty. ``end`` is the button that was used."""

    end = HiddenField()
    session = SelectField(_l("Session"))
    body = TextField(_l("Progress note"), needed=_l("Please write something first."), limit=BODY_MOST)

    def offer(self, sessions: Iterable[tuple[UUID, Any]]) -> None:
        """With which sessions the note can be tied, the newest first."""
        pairs = [(str(one), label) for one, label in sessions]
        self.session.choices = options([*pairs, ("", _l("No session"))])

    @property
    def written(self) -> Written:
        chosen = self.session.data
        return Written(self.body.data, UUID(chosen) if chosen else None, self.end.data == SIGN)


class CommentForm(LogForm):
    words = TextField(_l("Your comment"), needed=_l("Please write something first."), limit=COMMENT_MOST)
