"""A day on which no group meets."""

from __future__ import annotations

from datetime import date, timedelta

from wtforms import DateField, Field, ValidationError

from companion.core.forms import Form, LineField, picked
from companion.core.words import _, _l
from companion.records.schedule.forms import DAY_WRONG
from companion.records.schedule.recurrence import MOST_DAYS


class HolidayForm(Form):
    """Needs ``today`` set before it is validated: what is over cannot be cancelled any more."""

    today: date

    @classmethod
    def on(cls, today: date) -> HolidayForm:
        form = cls()
        form.today = today
        return form

    day = DateField(_l("Day"), [picked(_l("Please pick a day."))], invalid_value_message=DAY_WRONG)
    name = LineField(_l("What it is called"), needed=_l("Please give it a name."), limit=80)

    def validate_day(self, field: Field) -> None:
        last = self.today + timedelta(days=MOST_DAYS - 1)
        if field.data and not self.today <= field.data <= last:
            between = {"first": self.today.isoformat(), "last": last.isoformat()}
            raise ValidationError(_("Please pick a day from %(first)s to %(last)s.", **between))
