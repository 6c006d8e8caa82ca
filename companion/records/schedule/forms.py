"""What staff type to plan a group or an appointment. Times are those of the program's zone.

Each form needs ``now`` and ``zone`` set, and the choices of its lists, before it is validated.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Self
from uuid import UUID

from wtforms import DateField, IntegerField, SelectField, SelectMultipleField, TimeField, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from companion.accounts.models import Person
from companion.core.forms import Form, LineField, options, picked
from companion.core.words import _, _l
from companion.programs.models import Track
from companion.records.schedule import rules
from companion.records.schedule.models import Series

WEEKDAYS = (
    _l("Monday"),
    _l("Tuesday"),
    _l("Wednesday"),
    _l("Thursday"),
    _l("Friday"),
    _l("Saturday"),
    _l("Sunday"),
)
TITLE_MOST = 80
PLACE_MOST = 120
LINK_MOST = 300
DAY_WRONG = _l("Please write the day like 2026-11-26.")
TIME_WRONG = _l("Please write the time like 18:00.")
CHOICE_WRONG = _l("Please choose one from the list.")


class ScheduleForm(Form):
    """``now`` and the program's ``zone`` say which days can be picked: from today on, 400 at most."""

    now: datetime
    zone: str

    @classmethod
    def at(cls, now: datetime, zone: str, **values: Any) -> Self:
        form = cls(**values)
        form.now, form.zone = now, zone
        return form

    @property
    def today(self) -> date:
        return rules.day_in(self.zone, self.now)

    def refuse_day_outside(self, day: date | None, first: date, last: date) -> None:
        if day and not first <= day <= last:
            between = {"first": first.isoformat(), "last": last.isoformat()}
            raise ValidationError(_("Please pick a day from %(first)s to %(last)s.", **between))


class MeetingForm(ScheduleForm):
    """What a group and an appointment of one client have in common."""

    title = LineField(_l("What it is called"), needed=_l("Please give it a name."), limit=TITLE_MOST)
    facilitator = SelectField(
        _l("With whom"), [picked()], validate_choice=True, invalid_choice_message=CHOICE_WRONG
    )
    starts_at = TimeField(
        _l("Starts at"),
        [picked(_l("Please pick a time."))],
        format=["%H:%M", "%H:%M:%S"],
        invalid_value_message=TIME_WRONG,
    )
    minutes = IntegerField(_l("How many minutes"), [picked(_l("Please fill this in."))])
    place = LineField(
        _l("Place"), limit=PLACE_MOST, description=_l("An address and a room, so that people find it.")
    )
    video_link = LineField(
        _l("Video link"),
        limit=LINK_MOST,
        description=_l("It starts with https://. Leave it empty if all come in."),
    )

    def validate_minutes(self, field: Any) -> None:
        if field.data is None or not rules.LEAST_MINUTES <= field.data <= rules.MOST_MINUTES:
            field.errors = []
            limits = {"least": rules.LEAST_MINUTES, "most": rules.MOST_MINUTES}
            raise ValidationError(_("Please use a number from %(least)d to %(most)d.", **limits))

    def validate_video_link(self, field: Any) -> None:
        if not rules.is_safe_link(field.data):
            raise ValidationError(_("Please use a whole link that starts with https://."))

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid: bool = super().validate(extra_validators)
        if not self.place.data and not self.video_link.data:
            self.fail("place", _("Please add a place, a video link, or both."))
        elif is_valid:
            self.check_time()
        return not self.errors

    def check_time(self) -> None:
        """What can be said only once every field by itself is right."""
        raise NotImplementedError

    def offer_facilitators(self, people: Iterable[Person]) -> None:
        self.facilitator.choices = options((str(person.id), person.name) for person in people)

    @property
    def facilitator_id(self) -> UUID:
        return UUID(self.facilitator.data)

    def meeting(self) -> dict[str, Any]:
        texts = {name: self[name].data or "" for name in ("title", "place", "video_link")}
        return {"minutes": self.minutes.data, **texts}


class SeriesForm(MeetingForm):
    track = SelectField(_l("Track"), [picked()], invalid_choice_message=CHOICE_WRONG)
    weekdays = SelectMultipleField(
        _l("On these days of the week"),
        [picked(_l("Please choose one or more days."))],
        coerce=int,
        choices=options((str(number), name) for number, name in enumerate(WEEKDAYS)),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        invalid_value_message=CHOICE_WRONG,
        invalid_choice_message=CHOICE_WRONG,
    )
    starts_on = DateField(_l("From"), [picked(_l("Please pick a day."))], invalid_value_message=DAY_WRONG)
    until_on = DateField(_l("Until"), [picked(_l("Please pick a day."))], invalid_value_message=DAY_WRONG)

    def validate_starts_on(self, field: Any) -> None:
        self.refuse_day_outside(field.data, self.today, self.today + timedelta(days=rules.MOST_DAYS - 1))

    def validate_until_on(self, field: Any) -> None:
        first = self.starts_on.data
        if first and not self.starts_on.errors:
            self.refuse_day_outside(field.data, first, first + timedelta(days=rules.MOST_DAYS - 1))

    def check_time(self) -> None:
        if not rules.occurrences(**self.rule()):
            self.fail("weekdays", _("None of these days comes between “from” and “until”."))

    def rule(self) -> dict[str, Any]:
        names = ("weekdays", "starts_at", "starts_on", "until_on")
        return {"zone": self.zone, **{name: self[name].data for name in names}}

    def offer_tracks(self, tracks: Iterable[Track]) -> None:
        self.track.choices = options((str(track.id), track.name) for track in tracks)

    @property
    def track_id(self) -> UUID:
        return UUID(self.track.data)


class AppointmentForm(MeetingForm):
    day = DateField(_l("Day"), [picked(_l("Please pick a day."))], invalid_value_message=DAY_WRONG)

    def validate_day(self, field: Any) -> None:
        self.refuse_day_outside(field.data, self.today, self.today + timedelta(days=rules.MOST_DAYS - 1))

    def check_time(self) -> None:
        if self.begins_at <= self.now:
            self.fail("starts_at", _("Please pick a time that is still to come."))

    @property
    def begins_at(self) -> datetime:
        return rules.at(self.day.data, self.starts_at.data, self.zone)


class EndSeriesForm(ScheduleForm):
    """Several of it stand on one page, so each field has an id of its own."""

    until_on = DateField(
        _l("Last day"),
        [picked(_l("Please pick a day."))],
        invalid_value_message=DAY_WRONG,
        description=_l("The group meets on this day if it is one of its days, and not after."),
    )
    series: Series

    @classmethod
    def of(cls, series: Series, now: datetime, **values: Any) -> Self:
        form = cls.at(now, series.zone, **values)
        form.series = series
        form.until_on.id = f"until-on-{series.id}"
        return form

    def validate_until_on(self, field: Any) -> None:
        self.refuse_day_outside(field.data, self.today, max(self.today, self.series.until_on))
