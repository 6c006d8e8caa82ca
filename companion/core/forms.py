"""What every form shares: clean text, plain messages, and an id that makes a second send harmless."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, ClassVar
from uuid import UUID

from flask_wtf import FlaskForm
from wtforms import DateField, Field, HiddenField, IntegerField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length, Optional
from wtforms.widgets import TextInput

from companion.core.db import new_id
from companion.core.words import _, _l

LINE = 120
TEXT = 10_000
UNSURE = "unsure"
RATINGS = (*map(str, range(11)), UNSURE)
KEPT_CONTROLS = "\n\t"
WHOLE = re.compile("[0-9]{1,3}")


class NoControls:
    """Refuse NUL and other control characters: PostgreSQL cannot store them and nobody types them."""

    def __call__(self, form: Any, field: Field) -> None:
        if any(unicodedata.category(c) == "Cc" and c not in KEPT_CONTROLS for c in field.data or ""):
            raise ValidationError(_("This has a character that cannot be saved. Please type it again."))


def clean(text: str | None) -> str | None:
    """One way to write each letter (NFC), one kind of line end, no space around."""
    if text is None:
        return None
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def required(message: Any = None) -> DataRequired:
    return DataRequired(message or _l("Please fill this in."))


def picked(message: Any = None) -> InputRequired:
    return InputRequired(message or _l("Please choose one."))


def at_most(limit: int) -> Length:
    return Length(max=limit, message=_l("This is too long. Use at most %(max)d characters."))


class LineField(StringField):
    """One line of text."""

    def __init__(self, label: Any, needed: Any = None, limit: int = LINE, **options: Any) -> None:
        first = required(needed) if needed else Optional()
        super().__init__(label, [NoControls(), first, at_most(limit)], filters=[clean], **options)


class TextField(TextAreaField):
    """Several lines of text."""

    def __init__(self, label: Any, needed: Any = None, limit: int = TEXT, **options: Any) -> None:
        first = required(needed) if needed else Optional()
        super().__init__(label, [NoControls(), first, at_most(limit)], filters=[clean], **options)


class NumberField(IntegerField):
    """A whole number between two others, both allowed."""

    widget = TextInput()

    def __init__(self, label: Any, validators: Any, *, least: int, most: int, **other: Any) -> None:
        super().__init__(label, validators, **other)
        self.least, self.most = least, most

    def process_formdata(self, valuelist: list[str]) -> None:
        text = "".join(valuelist).strip()
        if text and not (WHOLE.fullmatch(text) and self.least <= int(text) <= self.most):
            limits = {"least": self.least, "most": self.most}
            raise ValueError(_("Please use a number from %(least)d to %(most)d.", **limits))
        self.data = int(text) if text else None


class DayField(DateField):
    """A day, also as "today" or "yesterday": a page that waits on a phone cannot know its day."""

    WORDS: ClassVar = {"today": timedelta(), "yesterday": timedelta(days=1)}
    ago: timedelta | None = None

    def process_formdata(self, valuelist: list[str]) -> None:
        self.ago = self.WORDS.get("".join(valuelist))
        if self.ago is None:
            super().process_formdata(valuelist)

    def count_from(self, today: date) -> None:
        if self.ago is not None:
            self.data = today - self.ago


class RatingField(HiddenField):
    """A tap on 0 to 10 or "Not sure": the buttons of ``ui/scale.html`` send it."""

    def __init__(self, **options: Any) -> None:
        message = _l("Please tap a number, or “Not sure”.")
        super().__init__(None, [DataRequired(message), AnyOf(RATINGS, message=message)], **options)

    @property
    def number(self) -> int | None:
        """The number that was tapped; "Not sure" stores none, which is not zero."""
        return None if self.data == UNSURE else int(self.data)


class Form(FlaskForm):
    """Cross-site protection is the application's: every POST is checked before any form is made."""

    class Meta:
        csrf = False

    def fail(self, name: str, message: str) -> None:
        """Add an error that an action found, so that it stands beside its field."""
        field = self[name]
        field.errors = [*field.errors, message]


class LogForm(Form):
    """A form that adds an entry. The same ``submission_id`` again is the same entry."""

    submission_id = HiddenField()

    def validate_submission_id(self, field: Field) -> None:
        try:
            UUID(field.data or "")
        except ValueError:
            raise ValidationError(_("This form was not complete. Please send it again.")) from None

    @property
    def submission(self) -> UUID:
        return UUID(self.submission_id.data)

    @classmethod
    def fresh(cls, **values: Any) -> Any:
        return cls(formdata=None, submission_id=str(new_id()), **values)


def options(pairs: Iterable[tuple[str, Any]]) -> list[SelectChoice]:
    """What can be picked: the value that is sent, and the words for it."""
    return [SelectChoice(value=value, label=label) for value, label in pairs]
