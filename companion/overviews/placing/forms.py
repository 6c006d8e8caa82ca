"""Which track, and from which day on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from wtforms import BooleanField, DateField, Field, RadioField, ValidationError

from companion.core.forms import Form, options, picked
from companion.core.words import _, _l
from companion.overviews.placing.queries import Option
from companion.programs.rules import DAYS_A_WEEK

NO_DATE = _l("Please write a date like 2026-11-30.")


class TrackForm(Form):
    """Has to be prepared with the tracks that can be picked, and with today where the program is."""

    today: date

    track = RadioField(_l("Track"), [picked()], invalid_choice_message=_l("Please pick a track."))
    on = DateField(
        _l("First day in this track"),
        [picked(NO_DATE)],
        invalid_value_message=NO_DATE,
        description=_l("Until the day before, everything stays as it is."),
    )
    anyway = BooleanField(_l("Move anyway"))

    @classmethod
    def first(cls, found: Sequence[Option], today: date) -> TrackForm:
        """From next Monday on: the program's weeks begin there, and so do the hours."""
        form = cls(formdata=None, on=today + timedelta(days=DAYS_A_WEEK - today.weekday()))
        form.prepare(found, today)
        return form

    def prepare(self, found: Sequence[Option], today: date) -> None:
        self.today = today
        self.track.choices = options((str(option.track.id), option.track.name) for option in found)

    def validate_on(self, field: Field) -> None:
        if field.data and field.data < self.today:
            raise ValidationError(_("Please pick today or a later day."))

    @property
    def track_id(self) -> UUID:
        return UUID(self.track.data)
