"""Whom a client invites, what they show, and the signature under it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wtforms import BooleanField, RadioField, SelectMultipleField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from companion.access import rules
from companion.access.consents.wording import EXACTLY, PURPOSES, SCOPES
from companion.access.rules import OFFERED, Purpose, Scope
from companion.accounts.forms import ConfirmField, NewEmailField
from companion.core.forms import Form, LineField, LogForm, options, picked
from companion.core.words import _l, _n

WRONG = _l("Please choose one from the list.")


class ScopesField(SelectMultipleField):
    """Boxes to tick, none of them ticked."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()
    exactly = EXACTLY

    def __init__(self, label: Any, **other: Any) -> None:
        choices = options((str(scope), SCOPES[scope]) for scope in OFFERED)
        super().__init__(label, choices=choices, invalid_choice_message=WRONG, **other)

    @property
    def chosen(self) -> list[Scope]:
        return [Scope(scope) for scope in self.data or []]


class SharedForm(LogForm):
    """``offer`` the days before it is read."""

    scopes = ScopesField(_l("What do you want to show them?"))
    purpose = RadioField(
        _l("What for?"),
        [picked()],
        choices=options((str(purpose), words) for purpose, words in PURPOSES.items()),
        default=str(Purpose.SUPPORT),
        invalid_choice_message=WRONG,
    )
    days = RadioField(
        _l("For how long?"),
        [picked()],
        coerce=int,
        description=_l("It ends by itself. You hear about it 14 days and 1 day before."),
        invalid_choice_message=WRONG,
        invalid_value_message=WRONG,
    )

    def offer(self, most: int) -> Any:
        choices = rules.choices_of_days(most)
        self.days.choices = options((str(days), _n("%(num)d day", "%(num)d days", days)) for days in choices)
        if self.days.data is None and not self.days.raw_data:
            self.days.data = rules.usual_days(most)
        return self

    def carried(self) -> Iterator[tuple[str, str]]:
        """What the next page sends again, as it was typed."""
        for field in self:
            if not isinstance(field, ConfirmField) and field.name not in Signature.NAMES:
                values = field.data if isinstance(field, SelectMultipleField) else [field.data]
                yield from ((field.name, "y" if value is True else str(value)) for value in values if value)


class AskForm(SharedForm):
    name = LineField(_l("Their name"), _l("Please write their name."), limit=80)
    relation = LineField(
        _l("Who they are to you"),
        _l("Please write who they are to you."),
        limit=40,
        description=_l("Like sister, friend, or sponsor."),
    )
    email = NewEmailField(
        _l("Their email"), description=_l("They sign in with it. We do not send anything to it.")
    )
    is_adult = BooleanField(
        _l("They are 18 or older"),
        [InputRequired(_l("Please say that they are 18 or older. We cannot invite anyone younger yet."))],
        description=_l("This version cannot invite anyone under 18."),
    )


class Signature:
    """What stands under a consent. The password is left out where it was given just now."""

    NAMES = ("signature", "pressed")
    signature = LineField(
        _l("Your full name, as your signature"), _l("Please type your name to sign."), limit=120
    )
    pressed = RadioField(
        _l("Is anyone pressing you to share?"),
        [Optional()],
        choices=options([("no", _l("No")), ("yes", _l("Yes"))]),
        description=_l("Only you see this question. You can skip it."),
        invalid_choice_message=WRONG,
    )
    password = ConfirmField()


class SignedAskForm(AskForm, Signature):
    pass


class SignedMoreForm(SharedForm, Signature):
    pass


class ResumeForm(Form):
    password = ConfirmField()
