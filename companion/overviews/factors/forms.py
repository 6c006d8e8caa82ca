"""Setting up the second step of signing in."""

from __future__ import annotations

from companion.accounts.factors.rules import CODE_MOST
from companion.core.forms import Form, LineField
from companion.core.words import _l


class CodeForm(Form):
    code = LineField(_l("Code from your app"), _l("Please write the code."), limit=CODE_MOST)
