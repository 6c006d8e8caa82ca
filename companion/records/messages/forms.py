"""A message, and the short answers that save typing it."""

from __future__ import annotations

from wtforms import BooleanField

from companion.core.forms import LogForm, TextField
from companion.core.words import _l
from companion.records.messages.rules import BODY_MOST

CLIENT_REPLIES = (
    _l("OK, thank you."),
    _l("I’ll be there."),
    _l("Can we talk about this next time?"),
)
TEAM_REPLIES = (
    _l("Thank you for telling me."),
    _l("Let’s talk about this when we meet."),
    _l("I’ll call you today."),
)


class MessageForm(LogForm):
    body = TextField(_l("Your message"), needed=_l("Please write something first."), limit=BODY_MOST)
    is_soon = BooleanField(_l("I need to talk before my next session"))


class AnswerForm(LogForm):
    body = TextField(_l("Your answer"), needed=_l("Please write something first."), limit=BODY_MOST)
