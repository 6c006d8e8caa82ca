"""How strong, since when, and what was around."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from wtforms import DateTimeLocalField, RadioField, SelectMultipleField, ValidationError
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from companion.core.forms import Form, LogForm, RatingField, TextField, options
from companion.core.words import _, _l
from companion.records.cravings import rules

NOTE_MOST = 2000

TRIGGER_WORDS = {
    "people": _l("People"),
    "place": _l("A place"),
    "payday": _l("Money or payday"),
    "time_of_day": _l("Time of day"),
    "argument": _l("An argument"),
    "bored": _l("Bored"),
    "lonely": _l("Lonely"),
    "angry": _l("Angry"),
    "sad": _l("Sad"),
    "worried": _l("Worried"),
    "tired": _l("Tired"),
    "hungry": _l("Hungry"),
    "pain": _l("Pain"),
    "stress": _l("Stress"),
    "celebrating": _l("Celebrating"),
    "other": _l("Something else"),
}
OUTCOME_WORDS = {
    "rode_it_out": _l("I rode it out"),
    "used_skill": _l("I used a skill"),
    "reached_out": _l("I reached out to someone"),
    "still_in_it": _l("It is still here"),
    "used": _l("I used"),
    "not_say": _l("I would rather not say"),
}


class CravingForm(LogForm):
    """``zone`` is the client's: an earlier time is typed as the clock on the wall says it."""

    strength = RatingField()
    occurred = DateTimeLocalField(_l("When was it?"), [Optional()], format="%Y-%m-%dT%H:%M")

    def __init__(self, zone: str, now: datetime, **values: Any) -> None:
        super().__init__(**values)
        self.zone, self.now = zone, now

    @property
    def occurred_at(self) -> datetime:
        if self.occurred.data is None:
            return self.now
        local: datetime = self.occurred.data.replace(tzinfo=ZoneInfo(self.zone))
        return local.astimezone(UTC)

    def validate_occurred(self, field: Any) -> None:
        if not rules.is_time_allowed(self.occurred_at, self.now):
            raise ValidationError(_("Please choose a time in the last 14 days."))


class StrengthForm(Form):
    strength = RatingField()


class DetailsForm(Form):
    triggers = SelectMultipleField(
        _l("What set it off?"),
        choices=options(TRIGGER_WORDS.items()),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validate_choice=True,
    )
    outcome = RadioField(
        _l("What happened?"), [Optional()], choices=options(OUTCOME_WORDS.items()), validate_choice=False
    )
    note = TextField(_l("Want to write a note? You can skip this."), limit=NOTE_MOST)

    def validate_outcome(self, field: Any) -> None:
        if field.data and field.data not in rules.OUTCOMES:
            raise ValidationError(_("Please choose one."))
