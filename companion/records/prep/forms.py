"""The box in which a counselor prepares a session."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from wtforms import Field, HiddenField, ValidationError

from companion.core.forms import Form, TextField
from companion.core.words import _, _l
from companion.records.prep.models import SessionPrep
from companion.records.prep.rules import BODY_MOST

DIGITS = 9


class PrepForm(Form):
    """``appointment`` is the session's id, or empty where none is planned; ``number`` what the form shows."""

    body = TextField(_l("My note for this session"), limit=BODY_MOST)
    appointment = HiddenField()
    number = HiddenField()

    @classmethod
    def of(cls, prep: SessionPrep | None, appointment_id: UUID | None) -> PrepForm:
        about: dict[str, Any] = {"body": prep.body if prep else "", "number": prep.number if prep else 0}
        return cls(formdata=None, appointment=appointment_id or "", **about)

    @property
    def appointment_id(self) -> UUID | None:
        return UUID(self.appointment.data) if self.appointment.data else None

    @property
    def known(self) -> int:
        return int(self.number.data or 0)

    def validate_appointment(self, field: Field) -> None:
        try:
            UUID(field.data or UUID(int=0).hex)
        except ValueError:
            raise ValidationError(_("This form was not complete. Please send it again.")) from None

    def validate_number(self, field: Field) -> None:
        text = field.data or ""
        if text and not (text.isascii() and text.isdigit() and len(text) <= DIGITS):
            raise ValidationError(_("This form was not complete. Please send it again."))
