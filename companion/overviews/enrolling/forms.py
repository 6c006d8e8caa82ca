"""What a counselor fills in for somebody who begins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from wtforms import DateField, Field, SelectField, ValidationError
from wtforms.validators import Optional

from companion.access.enrolling import FARTHEST_START, LONGEST_STAY, NewClient
from companion.accounts.forms import LanguageField, ZoneField
from companion.core.forms import LineField, LogForm, options, picked
from companion.core.words import _, _l
from companion.programs.forms import HoursField, StepsDownField, hours
from companion.programs.models import Program, Track

USUAL_STAY = timedelta(weeks=12)
NO_DATE = _l("Please write a date like 2026-11-30.")


class EnrolForm(LogForm):
    """Has to be prepared with the tracks that can be picked, and with today."""

    today: date

    name = LineField(_l("Name they use"), _l("Please write the name they use."), limit=80)
    pronouns = LineField(_l("Pronouns, if they want"), limit=40)
    language = LanguageField(_l("Language"))
    zone = ZoneField(_l("Time zone"))
    track = SelectField(_l("Track"), [picked()], invalid_choice_message=_l("Please pick a track."))
    started_on = DateField(_l("First day"), [picked(NO_DATE)], invalid_value_message=NO_DATE)
    planned_end_on = DateField(_l("Planned last day"), [picked(NO_DATE)], invalid_value_message=NO_DATE)
    required_hours = HoursField(
        _l("Hours a week"), [Optional()], description=_l("Leave it empty to use the hours of the track.")
    )
    steps_down_from = StepsDownField(_l("Steps down from"))

    @classmethod
    def first(cls, program: Program, tracks: Sequence[Track], today: date) -> EnrolForm:
        """With what fits most people filled in. Hours only where no other track could change them."""
        form: EnrolForm = cls.fresh(
            language=program.language,
            zone=program.zone,
            started_on=today,
            planned_end_on=today + USUAL_STAY,
            required_hours=hours(tracks[0].required_minutes_per_week) if len(tracks) == 1 else None,
        )
        form.prepare(tracks, today=today)
        return form

    def prepare(self, tracks: Sequence[Track], *, today: date) -> None:
        self.today = today
        self.track.choices = options((str(track.id), _track_words(track)) for track in tracks)

    def validate_started_on(self, field: Field) -> None:
        if field.data and abs(field.data - self.today) > FARTHEST_START:
            raise ValidationError(_("Please pick a first day within a year of today."))

    def validate_planned_end_on(self, field: Field) -> None:
        first = self.started_on.data
        if field.data and first and field.data <= first:
            raise ValidationError(_("The last day comes after the first day."))
        if field.data and first and field.data - first > LONGEST_STAY:
            raise ValidationError(_("Please pick a last day within two years of the first day."))

    @property
    def track_id(self) -> UUID:
        return UUID(self.track.data)

    def answers(self, track: Track) -> NewClient:
        given: Any = self.required_hours
        return NewClient(
            name=self.name.data,
            pronouns=self.pronouns.data or "",
            language=self.language.data,
            zone=self.zone.data,
            started_on=self.started_on.data,
            planned_end_on=self.planned_end_on.data,
            required_minutes_per_week=(
                track.required_minutes_per_week if given.data is None else given.minutes
            ),
            steps_down_from=self.steps_down_from.data,
        )


def _track_words(track: Track) -> str:
    return _(
        "%(track)s, %(hours)s hours a week", track=track.name, hours=hours(track.required_minutes_per_week)
    )
