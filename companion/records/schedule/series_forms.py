"""What staff type to plan a group that repeats, and to end one. Times are those of the program's zone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Self
from uuid import UUID

from wtforms import DateField, IntegerField, SelectField, SelectMultipleField, ValidationError
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from companion.core.forms import LineField, options, picked
from companion.core.words import WEEKDAYS, _, _l
from companion.programs.models import Track
from companion.records.schedule import recurrence, rules
from companion.records.schedule.forms import CHOICE_WRONG, DAY_WRONG, MeetingForm, ScheduleForm
from companion.records.schedule.models import Series
from companion.records.schedule.wording import WEEKS

MOST_TIMES = 400
EVERY = {
    "1w": _l("Every week"),
    "2w": _l("Every 2 weeks"),
    "3w": _l("Every 3 weeks"),
    "4w": _l("Every 4 weeks"),
    "1m": _l("Every month"),
    "2m": _l("Every 2 months"),
    "3m": _l("Every 3 months"),
}


class WholeField(IntegerField):
    """A whole number, or nothing."""

    widget = TextInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        text = "".join(valuelist).strip()
        if text and not (text.isascii() and text.isdigit() and len(text) < 6):
            raise ValueError(_("Please write a whole number."))
        self.data = int(text) if text else None


class SeriesForm(MeetingForm):
    """A group that repeats by weeks or months, until a day or for a number of times."""

    track = SelectField(_l("Track"), [picked()], invalid_choice_message=CHOICE_WRONG)
    every = SelectField(
        _l("How often"), [picked()], choices=options(EVERY.items()), invalid_choice_message=CHOICE_WRONG
    )
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
    week = SelectField(
        _l("In which week of the month"),
        [picked()],
        default="1",
        choices=options(WEEKS.items()),
        description=_l("Only for groups that meet by the month."),
        invalid_choice_message=CHOICE_WRONG,
    )
    starts_on = DateField(_l("From"), [picked(_l("Please pick a day."))], invalid_value_message=DAY_WRONG)
    until_on = DateField(_l("Until"), [Optional()], invalid_value_message=DAY_WRONG)
    count = WholeField(_l("Or how many times"))
    left_out = LineField(
        _l("Days without it"),
        limit=200,
        description=_l("Such as 2026-12-24, 2026-12-31. Holidays of the program are left out in any case."),
    )

    def validate_starts_on(self, field: Any) -> None:
        self.refuse_day_outside(field.data, self.today, self.today + timedelta(days=recurrence.MOST_DAYS - 1))

    def validate_until_on(self, field: Any) -> None:
        first = self.starts_on.data
        if first and field.data and not self.starts_on.errors:
            self.refuse_day_outside(field.data, first, recurrence.horizon(first))

    def validate_count(self, field: Any) -> None:
        if bool(field.data) == bool(self.until_on.data or self.until_on.errors):
            raise ValidationError(_("Please say either until when, or how many times."))
        if field.data and not 1 <= field.data <= MOST_TIMES:
            raise ValidationError(
                _("Please use a number from %(least)d to %(most)d.", least=1, most=MOST_TIMES)
            )

    def validate_left_out(self, field: Any) -> None:
        try:
            self.days_left_out()
        except ValueError:
            raise ValidationError(_("Please write days like 2026-12-24, with commas between.")) from None

    def check_time(self) -> None:
        if not self.occurrences():
            self.fail("weekdays", _("None of these days comes between “from” and “until”."))

    def days_left_out(self) -> list[date]:
        return [
            date.fromisoformat(day.strip()) for day in (self.left_out.data or "").split(",") if day.strip()
        ]

    def plan(self) -> dict[str, Any]:
        """What ``create_series`` takes. Without a day to end on, the last of its times is that day."""
        found = self.occurrences()
        until_on = self.until_on.data or rules.day_in(self.zone, found[-1].starts_at)
        days = {"starts_on": self.starts_on.data, "until_on": until_on, "starts_at": self.starts_at.data}
        return {**self.meeting(), **days, "rule": self.rule(), "wanted": found}

    def rule(self) -> str:
        interval, unit = int(self.every.data[0]), self.every.data[1]
        if unit == "w":
            return recurrence.weekly(self.weekdays.data, interval=interval, count=self.count.data)
        return recurrence.monthly(
            int(self.week.data), self.weekdays.data, interval=interval, count=self.count.data
        )

    def occurrences(self) -> list[rules.Occurrence]:
        first = datetime.combine(self.starts_on.data, self.starts_at.data)
        until_on = self.until_on.data or recurrence.horizon(self.starts_on.data)
        left_out = [datetime.combine(day, self.starts_at.data) for day in self.days_left_out()]
        starts = recurrence.starts(self.rule(), first, self.zone, until_on, left_out=left_out)
        about = self.meeting()
        length = timedelta(minutes=about["minutes"])
        words = (about["title"], about["place"], about["video_link"])
        return [rules.Occurrence(start, start, start + length, *words) for start in starts]

    def spans(self) -> list[tuple[datetime, datetime]]:
        return [(one.starts_at, one.ends_at) for one in self.occurrences()]

    @classmethod
    def values_of(cls, series: Series, first: date) -> dict[str, Any]:
        """What the form says of the series as it is, from that day on."""
        names = ("title", "place", "video_link", "minutes", "starts_at", "until_on")
        parts = recurrence.parts_of(series.rule)
        unit = parts.get("FREQ", "WEEKLY")[0].lower()
        return {
            **{name: getattr(series, name) for name in names},
            "starts_on": first,
            "every": f"{parts.get('INTERVAL', '1')}{unit}",
            "weekdays": recurrence.days_of(series.rule) or [first.weekday()],
            "week": str(recurrence.week_of(series.rule) or 1),
        }

    def offer_tracks(self, tracks: Iterable[Track]) -> None:
        self.track.choices = options((str(track.id), track.name) for track in tracks)

    @property
    def track_id(self) -> UUID:
        return UUID(self.track.data)


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
