"""What a client's calendar app may know besides when."""

from __future__ import annotations

from wtforms import BooleanField

from companion.core.forms import Form
from companion.core.words import _l


class CalendarForm(Form):
    shows_place = BooleanField(
        _l("Show the place"),
        description=_l("Whoever sees your calendar can then read where you go. Off is more private."),
    )
