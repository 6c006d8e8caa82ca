"""What fills the client's week, and when."""

from __future__ import annotations

from typing import Any

from wtforms import RadioField, SelectMultipleField, TimeField
from wtforms.widgets import CheckboxInput, ListWidget

from companion.core import words
from companion.core.forms import LineField, LogForm, options, picked
from companion.core.words import _l
from companion.records.commitments.actions import Details
from companion.records.commitments.models import Commitment
from companion.records.commitments.rules import LABEL_MOST, Kind
from companion.records.commitments.wording import KINDS

TIME_WRONG = _l("Please write the time like 18:00.")
CHOICE_WRONG = _l("Please choose one from the list.")
DAYS_A_WEEK = 7
FORMATS = ["%H:%M", "%H:%M:%S"]


class CommitmentForm(LogForm):
    kind = RadioField(
        _l("What is it?"), [picked()], choices=options(KINDS.items()), invalid_choice_message=CHOICE_WRONG
    )
    weekdays = SelectMultipleField(
        _l("On which days does it begin?"),
        [picked(_l("Please choose one or more days."))],
        coerce=int,
        choices=lambda: options((str(number), words.weekdays([number])) for number in range(DAYS_A_WEEK)),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        invalid_value_message=CHOICE_WRONG,
        invalid_choice_message=CHOICE_WRONG,
    )
    starts_at = TimeField(
        _l("From"),
        [picked(_l("Please pick a time."))],
        format=FORMATS,
        invalid_value_message=TIME_WRONG,
    )
    ends_at = TimeField(
        _l("Until"),
        [picked(_l("Please pick a time."))],
        format=FORMATS,
        invalid_value_message=TIME_WRONG,
        description=_l("A time before “From” is on the next day, like for a night shift."),
    )
    label = LineField(
        _l("Your own word for it"),
        limit=LABEL_MOST,
        description=_l("Only you see this. You can skip it."),
    )

    @classmethod
    def of(cls, commitment: Commitment) -> CommitmentForm:
        names = ("kind", "starts_at", "ends_at", "label")
        values: dict[str, Any] = {name: getattr(commitment, name) for name in names}
        form: CommitmentForm = cls.fresh(weekdays=commitment.hours.days, **values)
        return form

    @property
    def details(self) -> Details:
        return Details(
            kind=Kind(self.kind.data),
            days=self.weekdays.data or [],
            starts_at=self.starts_at.data,
            ends_at=self.ends_at.data,
            label=self.label.data or "",
        )
