"""What staff type to plan a group or an appointment. Times are those of the program's zone.

Each form needs ``now`` and ``zone`` set, and the choices of its lists, before it is validated.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Self
from uuid import UUID
from zoneinfo import ZoneInfo

from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    SelectField,
    TimeField,
    ValidationError,
)

from companion.accounts.models import Person
from companion.core.forms import Form, LineField, options, picked
from companion.core.words import _, _l
from companion.records.schedule import recurrence, rules
from companion.records.schedule.models import Appointment

TITLE_MOST = 80
PLACE_MOST = 120
LINK_MOST = 300
DAY_WRONG = _l("Please write the day like 2026-11-26.")
TIME_WRONG = _l("Please write the time like 18:00.")
CHOICE_WRONG = _l("Please choose one from the list.")


class ScheduleForm(Form):
    """``now`` and the program's ``zone`` say which days can be picked: from today on, 800 at most."""

    now: datetime
    zone: str
    clashing: Sequence[Appointment] = ()

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

    anyway = BooleanField(_l("Save it anyway"))

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

    def taken(self) -> dict[str, Any]:
        """Whom, which room and which times it takes: what ``plans.clashing`` asks for."""
        return {"spans": self.spans(), "facilitator_id": self.facilitator_id, "place": self.place.data or ""}

    def spans(self) -> list[tuple[datetime, datetime]]:
        """When it would be, in order."""
        raise NotImplementedError

    def is_free(self, clashing: Sequence[Appointment]) -> bool:
        """Whether nothing else is then, or the person knows of it and saves it anyway."""
        self.clashing = clashing
        return not clashing or bool(self.anyway.data)

    def offer_facilitators(self, people: Iterable[Person]) -> None:
        self.facilitator.choices = options((str(person.id), person.name) for person in people)

    @property
    def facilitator_id(self) -> UUID:
        return UUID(self.facilitator.data)

    def meeting(self) -> dict[str, Any]:
        texts = {name: self[name].data or "" for name in ("title", "place", "video_link")}
        return {"minutes": self.minutes.data, **texts}


class SessionForm(MeetingForm):
    """One session on one day."""

    day = DateField(_l("Day"), [picked(_l("Please pick a day."))], invalid_value_message=DAY_WRONG)

    def validate_day(self, field: Any) -> None:
        self.refuse_day_outside(field.data, self.today, self.today + timedelta(days=recurrence.MOST_DAYS - 1))

    def check_time(self) -> None:
        if self.begins_at <= self.now:
            self.fail("starts_at", _("Please pick a time that is still to come."))

    @property
    def begins_at(self) -> datetime:
        return rules.at(self.day.data, self.starts_at.data, self.zone)

    @property
    def ends_at(self) -> datetime:
        return self.begins_at + timedelta(minutes=self.minutes.data)

    def spans(self) -> list[tuple[datetime, datetime]]:
        return [(self.begins_at, self.ends_at)]

    def change(self) -> dict[str, Any]:
        """What ``actions.change`` takes."""
        words = self.meeting()
        del words["minutes"]
        return {
            **words,
            "starts_at": self.begins_at,
            "ends_at": self.ends_at,
            "facilitator_id": self.facilitator_id,
        }

    @classmethod
    def of(cls, appointment: Appointment, now: datetime, zone: str, **values: Any) -> Self:
        """As the session is now."""
        begins = appointment.starts_at.astimezone(ZoneInfo(zone))
        length = appointment.ends_at - appointment.starts_at
        about = {name: getattr(appointment, name) for name in ("title", "place", "video_link")}
        about |= {"day": begins.date(), "starts_at": begins.time(), "minutes": length // timedelta(minutes=1)}
        return cls.at(now, zone, **about, facilitator=str(appointment.facilitator_id), **values)


class AppointmentForm(SessionForm):
    """One session of one client. ``clashes`` is what fills the client's own week then."""

    clashes: Sequence[Any] = ()
