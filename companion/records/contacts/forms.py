"""Who it is, how to reach them, and what to say."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, HiddenField, ValidationError
from wtforms.validators import AnyOf

from companion.core.forms import Form, LineField, LogForm, TextField
from companion.core.words import _, _l
from companion.records.contacts import rules
from companion.records.contacts.actions import Details

PHONE_MOST = 40
READY_LINE_MOST = 300
READY_LINE = _l("Having a rough moment. Can you talk for 10 minutes?")


class ContactForm(Form):
    name = LineField(_l("Name"), needed=_l("Write a name."))
    relation = LineField(
        _l("Who is this to you?"), description=_l("Like sister, friend, sponsor. You can skip this.")
    )
    phone = LineField(_l("Phone number"), needed=_l("Write a phone number."), limit=PHONE_MOST)
    when_to_call = LineField(
        _l("When is a good time to call?"), description=_l("Like after 5 PM. You can skip this.")
    )
    ready_line = TextField(
        _l("Your ready line"),
        limit=READY_LINE_MOST,
        description=_l("When you tap Text, this is in the message. You can change it before you send."),
    )
    is_on_help_now = BooleanField(_l("Show on Help now"), description=_l("Up to 3 people."))

    def validate_phone(self, field: Any) -> None:
        if not rules.is_phone(field.data):
            raise ValidationError(
                _("Write at least 3 digits. You can also use spaces and + - ( ) . and x before an extension.")
            )

    @property
    def details(self) -> Details:
        return Details(
            name=self.name.data,
            phone=self.phone.data,
            relation=self.relation.data or "",
            when_to_call=self.when_to_call.data or "",
            ready_line=self.ready_line.data or "",
            is_on_help_now=self.is_on_help_now.data,
        )


class NewContactForm(ContactForm, LogForm):
    """Starts with a line that many people find easy to send."""


class MoveForm(Form):
    direction = HiddenField(validators=[AnyOf([*rules.Direction], message=_l("Please choose one."))])
