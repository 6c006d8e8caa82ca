"""Naming a passkey, and what the browser made."""

from __future__ import annotations

from wtforms import HiddenField

from companion.accounts.forms import ConfirmField
from companion.core.forms import Form, LineField, NoControls, at_most, required
from companion.core.words import _l

NAME_MOST = 40
PASSKEY_MOST = 16_000


class AddPasskeyForm(Form):
    name = LineField(
        _l("Name of this phone or computer"), _l("Please write a name, such as “My phone”."), limit=NAME_MOST
    )
    password = ConfirmField()


class MadePasskeyForm(Form):
    """What the browser made, as it says it."""

    name = HiddenField(validators=[required(), NoControls(), at_most(NAME_MOST)])
    credential = HiddenField(validators=[required(), at_most(PASSKEY_MOST)])
