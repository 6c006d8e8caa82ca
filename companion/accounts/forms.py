"""Fields about a person that several forms ask for: an email, a language, a time zone."""

from __future__ import annotations

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from wtforms import EmailField, HiddenField, PasswordField, RadioField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Regexp

from companion.accounts.factors.rules import CODE_MOST
from companion.accounts.rules import PASSWORD_MOST
from companion.core.forms import Form, LineField, NoControls, at_most, clean, options, picked, required
from companion.core.words import LANGUAGES, _, _l

EMAIL_MOST = 254
EMAIL = Regexp(r"^[^@\s]+@[^@\s]+$", message=_l("Please write an email like name@example.org."))
NEAR_ZONES = {
    "America/New_York": _l("Eastern time"),
    "America/Chicago": _l("Central time"),
    "America/Denver": _l("Mountain time"),
    "America/Phoenix": _l("Arizona time"),
    "America/Los_Angeles": _l("Pacific time"),
    "America/Anchorage": _l("Alaska time"),
    "Pacific/Honolulu": _l("Hawaii time"),
    "America/Puerto_Rico": _l("Puerto Rico time"),
}


class NewEmailField(EmailField):
    """An email that somebody will sign in with."""

    def __init__(self, label: Any, **options: Any) -> None:
        checks = [NoControls(), required(), at_most(EMAIL_MOST), EMAIL]
        super().__init__(label, checks, filters=[clean], **options)


class ConfirmField(PasswordField):
    """The person's own password again, before what matters. ``accounts.guard`` looks whether it is right."""

    def __init__(self, label: Any = None, **other: Any) -> None:
        label = label or _l("Your password again")
        super().__init__(label, [required(), at_most(PASSWORD_MOST)], **other)


class SureForm(Form):
    """Only the password again."""

    password = ConfirmField()


class UnlockForm(Form):
    """Only digits, but nobody is told so by a keyboard that refuses to paste."""

    pin = PasswordField(_l("PIN"), [required(), at_most(PASSWORD_MOST)])
    kept = HiddenField()


class StepForm(Form):
    """The second step of a sign-in."""

    code = LineField(
        _l("Code"),
        _l("Please write the code."),
        limit=CODE_MOST,
        description=_l("Six digits from your app, or one of your codes on paper."),
    )
    kept = HiddenField()


class LanguageField(RadioField):
    """English or Español, each in its own words."""

    def __init__(self, label: Any, **other: Any) -> None:
        super().__init__(label, [picked()], choices=options(LANGUAGES.items()), **other)


class ZoneField(SelectField):
    """A time zone: those of the United States and Puerto Rico first, then every other one."""

    def __init__(self, label: Any, **other: Any) -> None:
        super().__init__(label, [picked()], choices=self._offered, validate_choice=False, **other)

    def pre_validate(self, form: Any) -> None:
        if self.data not in zones():
            raise ValidationError(_("There is no such time zone. Please pick one from the list."))

    def _offered(self) -> list[SelectChoice]:
        cities = sorted(name for name in zones() if "/" in name and name not in NEAR_ZONES)
        listed = {**NEAR_ZONES, **{name: name.replace("_", " ") for name in cities}}
        # What was sent stays in the form, even when there is no such zone.
        strange = {self.data: self.data} if self.data and self.data not in listed else {}
        return options([*strange.items(), *listed.items()])


@cache
def zones() -> frozenset[str]:
    """Kept, because reading the list takes a walk through the disk."""
    return frozenset(available_timezones())
