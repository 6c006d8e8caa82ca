"""The questions of each worksheet."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField, IntegerField, RadioField, ValidationError
from wtforms.validators import AnyOf, Optional

from companion.core.forms import Form, LineField, LogForm, TextField, options, picked
from companion.core.words import _, _l
from companion.records.worksheets import rules
from companion.records.worksheets.rules import Direction, Kind
from companion.records.worksheets.wording import COMMON_THOUGHTS, WHO

REASON_MOST = 300
SCRIPT_MOST = 500
TEXT_MOST = 2000
CHOICE_WRONG = _l("Please choose one from the list.")
NUMBER_WRONG = _l("Please write a number from 0 to 100.")


class WorksheetForm(LogForm):
    """``then`` is the page that led here: a skill that is being done."""

    kind: Kind

    then = HiddenField()

    @property
    def answers(self) -> dict[str, Any]:
        return {name: self[name].data for name in rules.QUESTIONS[self.kind]}


class ReasonForm(WorksheetForm):
    kind = Kind.REASON

    words = TextField(
        _l("Your reason"),
        needed=_l("Write your reason."),
        limit=REASON_MOST,
        description=_l("Like a person, a plan, or how you want to feel."),
    )


class ScriptForm(WorksheetForm):
    kind = Kind.REFUSAL

    who = RadioField(
        _l("Who do you say it to?"),
        [picked()],
        choices=options(WHO.items()),
        invalid_choice_message=CHOICE_WRONG,
    )
    words = TextField(
        _l("Your words"),
        needed=_l("Write what you will say."),
        limit=SCRIPT_MOST,
        description=_l("Like: “No thanks. I am good with a soda.” You do not owe anyone a reason."),
    )


class PercentField(IntegerField):
    """How strong a feeling is, from 0 to 100. It can be left empty."""

    def __init__(self, label: Any, **options: Any) -> None:
        super().__init__(label, [Optional()], invalid_value_message=NUMBER_WRONG, **options)

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        if self.data is not None and not rules.WEAKEST <= self.data <= rules.STRONGEST:
            raise ValidationError(str(NUMBER_WRONG))


class ThoughtForm(WorksheetForm):
    """``common`` is a thought that many know; the client's own words come first."""

    kind = Kind.THOUGHT

    situation = TextField(_l("What happened?"), limit=TEXT_MOST, description=_l("Where, when, who with."))
    common = RadioField(
        _l("Is it one of these thoughts?"),
        [Optional()],
        choices=options(COMMON_THOUGHTS.items()),
        validate_choice=False,
    )
    thought = TextField(_l("The thought, in your words"), limit=TEXT_MOST)
    feeling = LineField(_l("What do you feel?"), description=_l("Like sad, angry, worried."))
    before = PercentField(_l("How strong is the feeling, 0 to 100?"))
    evidence_for = TextField(_l("What backs up the thought?"), limit=TEXT_MOST)
    evidence_against = TextField(_l("What does not back it up?"), limit=TEXT_MOST)
    fairer = TextField(_l("A fairer thought"), limit=TEXT_MOST)
    after = PercentField(_l("How strong is the feeling now, 0 to 100?"))

    @property
    def answers(self) -> dict[str, Any]:
        thought = self.thought.data or str(COMMON_THOUGHTS.get(self.common.data, ""))
        return {**super().answers, "thought": thought}

    def validate_common(self, field: Any) -> None:
        if field.data and field.data not in COMMON_THOUGHTS:
            raise ValidationError(str(CHOICE_WRONG))

    def validate(self, extra_validators: Any = None) -> bool:
        """One of the two is enough; a field that may be empty is not asked by itself."""
        is_valid: bool = super().validate(extra_validators)
        if not self.thought.data and not self.common.data:
            self.fail("thought", _("Write the thought, or choose one."))
            return False
        return is_valid


class MoveForm(Form):
    direction = HiddenField(validators=[AnyOf([*Direction], message=_l("Please choose one."))])


FORMS: dict[Kind, type[WorksheetForm]] = {form.kind: form for form in (ReasonForm, ScriptForm, ThoughtForm)}
