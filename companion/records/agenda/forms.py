"""What the client wants to talk about."""

from __future__ import annotations

from wtforms import BooleanField

from companion.core.forms import Form, LogForm, TextField
from companion.core.words import _l
from companion.records.agenda.rules import BODY_MOST


class TopicForm(Form):
    body = TextField(
        _l("I want to talk about…"), needed=_l("Write a few words. One is enough."), limit=BODY_MOST
    )
    is_for_group = BooleanField(_l("Bring it to the group too"))


class NewTopicForm(TopicForm, LogForm):
    """Stands on the list itself: what comes to mind is gone after two more pages."""
