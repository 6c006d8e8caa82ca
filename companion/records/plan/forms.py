"""What a line of the plan says, what stands under a heading, what is planned for a week, and comments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField, ValidationError
from wtforms.validators import AnyOf
from wtforms.widgets import CheckboxInput, ListWidget

from companion.core.forms import Form, LineField, LogForm, TextField, options, picked
from companion.core.words import _, _l
from companion.records.plan import rules, wording
from companion.records.plan.actions import Added
from companion.records.plan.rules import Part

COMMENT_MOST = 2000
CHOICE_WRONG = _l("Please choose one from the list.")


class WordsForm(Form):
    """The client's own words; ``risk`` is asked only about a trigger."""

    words = LineField(_l("In your own words"), limit=rules.WORDS_MOST)
    risk = RadioField(
        _l("What kind of moment is it?"),
        choices=options(wording.RISK_CHOICES.items()),
        validate_choice=False,
        description=_l("Only needed with your own words. It helps you and your counselor see a pattern."),
    )

    def __init__(self, part: Part, **values: Any) -> None:
        super().__init__(**values)
        self.part = part
        if part != Part.TRIGGER:
            del self.risk

    @property
    def chosen_risk(self) -> str:
        return (self.risk.data or "") if self.part == Part.TRIGGER else ""

    def validate_risk(self, field: Any) -> None:
        if self.words.data and field.data not in wording.RISK_CHOICES:
            raise ValidationError(_("Please choose one."))


class ChangeLineForm(WordsForm):
    words = LineField(_l("In your own words"), needed=_l("Please fill this in."), limit=rules.WORDS_MOST)


class NewLineForm(WordsForm, LogForm):
    """What can be ticked is offered before the form is validated, and shown in groups."""

    topics = SelectMultipleField(
        _l("Pick what fits"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        invalid_choice_message=CHOICE_WRONG,
    )

    def offer(self, groups: Iterable[tuple[str, Mapping[str, str]]]) -> None:
        self.groups = list(groups)
        self.topics.choices = options(pair for _title, topics in self.groups for pair in topics.items())

    def validate(self, extra_validators: Any = None) -> bool:
        if super().validate(extra_validators) and not (self.topics.data or self.words.data):
            self.fail("words", _("Pick something, or write it in your own words."))
        return not self.errors

    @property
    def added(self) -> Added:
        words = self.words.data or ""
        return Added(self.part, self.topics.data or [], words, self.chosen_risk if words else "")


class MoveForm(Form):
    direction = HiddenField(validators=[AnyOf([*rules.Direction], message=_l("Please choose one."))])


class AnswerForm(Form):
    """``check`` brings the client back to all answers, where they came from."""

    words = TextField(
        _l("Your answer"), limit=rules.ANSWER_MOST, description=_l("Write each thing on its own line.")
    )
    check = HiddenField()


class GoalForm(Form):
    words = LineField(
        _l("One small step for this week"),
        limit=rules.WORDS_MOST,
        description=_l("Something you can do in these days. Leave it empty to take it off."),
    )


class CommentForm(LogForm):
    about = SelectField(
        _l("About"),
        [picked()],
        choices=options(wording.SUBJECTS.items()),
        invalid_choice_message=CHOICE_WRONG,
    )
    words = TextField(_l("Your comment"), needed=_l("Please fill this in."), limit=COMMENT_MOST)
