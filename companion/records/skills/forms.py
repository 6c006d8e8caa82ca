"""Before and after a skill; pinning and hiding it; asking for practice."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from wtforms import DateField, HiddenField, IntegerField, SelectField, ValidationError
from wtforms.validators import Optional

from companion.accounts.models import Person
from companion.core import words
from companion.core.forms import Form, LogForm, RatingField, TextField, options, picked
from companion.core.words import _, _l
from companion.records.skills.models import Choice
from companion.records.skills.shelves import Shelf

NOTE_MOST = 2000
MOST_TIMES = 21
USUAL_TIMES = 3
LONGEST_ASK = timedelta(days=366)


class BeginForm(LogForm):
    skill = HiddenField()
    before = RatingField()


class FinishForm(Form):
    after = RatingField()


class DoneForm(LogForm):
    """A skill that was done straight from the library: there is no number from before.

    On a phone without a signal it may have been about a craving, named by the id that its form had there.
    """

    after = RatingField()
    wave = HiddenField()


class NoteForm(Form):
    note = TextField(_l("Want to write a note? You can skip this."), limit=NOTE_MOST)


class ChoiceForm(Form):
    choice = HiddenField()

    def validate_choice(self, field: Any) -> None:
        if field.data not in set(Choice):
            raise ValidationError(_("This form was not complete. Please send it again."))


class PickForm(Form):
    """Needs the skills to choose from, and ``today``, before it is validated."""

    today: date

    skill = SelectField(
        _l("Skill"), [picked()], invalid_choice_message=_l("Please choose one from the list.")
    )
    times_a_week = IntegerField(_l("How many times a week"), [picked(_l("Please fill this in."))])
    until_on = DateField(
        _l("Until"),
        [Optional()],
        invalid_value_message=_l("Please write the day like 2026-11-26."),
        description=_l("Leave it empty to ask until you end it."),
    )

    def offer(self, skills: list[tuple[str, str]]) -> None:
        self.skill.choices = options(skills)

    def validate_times_a_week(self, field: Any) -> None:
        if field.data is None or not 1 <= field.data <= MOST_TIMES:
            field.errors = []
            raise ValidationError(
                _("Please use a number from %(least)d to %(most)d.", least=1, most=MOST_TIMES)
            )

    def validate_until_on(self, field: Any) -> None:
        if field.data and not self.today <= field.data <= self.today + LONGEST_ASK:
            raise ValidationError(_("Please pick a day in the coming year."))


def pick_form(client: Person, shelf: Shelf, now: datetime, **values: object) -> PickForm:
    """Offers what stands on the program's shelf; the days are the client's."""
    form = PickForm(**values)
    form.today = now.astimezone(ZoneInfo(client.zone)).date()
    form.offer([(skill.key, skill.said_in(words.language()).title) for skill in shelf.skills])
    return form
