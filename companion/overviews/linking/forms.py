"""Asking for a link by email."""

from __future__ import annotations

from companion.accounts.forms import NewEmailField
from companion.core.forms import Form
from companion.core.words import _l


class AskLinkForm(Form):
    email = NewEmailField(_l("Email"))
