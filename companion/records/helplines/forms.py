"""A helpline as an administrator changes it."""

from __future__ import annotations

from datetime import date
from typing import Any

from wtforms import BooleanField, Field, ValidationError

from companion.core.forms import Form, LineField
from companion.core.phones import is_phone
from companion.core.words import _, _l
from companion.records.helplines import rules
from companion.records.helplines.models import Helpline

OWN = ("name_en", "name_es", "about_en", "about_es")


class HelplineForm(Form):
    name_en = LineField(_l("Name in English"), _l("Please write the name in English."))
    name_es = LineField(_l("Name in Spanish"), _l("Please write the name in Spanish."))
    about_en = LineField(_l("What it is, in English"), limit=240)
    about_es = LineField(_l("What it is, in Spanish"), limit=240)
    phone = LineField(_l("Phone"), limit=40)
    text_to = LineField(_l("Number for texts"), limit=40)
    is_shown = BooleanField(_l("Show it where people look for treatment"))
    is_on_help_now = BooleanField(_l("Show it on Help now as well"))
    is_checked = BooleanField(
        _l("I checked the number today"), description=_l("At the line’s own page, or by calling.")
    )

    @classmethod
    def about(cls, name: str, row: Helpline | None, **options: Any) -> HelplineForm:
        """The words of a line that comes with the app are not the program's to write."""
        known = rules.BY_KEY.get(name)
        form = cls(obj=row or known, **options)
        for field in OWN if known else ():
            del form[field]
        form.verified_on = row.verified_on if row else None
        form.is_known_good = known is None or known.is_shown
        return form

    verified_on: date | None = None
    is_known_good = True

    def validate_phone(self, field: Field) -> None:
        _check_number(field)

    def validate_text_to(self, field: Field) -> None:
        _check_number(field)

    def validate_is_shown(self, field: Field) -> None:
        """A number that nobody has seen at its source could be anybody's."""
        if field.data and not (self.is_known_good or self.verified_on or self.is_checked.data):
            raise ValidationError(_("Please check this number first, and say so below."))

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = bool(super().validate(extra_validators))
        if not self.phone.data and not self.text_to.data:
            self.fail("phone", _("Please write a phone number, or a number for texts."))
            return False
        return is_valid

    def answers(self) -> dict[str, Any]:
        return {name: "" if value is None else value for name, value in self.data.items()}


def _check_number(field: Field) -> None:
    if field.data and not is_phone(field.data):
        raise ValidationError(_("Please write a phone number like 555 010 0100."))
