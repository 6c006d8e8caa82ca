"""Signing in, choosing a password, and one's own settings."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, EmailField, HiddenField, PasswordField, RadioField, ValidationError
from wtforms.validators import Length

from companion.accounts import rules
from companion.accounts.forms import EMAIL_MOST, NewEmailField
from companion.accounts.models import Person
from companion.core.forms import Form, NoControls, at_most, options, picked, required
from companion.core.words import LANGUAGES, _, _l


class SignInForm(Form):
    email = EmailField(_l("Email"), [NoControls(), required(), at_most(EMAIL_MOST)])
    password = PasswordField(_l("Password"), [required(), at_most(rules.PASSWORD_MOST)])
    kept = HiddenField()


class NewPasswordForm(Form):
    """Needs ``about_person`` set: words that the password must not hold."""

    about_person: tuple[str, ...] = ()
    new_password = PasswordField(
        _l("New password"),
        [
            required(),
            Length(min=rules.PASSWORD_LEAST, message=_l("Use at least %(min)d characters.")),
            at_most(rules.PASSWORD_MOST),
        ],
        description=_l("At least 15 characters. A few words in a row work well. You can paste it."),
    )

    def validate_new_password(self, field: Any) -> None:
        if rules.is_weak(rules.normalize_password(field.data), *self.about_person):
            raise ValidationError(_("This password is easy to guess. Please choose another one."))


class ChangePasswordForm(NewPasswordForm):
    password = PasswordField(_l("Password now"), [required(), at_most(rules.PASSWORD_MOST)])


class WelcomeForm(NewPasswordForm):
    email = NewEmailField(_l("Email"), description=_l("You sign in with it. Nobody else sees it here."))
    is_shared = BooleanField(_l("Other people use this phone or computer, too"))

    @classmethod
    def of(cls, person: Person, **options: Any) -> WelcomeForm:
        """An email that is already bound to the invitation is not asked for."""
        form = cls(**options)
        if person.email:
            del form.email
        email = person.email or (form.email.data or "")
        form.about_person = (person.name, email.partition("@")[0])
        return form


class PreferencesForm(Form):
    language = RadioField(_l("Language"), [picked()], choices=options(LANGUAGES.items()))
    theme = RadioField(
        _l("Colors"),
        [picked()],
        choices=options([("auto", _l("Like my phone")), ("light", _l("Light")), ("dark", _l("Dark"))]),
    )
