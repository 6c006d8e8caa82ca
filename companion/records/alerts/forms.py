"""What somebody of the care team did about an alert."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField
from wtforms.validators import AnyOf

from companion.core.forms import LogForm, TextField
from companion.core.words import _, _l
from companion.records.alerts import rules
from companion.records.alerts.rules import Act

ACTS = [act for act in Act if act != Act.SEE]


class ActForm(LogForm):
    """The buttons send ``act``. What hands the alert on, or ends it, needs a word of why."""

    act = HiddenField(validators=[AnyOf(ACTS, message=_l("Please choose what you did."))])
    note = TextField(
        _l("Short note"),
        limit=rules.NOTE_MOST,
        description=_l("Needed to escalate or to close. The care team reads it."),
    )

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = bool(super().validate(extra_validators))
        if self.act.data in rules.NEEDS_NOTE and not self.note.data:
            # An optional field asks none of its own validators when it is empty.
            self.fail("note", _("Please write a short note: what was done, and what is next?"))
            return False
        return is_valid
