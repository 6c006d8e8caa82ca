"""When staff are at work, and how often they are told again of a safety alert."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import RadioField, TimeField
from wtforms.validators import Optional

from companion.core.forms import Form, options, picked
from companion.core.words import WEEKDAYS, _, _l
from companion.programs.models import Program, StaffedHours
from companion.programs.rules import Shift

TIME_WRONG = _l("Please write the time like 18:00.")
FORMATS = ["%H:%M", "%H:%M:%S"]
EVERY = {
    "10": _l("10 minutes"),
    "15": _l("15 minutes"),
    "30": _l("30 minutes"),
    "60": _l("1 hour"),
    "120": _l("2 hours"),
}


class HoursForm(Form):
    """``from_0`` and ``until_0`` are Monday's. Both empty: nobody is at work on that day."""

    alert_minutes = RadioField(
        _l("Tell staff again of a safety alert every"),
        [picked()],
        choices=options(EVERY.items()),
        invalid_choice_message=_l("Please choose one from the list."),
    )

    @classmethod
    def of(cls, program: Program, week: Iterable[StaffedHours]) -> HoursForm:
        values: dict[str, Any] = {"alert_minutes": str(program.alert_minutes)}
        for one in week:
            values |= {f"from_{one.weekday}": one.opens_at, f"until_{one.weekday}": one.closes_at}
        return cls(formdata=None, **values)

    @property
    def days(self) -> list[tuple[Any, Any, Any]]:
        """Each weekday's name, with its two fields."""
        return [(name, self[f"from_{day}"], self[f"until_{day}"]) for day, name in enumerate(WEEKDAYS)]

    @property
    def week(self) -> list[Shift]:
        return [
            Shift(day, opens.data, closes.data)
            for day, (_name, opens, closes) in enumerate(self.days)
            if opens.data and closes.data
        ]

    def validate(self, extra_validators: Any = None) -> bool:
        """Of each weekday both times are there, or neither."""
        is_valid = bool(super().validate(extra_validators))
        for _name, opens, closes in self.days:
            half = next((one for one in (opens, closes) if not one.errors and one.data is None), None)
            if half and (opens.data or closes.data):
                self.fail(half.name, _("Please write both times, or none for a day off."))
                is_valid = False
        return is_valid


def _time(label: Any) -> TimeField:
    return TimeField(label, [Optional()], format=FORMATS, invalid_value_message=TIME_WRONG)


for number in range(len(WEEKDAYS)):
    setattr(HoursForm, f"from_{number}", _time(_l("From")))
    setattr(HoursForm, f"until_{number}", _time(_l("Until")))
