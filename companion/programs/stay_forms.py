"""A stay as it is filled in: the track, its days and hours, and where the client comes from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from wtforms import DateField, Field, SelectField, ValidationError
from wtforms.validators import Optional

from companion.core.forms import LogForm, options, picked
from companion.core.words import _, _l
from companion.programs.forms import HoursField, StepsDownField, hours
from companion.programs.models import Track
from companion.programs.rules import FARTHEST_START, LONGEST_STAY

USUAL_STAY = timedelta(weeks=12)
NO_DATE = _l("Please write a date like 2026-11-30.")


class StayForm(LogForm):
    """Has to be prepared with the tracks that can be picked, and with today."""

    today: date

    track = SelectField(_l("Track"), [picked()], invalid_choice_message=_l("Please pick a track."))
    started_on = DateField(_l("First day"), [picked(NO_DATE)], invalid_value_message=NO_DATE)
    planned_end_on = DateField(_l("Planned last day"), [picked(NO_DATE)], invalid_value_message=NO_DATE)
    required_hours = HoursField(
        _l("Hours a week"), [Optional()], description=_l("Leave it empty to use the hours of the track.")
    )
    steps_down_from = StepsDownField(_l("Steps down from"))

    @classmethod
    def usual(cls, tracks: Sequence[Track], today: date) -> dict[str, Any]:
        """What fits most people. Hours only where no other track could change them."""
        only = hours(tracks[0].required_minutes_per_week) if len(tracks) == 1 else None
        return {"started_on": today, "planned_end_on": today + USUAL_STAY, "required_hours": only}

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

    def stay_in(self, track: Track) -> dict[str, Any]:
        names = ("started_on", "planned_end_on", "steps_down_from")
        return {name: self[name].data for name in names} | {
            "required_minutes_per_week": self.minutes_in(track)
        }

    def minutes_in(self, track: Track) -> int:
        given: Any = self.required_hours
        return track.required_minutes_per_week if given.data is None else int(given.minutes)


def _track_words(track: Track) -> str:
    return _(
        "%(track)s, %(hours)s hours a week", track=track.name, hours=hours(track.required_minutes_per_week)
    )
