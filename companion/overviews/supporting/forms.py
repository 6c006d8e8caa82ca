"""Whom a client asks for support."""

from __future__ import annotations

from companion.accounts.forms import NewEmailField
from companion.core.forms import LineField, LogForm
from companion.core.words import _l


class AskForm(LogForm):
    name = LineField(_l("Their name"), _l("Please write their name."), limit=80)
    relation = LineField(
        _l("Who they are to you"),
        _l("Please write who they are to you."),
        limit=40,
        description=_l("Like sister, friend, or sponsor."),
    )
    email = NewEmailField(
        _l("Their email"), description=_l("They sign in with it. We do not send anything to it.")
    )
