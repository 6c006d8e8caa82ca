"""A tap on the roster, a make-up, and a skill that was taught."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import Field, HiddenField, IntegerField, SelectField, StringField, ValidationError
from wtforms.validators import AnyOf, NumberRange, Optional

from companion.core.forms import Form, options, picked
from companion.core.words import _, _l
from companion.records.attendance.rules import Status
from companion.records.skills.library import Skill
from companion.records.skills.shelves import Shelf

INCOMPLETE = _l("This form was not complete. Please send it again.")
MOST_MINUTES = 720


class PersonForm(Form):
    """Whose row on the roster it is."""

    person = HiddenField()

    def validate_person(self, field: Field) -> None:
        try:
            UUID(field.data or "")
        except ValueError:
            raise ValidationError(str(INCOMPLETE)) from None

    @property
    def person_id(self) -> UUID:
        return UUID(self.person.data)


class MarkForm(PersonForm):
    """``minutes`` comes only from the list that corrects them."""

    status = HiddenField(validators=[AnyOf(list(Status), message=INCOMPLETE)])
    minutes = IntegerField(
        _l("Minutes missed"),
        [Optional(), NumberRange(0, MOST_MINUTES, message=_l("Please choose one from the list."))],
        invalid_value_message=_l("Please choose one from the list."),
    )

    @property
    def mark(self) -> Status:
        return Status(self.status.data)


class MakeUpForm(Form):
    """``missed`` is the attendance that says who was missing, and when."""

    missed = SelectField(
        _l("Who, and which session they make up"),
        [picked()],
        invalid_choice_message=_l("Please choose one from the list."),
    )

    def offer(self, missed: Iterable[tuple[str, Any]]) -> None:
        self.missed.choices = options([("", _("Choose one")), *missed])


class TaughtForm(Form):
    """One tap: the button says which skill was taught, or was not after all.

    Needs the program's ``shelf`` before it is validated. A retired skill is not taught any more, and can
    still be taken back.
    """

    shelf: Shelf

    taught = StringField()
    not_taught = StringField()

    @property
    def skill(self) -> Skill | None:
        """The one that was taught."""
        return self.shelf.skill(self.taught.data or "")

    def validate(self, extra_validators: Any = None) -> bool:
        known = self.skill if self.taught.data else self.shelf.known(self.not_taught.data or "")
        if known is None:
            self.fail("taught", str(INCOMPLETE))
        return not self.errors
