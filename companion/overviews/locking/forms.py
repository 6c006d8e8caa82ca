"""Setting the lock, and where Leave goes."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, PasswordField, RadioField, ValidationError
from wtforms.validators import Optional

from companion.accounts import rules
from companion.accounts.forms import ConfirmField
from companion.accounts.models import Person
from companion.accounts.rules import Place
from companion.core.forms import Form, at_most, options, picked
from companion.core.words import _, _l

OFF, PIN, PASSKEY = "off", "pin", "passkey"
OWN, SHARED = "own", "shared"


class LockForm(Form):
    """Needs ``has_pin``, whether there is one to keep, and ``has_passkey``, whether one could open it."""

    has_pin = False
    has_passkey = False
    kind = RadioField(
        _l("Lock this app"),
        [picked()],
        choices=options(
            [(OFF, _l("No lock")), (PIN, _l("With a PIN")), (PASSKEY, _l("With a passkey (face or finger)"))]
        ),
    )
    pin = PasswordField(
        _l("PIN"),
        [at_most(rules.PASSWORD_MOST)],
        description=_l("4 to 8 digits. Leave it empty to keep the one you have."),
    )
    after = RadioField(
        _l("Lock when I have been away for"),
        [picked()],
        choices=options([(str(n), _l("%(num)s min", num=n)) for n in rules.LOCK_MINUTES]),
    )
    phone = RadioField(
        _l("Do other people use this phone or computer?"),
        [Optional()],
        choices=options([(OWN, _l("Only me")), (SHARED, _l("Others too"))]),
        description=_l(
            "If only you use it and the lock is on after 5 minutes or less, you stay signed in for 30 days."
        ),
    )
    shows_people = BooleanField(_l("Help now shows my people without the PIN"))
    password = ConfirmField()

    def validate_kind(self, field: Any) -> None:
        if field.data == PASSKEY and not self.has_passkey:
            raise ValidationError(_("Add a passkey first."))

    def validate_pin(self, field: Any) -> None:
        pin = field.data or ""
        if self.kind.data != PIN or (not pin and self.has_pin):
            return
        if not (pin.isascii() and pin.isdecimal() and rules.PIN_LEAST <= len(pin) <= rules.PIN_MOST):
            raise ValidationError(_("Please use 4 to 8 digits."))
        if rules.is_easy_pin(pin):
            raise ValidationError(_("This PIN is easy to guess. Please choose another one."))

    @classmethod
    def of(cls, person: Person, is_shared: bool | None) -> LockForm:
        lock = person.lock
        kind = OFF if lock is None else PIN if lock.pin_hash else PASSKEY
        return cls(
            formdata=None,
            kind=kind,
            after=str(lock.after_minutes if lock else rules.LONGEST_LOCK_OF_OWN_PHONE),
            phone={None: None, False: OWN, True: SHARED}[is_shared],
            shows_people=bool(lock and lock.shows_people),
        )

    @property
    def new_pin(self) -> str | None:
        return (self.pin.data or "") if self.kind.data == PIN else None

    @property
    def is_shared(self) -> bool | None:
        return {OWN: False, SHARED: True}.get(self.phone.data or "")


class LeaveForm(Form):
    place = RadioField(
        _l("“Leave” goes to"),
        [picked()],
        choices=options(
            [
                (Place.WEATHER, _l("Weather (weather.gov)")),
                (Place.WIKIPEDIA, "Wikipedia"),
                (Place.GOOGLE, "Google"),
            ]
        ),
    )
