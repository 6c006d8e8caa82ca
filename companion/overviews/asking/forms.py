"""The form of somebody who asks for help, how they come back to it by its code, and what staff fill in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from wtforms import BooleanField, Field, HiddenField, RadioField, SelectField, StringField, ValidationError

from companion.accounts.models import Person
from companion.core.forms import Form, LineField, LogForm, TextField, options, picked
from companion.core.phones import is_phone
from companion.core.states import STATES
from companion.core.words import _, _l
from companion.records.enquiries import rules, wording
from companion.records.enquiries.rules import About, Safe
from companion.records.enquiries.taking_in import Asked

EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,54}")
CHOICE_WRONG = _l("Please choose one from the list.")


def _safe(label: Any) -> RadioField:
    return RadioField(
        label,
        choices=options(wording.SAFE.items()),
        validate_choice=False,
        filters=[lambda said: said if said in list(Safe) else None],
    )


class AskForm(LogForm):
    """``homepage`` is there for programs that fill in everything; people neither see nor reach it.

    ``begun`` says, signed, when the page was made for this very form.
    """

    about = RadioField(
        _l("Who is this for?"),
        [picked()],
        choices=options(wording.ABOUT.items()),
        invalid_choice_message=CHOICE_WRONG,
    )
    name = LineField(
        _l("First name or nickname"),
        needed=_l("Please write a name we can call you by. It can be made up."),
        limit=rules.NAME_MOST,
        description=_l("What we call you. It does not have to be your real name."),
    )
    phone = LineField(_l("Phone"), limit=40)
    email = LineField(_l("Email"), limit=rules.LINE_MOST)
    voicemail = _safe(_l("Is it safe to leave a voicemail?"))
    texting = _safe(_l("Is it safe to send a text?"))
    emailing = _safe(_l("Is it safe to send an email?"))
    when = LineField(
        _l("When is a good time?"), limit=rules.LINE_MOST, description=_l("Like weekdays after 5.")
    )
    state = SelectField(
        _l("State where you live"),
        default="",
        choices=options([("", _l("I’d rather not say")), *STATES.items()]),
        invalid_choice_message=CHOICE_WRONG,
    )
    going_on = TextField(
        _l("What is going on?"),
        limit=rules.TEXT_MOST,
        description=_l("Only if you want to. A few words are enough."),
    )
    homepage = StringField(_l("Leave this empty"))
    begun = HiddenField()

    @classmethod
    def blank(cls, begun: Any) -> AskForm:
        """``begun`` signs the form's id. The id is all random: the code of the request is made of it."""
        form_id = str(uuid4())
        return cls(formdata=None, submission_id=form_id, begun=begun(form_id))

    def validate_phone(self, field: Field) -> None:
        if field.data and not is_phone(field.data):
            raise ValidationError(_("Please write a phone number like 555 010 0100."))

    def validate_email(self, field: Field) -> None:
        if field.data and not EMAIL.fullmatch(field.data):
            raise ValidationError(_("Please write an email like name@example.org."))

    def validate(self, extra_validators: Any = None) -> bool:
        """A field that may be empty is not checked when it is: that one of two is there is checked here."""
        is_valid = bool(super().validate(extra_validators))
        if not self.phone.data and not self.email.data:
            self.fail("phone", _("Please write a phone number or an email, so that we can reach you."))
            return False
        return is_valid

    def asked(self, language: str) -> Asked:
        texts: dict[str, Any] = {
            name: self[name].data or "" for name in ("name", "phone", "email", "when", "going_on")
        }
        safe: dict[str, Any] = {
            name: Safe(self[name].data) if self[name].data else None
            for name in ("voicemail", "texting", "emailing")
        }
        about = About(self.about.data)
        return Asked(about=about, state=self.state.data or None, language=language, **texts, **safe)


class CodeForm(Form):
    code = LineField(_l("Your code"), needed=_l("Please type the code that you were given."), limit=40)


class AddForm(LogForm):
    """``code`` goes along hidden: it never stands in an address."""

    code = HiddenField()
    words = TextField(_l("Add something"), limit=rules.TEXT_MOST)
    is_taken_back = BooleanField(_l("I don’t want to be reached any more"))

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = bool(super().validate(extra_validators))
        if not self.words.data and not self.is_taken_back.data:
            self.fail("words", _("Please write something first."))
            return False
        return is_valid


class AttemptForm(LogForm):
    how = RadioField(
        _l("What did you do?"),
        [picked()],
        choices=options(wording.HOW.items()),
        invalid_choice_message=CHOICE_WRONG,
    )
    is_reached = BooleanField(_l("I talked with them, or they answered"))
    tried = TextField(_l("Note"), limit=rules.TEXT_MOST)


class NoteForm(LogForm):
    noted = TextField(_l("Note"), needed=_l("Please write something first."), limit=rules.TEXT_MOST)


class OutcomeForm(LogForm):
    """Has to be prepared with the clients whose record it can become a part of."""

    outcome = RadioField(
        _l("How did it end?"),
        [picked()],
        choices=options(wording.OUTCOMES.items()),
        invalid_choice_message=CHOICE_WRONG,
    )
    client = SelectField(
        _l("If enrolled: who is it here?"),
        default="",
        invalid_choice_message=CHOICE_WRONG,
        description=_l("Then the request stays with their record, and only their care team reads it."),
    )
    ending = TextField(_l("Note"), limit=rules.TEXT_MOST)

    def prepare(self, clients: Iterable[Person]) -> None:
        people = [(str(one.id), one.name) for one in clients]
        self.client.choices = options([("", _("Not enrolled yet")), *people])

    @property
    def client_id(self) -> UUID | None:
        return UUID(self.client.data) if self.client.data else None
