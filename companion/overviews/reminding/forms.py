"""Choosing reminders: of what, by which ways, and when."""

from __future__ import annotations

import json
from typing import Any

from wtforms import HiddenField, RadioField, SelectMultipleField, StringField, TimeField, ValidationError
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from companion.core.forms import Form, NoControls, at_most, clean, options, picked, required
from companion.core.words import _, _l
from companion.records.reminders import rules, wording
from companion.records.reminders.models import ReminderSettings
from companion.records.reminders.rules import Kind, Level, Way

PHONE_MOST = 30
SUBSCRIPTION_MOST = 2_000


class SeveralField(SelectMultipleField):
    """Boxes to tick, any number of them."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: Any, choices: Any, **other: Any) -> None:
        super().__init__(label, choices=options(choices), **other)


class ChoicesForm(Form):
    """One box for each kind and way; ``offer`` leaves the ways that are on."""

    session = SeveralField(wording.KINDS[Kind.SESSION], wording.WAYS.items())
    check_in = SeveralField(wording.KINDS[Kind.CHECK_IN], wording.WAYS.items())
    practice = SeveralField(wording.KINDS[Kind.PRACTICE], wording.WAYS.items())
    measure = SeveralField(wording.KINDS[Kind.MEASURE], wording.WAYS.items())
    message = SeveralField(wording.KINDS[Kind.MESSAGE], wording.WAYS.items())
    leads = SeveralField(
        _l("When to remind you of a session"), [(str(one), words) for one, words in wording.LEADS.items()]
    )
    check_in_at = TimeField(
        _l("When to remind you of your check-in and of practice"),
        [InputRequired(_l("Please write a time like 18:00."))],
        description=_l("Between 8 in the morning and 9 in the evening. At night nothing is sent."),
    )
    level = RadioField(_l("What a reminder says"), [picked()], choices=options(wording.LEVELS.items()))

    def offer(self, ways: list[Way]) -> None:
        for kind in Kind:
            self[kind].choices = options([(way, wording.WAYS[way]) for way in ways])

    def validate_check_in_at(self, field: Any) -> None:
        if field.data and not rules.QUIET_UNTIL <= field.data < rules.QUIET_FROM:
            raise ValidationError(_("Please choose a time from 8 in the morning to 9 in the evening."))

    def validate_leads(self, field: Any) -> None:
        if self.session.data and not field.data:
            raise ValidationError(_("Please choose how long before a session."))

    @property
    def chosen(self) -> list[tuple[Kind, Way]]:
        return [(kind, Way(way)) for kind in Kind for way in self[kind].data or ()]

    @classmethod
    def of(cls, settings: ReminderSettings | None, by_kind: dict[Kind, set[Way]]) -> ChoicesForm:
        chosen = {str(kind): sorted(ways) for kind, ways in by_kind.items()}
        return cls(
            formdata=None,
            leads=[str(one) for one in (settings.leads if settings else rules.USUAL_LEADS)],
            check_in_at=settings.check_in_at if settings else rules.USUAL_CHECK_IN,
            level=settings.level if settings else Level.PLAIN,
            **chosen,
        )


class TextWayForm(Form):
    phone = StringField(
        _l("Your mobile number"), [NoControls(), required(), at_most(PHONE_MOST)], filters=[clean]
    )

    def validate_phone(self, field: Any) -> None:
        if rules.normalize_phone(field.data) is None:
            raise ValidationError(_("Please write a number with 10 digits, or one that begins with +."))


class CodeForm(Form):
    code = StringField(
        _l("The code that we sent"), [NoControls(), required(), at_most(PHONE_MOST)], filters=[clean]
    )


class SubscriptionForm(Form):
    """What the browser made, as it says it."""

    subscription = HiddenField(validators=[required(), at_most(SUBSCRIPTION_MOST)])

    def validate_subscription(self, field: Any) -> None:
        try:
            said = json.loads(field.data)
            parts = [said["endpoint"], said["keys"]["p256dh"], said["keys"]["auth"]]
        except (ValueError, KeyError, TypeError):
            parts = [None]
        if not all(isinstance(part, str) and part for part in parts):
            raise ValidationError(_("This browser did not say where to send notices. Please try again."))
