"""Which days the letter is about and for whom; and the code that somebody reads off one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from wtforms import DateField, HiddenField, RadioField, ValidationError
from wtforms.validators import Length

from companion.core.forms import Form, LineField, LogForm, options, picked
from companion.core.words import _, _l
from companion.overviews.letters.wording import KINDS
from companion.records.letters import rules

CODE_MOST = 40
DIGEST_LETTERS = 64


class AskForm(LogForm):
    """Needs ``today`` set, the program's day."""

    today: date
    kind = RadioField(_l("Who is it for?"), [picked()], choices=options(KINDS.items()))
    recipient = LineField(
        _l("Name of the court, employer, or school"),
        needed=_l("Write who the letter is for."),
        description=_l("It stands at the top of the letter."),
    )
    first_on = DateField(_l("From"), [picked(_l("Choose the first day."))])
    last_on = DateField(_l("To"), [picked(_l("Choose the last day."))])

    def validate_first_on(self, field: Any) -> None:
        if field.data and field.data < rules.EARLIEST:
            raise ValidationError(_("Please check the year."))

    def validate_last_on(self, field: Any) -> None:
        first_on, last_on = self.first_on.data, field.data
        if last_on and last_on > self.today:
            raise ValidationError(_("The last day cannot be later than today."))
        if first_on and last_on and last_on < first_on:
            raise ValidationError(_("The last day comes before the first one."))
        if first_on and last_on and last_on - first_on >= timedelta(days=rules.MOST_DAYS):
            raise ValidationError(_("One letter covers at most a year. Choose fewer days."))


class SignForm(Form):
    """What the signer read: it comes back with the signature."""

    seen = HiddenField(validators=[Length(max=DIGEST_LETTERS)])


class CodeForm(Form):
    code = LineField(
        _l("Code on the letter"),
        needed=_l("Type the code that is on the letter."),
        limit=CODE_MOST,
        description=_l("16 letters and numbers. Capitals, spaces, and dashes do not matter."),
    )
