"""Which colleague stands in, and on which days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from wtforms import DateField, Field, SelectField, ValidationError

from companion.accounts.models import Person
from companion.core.forms import Form, options, picked
from companion.core.words import _, _l

NO_DATE = _l("Please write a date like 2026-11-30.")
LONGEST = timedelta(days=90)
FARTHEST = timedelta(days=366)


class CoverForm(Form):
    """Has to be prepared with the colleagues, and with today where the program is."""

    today: date

    colleague = SelectField(
        _l("Colleague"), [picked()], invalid_choice_message=_l("Please choose one from the list.")
    )
    first_on = DateField(_l("First day"), [picked(NO_DATE)], invalid_value_message=NO_DATE)
    last_on = DateField(_l("Last day"), [picked(NO_DATE)], invalid_value_message=NO_DATE)

    def prepare(self, colleagues: Sequence[Person], today: date) -> CoverForm:
        self.today = today
        self.colleague.choices = options((str(one.id), one.name) for one in colleagues)
        return self

    @property
    def colleague_id(self) -> UUID:
        return UUID(self.colleague.data)

    def validate_first_on(self, field: Field) -> None:
        if field.data and not self.today <= field.data <= self.today + FARTHEST:
            raise ValidationError(_("Please pick a day in the coming year."))

    def validate_last_on(self, field: Field) -> None:
        first: Any = self.first_on.data
        if first and field.data and not first <= field.data <= first + LONGEST:
            raise ValidationError(_("Please pick a day from the first day on, and at most 90 days later."))
