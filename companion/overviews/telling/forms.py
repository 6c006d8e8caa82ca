"""When it was, what was around, one small step, and who reads it."""

from __future__ import annotations

from datetime import date
from typing import Any

from wtforms import BooleanField, HiddenField, RadioField, SelectMultipleField, ValidationError
from wtforms.validators import AnyOf, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from companion.core.forms import DayField, Form, LogForm, options, picked
from companion.core.words import _, _l
from companion.records.days import rules
from companion.records.days.models import Use
from companion.records.days.rules import Step
from companion.records.days.wording import AROUND

TEAM, ME = "team", "me"
NOT_COMPLETE = _l("This form was not complete. Please send it again.")
DATE_WRONG = _l("Please write the day like 2026-11-26.")


class UseForm(LogForm):
    """The chips send the day itself, so that "Today" is the day that the client saw, also after midnight."""

    used_on = DayField(_l("Which day?"), [picked(_l("Please pick a day."))], invalid_value_message=DATE_WRONG)
    is_private = BooleanField(_l("Keep this just for me"))

    def __init__(self, today: date, **values: Any) -> None:
        super().__init__(**values)
        self.today = today
        self.used_on.count_from(today)

    def validate_used_on(self, field: Any) -> None:
        if field.data and not rules.is_use_day(field.data, self.today):
            raise ValidationError(_("Please pick a day in the last year."))


class NextForm(Form):
    """Every button of the page sends the chips too, so that none of them is lost to another tap."""

    around = SelectMultipleField(
        _l("What was going on around you?"),
        choices=options(AROUND.items()),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        invalid_choice_message=_l("Please choose one from the list."),
    )
    step = HiddenField(None, [Optional(), AnyOf(list(Step), message=NOT_COMPLETE)])
    then = HiddenField(None, [Optional(), AnyOf(["readers"], message=NOT_COMPLETE)])

    @classmethod
    def of(cls, use: Use) -> NextForm:
        return cls(formdata=None, around=use.around_keys)


class ReadersForm(Form):
    readers = RadioField(
        _l("Pick one"),
        [picked()],
        choices=options([(TEAM, _l("My counselor")), (ME, _l("Just me"))]),
        invalid_choice_message=_l("Please choose one from the list."),
    )

    @classmethod
    def of(cls, use: Use) -> ReadersForm:
        return cls(formdata=None, readers=TEAM if use.is_team_told else ME)
