"""The tap that sends, and the line that it sends."""

from __future__ import annotations

from companion.core.forms import Form, LineField, LogForm
from companion.core.words import _l
from companion.records.talks.rules import LINE_MOST


class TapForm(LogForm):
    """Nothing but its id."""


class LineForm(Form):
    words = LineField(
        _l("Your ready line"),
        limit=LINE_MOST,
        description=_l("Leave it empty to say: Can you talk?"),
    )
