"""One answer, all answers, and how often each instrument is asked for."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField, RadioField, SelectField, ValidationError
from wtforms.validators import AnyOf, Optional

from companion.core.forms import Form, LogForm, options, picked
from companion.core.words import _, _l
from companion.records.assessments import library, rules, wording
from companion.records.assessments.library import Instrument
from companion.records.assessments.rules import Item, Rhythm

NOT_SAID = "not-said"
NOT_SAID_WORDS = _l("I would rather not say")
CHOICE_WRONG = _l("Please choose one from the list.")
ALL_AT_ONCE = "all"


class BeginForm(LogForm):
    pages = HiddenField()

    @property
    def is_all_at_once(self) -> bool:
        return bool(self.pages.data == ALL_AT_ONCE)


class AnswerForm(Form):
    """The answer to one question, which a button sends."""

    item = HiddenField()
    answer = HiddenField()

    def __init__(self, instrument: Instrument, **values: Any) -> None:
        super().__init__(**values)
        self.instrument = instrument

    @property
    def asked(self) -> Item | None:
        return self.instrument.item(self.item.data or "")

    @property
    def given(self) -> dict[str, int | None]:
        return {self.item.data: number_in(self.answer.data)}

    def validate_item(self, field: Any) -> None:
        if self.asked is None:
            raise ValidationError(_("This form was not complete. Please send it again."))

    def validate_answer(self, field: Any) -> None:
        if self.asked and field.data not in values_of(self.asked):
            raise ValidationError(_("Please choose an answer, or “I would rather not say”."))


class AllForm(Form):
    """A field for each question of an instrument; what is left open is not answered. See ``all_form``."""

    instrument: Instrument

    @property
    def given(self) -> dict[str, int | None]:
        fields = {item.id: self[field_name(item)] for item in self.instrument.items}
        return {name: number_in(field.data) for name, field in fields.items() if field.data}


def all_form(instrument: Instrument, answers: dict[str, int | None] | None = None) -> AllForm:
    """As it was sent, or filled with these answers."""
    fields: dict[str, Any] = {field_name(item): _field(item) for item in instrument.items}
    kind = type("AllAnswersForm", (AllForm,), {"instrument": instrument, **fields})
    if answers is None:
        return kind()  # type: ignore[no-any-return]  # a class made here is not known to the types
    said = {f"item_{name}": NOT_SAID if value is None else str(value) for name, value in answers.items()}
    return kind(formdata=None, **said)  # type: ignore[no-any-return]  # as above


class CadenceForm(Form):
    """One list to pick from for each instrument, named by its key."""

    @classmethod
    def of(cls, rhythms: dict[str, Rhythm]) -> CadenceForm:
        form: CadenceForm = cls(formdata=None, **rhythms)
        return form

    @property
    def rhythms(self) -> dict[str, Rhythm]:
        return {key: Rhythm(self[key].data) for key in library.ORDER}


for one in library.instruments():
    offered = [(rhythm.value, wording.RHYTHMS[rhythm]) for rhythm in rules.OFFERED[one.key]]
    choices = SelectField(
        one.short_name, [picked()], choices=options(offered), invalid_choice_message=CHOICE_WRONG
    )
    setattr(CadenceForm, one.key, choices)


def field_name(item: Item) -> str:
    return f"item_{item.id}"


def values_of(item: Item) -> list[str]:
    """Everything that can be sent as an answer."""
    return [*(str(option.value) for option in item.options), NOT_SAID]


def number_in(sent: str) -> int | None:
    """None for "I would rather not say", which is not zero."""
    return None if sent == NOT_SAID else int(sent)


def _field(item: Item) -> RadioField:
    labels = [*(option.label for option in item.options), NOT_SAID_WORDS]
    return RadioField(
        item.text,
        [Optional(), AnyOf(values_of(item), message=CHOICE_WRONG)],
        choices=options(zip(values_of(item), labels, strict=True)),
        validate_choice=False,
    )
