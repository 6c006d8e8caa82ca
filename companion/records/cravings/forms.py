"""How strong, since when, and what was around."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from wtforms import DateTimeLocalField, HiddenField, RadioField, SelectMultipleField, ValidationError
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


AGO_WORDS = {
    "15": _l("15 minutes ago"),
    "30": _l("30 minutes ago"),
    "60": _l("1 hour ago"),
    "180": _l("3 hours ago"),
}


class TriggersField(SelectMultipleField):
    """What set it off, as ticks."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, **options_: Any) -> None:
        super().__init__(_l("What set it off?"), choices=options(TRIGGER_WORDS.items()), **options_)


class WhenForm(Form):
    """``zone`` is the client's: an earlier time is typed as the clock on the wall says it."""

    ago = RadioField(
        _l("How long ago?"), [Optional()], choices=options(AGO_WORDS.items()), validate_choice=False
    )
    occurred = DateTimeLocalField(
        _l("Or the day and time"),
        [Optional()],
        format="%Y-%m-%dT%H:%M",
        description=_l("Today or in the last 14 days."),
    )

    def __init__(self, zone: str, now: datetime, **values: Any) -> None:
        super().__init__(**values)
        self.zone, self.now = zone, now

    @property
    def is_earlier(self) -> bool:
        """Whether the page asked when it was, instead of taking it as now."""
        return bool(self.occurred.raw_data or self.ago.raw_data)

    @property
    def has_time(self) -> bool:
        return bool(self.occurred.data or self.ago.data)

    @property
    def occurred_at(self) -> datetime:
        """The day and time, where both are given; "now" where neither is."""
        if self.occurred.data:
            local: datetime = self.occurred.data.replace(tzinfo=ZoneInfo(self.zone))
            return local.astimezone(UTC)
        return self.now - timedelta(minutes=int(self.ago.data or 0))

    def validate_ago(self, field: Any) -> None:
        if field.data not in AGO_WORDS:
            raise ValidationError(_("Please choose one."))

    def validate_occurred(self, field: Any) -> None:
        if not rules.is_time_allowed(self.occurred_at, self.now):
            raise ValidationError(_("Please choose a time in the last 14 days."))


class CravingForm(WhenForm, LogForm):
    strength = RatingField()


class ChangeForm(WhenForm):
    """The number takes the place of the first one; so does the time, if it is given."""

    strength = RatingField()


class UndoForm(Form):
    version = HiddenField()

    @property
    def number(self) -> int | None:
        said = self.version.data or ""
        return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else None


class TagsForm(Form):
    """``own`` are the client's own chips, by what is sent, with their words; they come first."""

    triggers = TriggersField()

    def __init__(self, own: Mapping[str, str], **values: Any) -> None:
        super().__init__(**values)
        self.triggers.choices = options([*own.items(), *TRIGGER_WORDS.items()])


class DetailsForm(TagsForm):
    outcome = RadioField(
        _l("What happened?"), [Optional()], choices=options(OUTCOME_WORDS.items()), validate_choice=False
    )
    note = TextField(_l("Want to write a note? You can skip this."), limit=NOTE_MOST)

    def validate_outcome(self, field: Any) -> None:
        if field.data and field.data not in rules.OUTCOMES:
            raise ValidationError(_("Please choose one."))
