"""What the list is narrowed to, and why it is taken as a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from wtforms import DateField, Field, HiddenField, SelectField, ValidationError
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from companion.accounts.models import Person
from companion.core.forms import Form, LogForm, TextField
from companion.core.words import _, _l

NOT_LISTED = _l("Please choose one from the list.")
NO_DATE = _l("Please write a date like 2026-11-30.")
EVERYONE = ("", _l("Everyone"))
REASON_LEAST, REASON_MOST = 10, 500


class Narrowing(Form):
    """Has to be prepared with those who can be chosen."""

    def prepare(self, readers: Sequence[Person], clients: Sequence[Person]) -> Any:
        for name, found in (("who", readers), ("client", clients)):
            self[name].choices = [EVERYONE, *((str(one.id), one.name) for one in found)]
        return self

    def validate_who(self, field: Field) -> None:
        if field.data and field.data not in dict(field.choices):
            raise ValidationError(NOT_LISTED)

    validate_client = validate_who

    def validate_last(self, field: Field) -> None:
        first = self["first"].data
        if field.data and first and field.data < first:
            raise ValidationError(_("The last day is before the first one."))

    @property
    def chosen(self) -> dict[str, Any]:
        ids = {name: UUID(self[name].data) if self[name].data else None for name in ("who", "client")}
        return {**ids, "first": self["first"].data, "last": self["last"].data}

    @property
    def asked(self) -> dict[str, str]:
        """For an address."""
        return {name: str(value) for name, value in self.chosen.items() if value}


class FilterForm(Narrowing):
    who = SelectField(_l("Who looked"), [Optional()], validate_choice=False)
    client = SelectField(_l("Whose record"), [Optional()], validate_choice=False)
    first = DateField(_l("From"), [Optional()], invalid_value_message=NO_DATE)
    last = DateField(_l("Until"), [Optional()], invalid_value_message=NO_DATE)


class FileForm(LogForm, Narrowing):
    """The filter goes along unseen."""

    who = HiddenField()
    client = HiddenField()
    first = DateField(widget=HiddenInput(), validators=[Optional()], invalid_value_message=NO_DATE)
    last = DateField(widget=HiddenInput(), validators=[Optional()], invalid_value_message=NO_DATE)
    reason = TextField(
        _l("Why do you need this file?"),
        needed=_l("Please say why, in at least 10 characters."),
        limit=REASON_MOST,
        description=_l(
            "Kept with your name and the time. For example: a client asked who opened their record."
        ),
    )

    def validate_reason(self, field: Field) -> None:
        if len(field.data or "") < REASON_LEAST:
            raise ValidationError(_("Please say why, in at least 10 characters."))
