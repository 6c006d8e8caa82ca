"""Hours a week and where a client steps down from, in the words that forms show."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from wtforms import DecimalField, SelectField
from wtforms.widgets import TextInput

from companion.core.forms import options, picked
from companion.core.words import _, _l
from companion.programs import rules

HOURS = re.compile(r"[0-9]{1,2}(\.[0-9]{1,2})?")
MINUTES_AN_HOUR = 60
STEPS = {
    "community": _l("Home, with no program before"),
    "outpatient": _l("Outpatient care"),
    "partial_hospitalization": _l("Partial hospital care"),
    "residential": _l("Residential care"),
    "inpatient": _l("Hospital care"),
    "withdrawal": _l("Withdrawal management"),
}


class HoursField(DecimalField):
    """Hours a week, such as 9 or 9.5; a comma is as good as a point."""

    widget = TextInput()

    def __init__(self, label: Any, validators: Any = None, **other: Any) -> None:
        super().__init__(label, validators, places=None, **other)

    def process_formdata(self, valuelist: list[str]) -> None:
        text = "".join(valuelist).strip().replace(",", ".")
        if not HOURS.fullmatch(text) or Decimal(text) > rules.MOST_HOURS_PER_WEEK:
            most = rules.MOST_HOURS_PER_WEEK
            raise ValueError(_("Please write hours like 9 or 9.5, from 0 to %(most)d.", most=most))
        self.data = Decimal(text)

    @property
    def minutes(self) -> int:
        return round(self.data * MINUTES_AN_HOUR)


class StepsDownField(SelectField):
    """The care that the client comes from."""

    def __init__(self, label: Any, **other: Any) -> None:
        super().__init__(label, [picked()], choices=options(STEPS.items()), **other)


def hours(minutes: int) -> Decimal:
    """Minutes as the hours that people say: 540 is 9, 570 is 9.5."""
    return Decimal(f"{round(minutes / MINUTES_AN_HOUR, 2):g}")
