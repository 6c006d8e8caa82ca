"""All that an emergency has to say before a record opens, and what was found afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from wtforms import Field, RadioField, SelectField, ValidationError

from companion.access.emergencies import rules
from companion.access.emergencies.rules import Kind
from companion.access.emergencies.wording import KINDS
from companion.accounts.models import Person
from companion.core.forms import Form, LineField, LogForm, TextField, options, picked
from companion.core.words import _, _l

REASON = _l("Please write what happened, in at least 20 characters.")
RECIPIENT = _l("Please write who needs it, and where they work.")


class EmergencyForm(LogForm):
    """Has to be prepared with the colleagues who can be told."""

    who = LineField(
        _l("Whose record?"),
        needed=_l("Please write their name or their email."),
        description=_l("Their full name as it is here, or their email."),
    )
    kind = RadioField(_l("What kind of emergency?"), [picked()], choices=options(KINDS.items()))
    recipient = LineField(
        _l("Who needs to know?"),
        needed=RECIPIENT,
        limit=rules.RECIPIENT_MOST,
        description=_l(
            "Their name and where they work, like “Dr. Lee, emergency room, County Hospital”. Your own "
            "name if it is only you."
        ),
    )
    reason = TextField(
        _l("What happened?"),
        needed=REASON,
        limit=rules.REASON_MOST,
        description=_l("At least 20 characters. The client and the privacy officer can read it."),
    )
    second = SelectField(
        _l("Which colleague is told?"),
        [picked()],
        invalid_choice_message=_l("Please choose one from the list."),
    )

    def prepare(self, colleagues: Sequence[Person]) -> EmergencyForm:
        found = ((str(one.id), one.name) for one in colleagues)
        self.second.choices = options([("", _("Please choose")), *found])
        return self

    @property
    def second_id(self) -> UUID:
        return UUID(self.second.data)

    @property
    def about(self) -> dict[str, Any]:
        return {"kind": Kind(self.kind.data), "recipient": self.recipient.data, "reason": self.reason.data}

    def validate_reason(self, field: Field) -> None:
        if not rules.has_reason(field.data or ""):
            raise ValidationError(REASON)

    def validate_recipient(self, field: Field) -> None:
        if len(field.data or "") < rules.RECIPIENT_LEAST:
            raise ValidationError(RECIPIENT)


class FindingForm(Form):
    finding = TextField(
        _l("What did you find?"),
        needed=_l("Please write a few words."),
        limit=rules.REASON_MOST,
        description=_l("For example: called the hospital back, was needed."),
    )


def nobody_named(found: Sequence[Person]) -> str:
    """Why no one person can be meant. Who may ask works here, and has just given their password."""
    if found:
        return _("Two people have this name. Please write the email.")
    return _("There is no client with this name or email here. Please look at the spelling.")
