"""Why the file is needed."""

from __future__ import annotations

from wtforms import Field, HiddenField, ValidationError

from companion.core.forms import LogForm, TextField
from companion.core.words import _, _l
from companion.records.exports.rules import REASON_LEAST, REASON_MOST


class ExportForm(LogForm):
    kind = HiddenField(default="")
    reason = TextField(
        _l("Why do you need this file?"),
        needed=_l("Please say why, in at least 10 characters."),
        limit=REASON_MOST,
        description=_l("Kept with your name and the time. For example: copy for the court hearing on May 4."),
    )

    def validate_reason(self, field: Field) -> None:
        if len(field.data or "") < REASON_LEAST:
            raise ValidationError(_("Please say why, in at least 10 characters."))
