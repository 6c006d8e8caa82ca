"""The six questions of the home check; each may be left open."""

from __future__ import annotations

from typing import Any

from wtforms import RadioField
from wtforms.validators import AnyOf, Optional

from companion.core.forms import LogForm, options
from companion.core.words import _, _l
from companion.records.home import rules, wording
from companion.records.home.rules import Question

CHOICE_WRONG = _l("Please choose one from the list.")


class HomeCheckForm(LogForm):
    """A field for each question, named by it. One without any answer says nothing and is not kept."""

    def validate(self, **options: Any) -> bool:
        is_valid = super().validate(**options)
        if is_valid and not self.answers:
            self.form_errors.append(_("Please answer one question or more. You can skip any of them."))
        return is_valid and bool(self.answers)

    @property
    def answers(self) -> dict[str, str]:
        given: dict[str, Any] = {question.value: self[question.value].data for question in Question}
        return {name: answer for name, answer in given.items() if answer}


for question in Question:
    values = rules.offered(question)
    field = RadioField(
        wording.QUESTIONS[question],
        [Optional(), AnyOf(values, message=CHOICE_WRONG)],
        choices=options((value, wording.ANSWERS[value]) for value in values),
        validate_choice=False,
    )
    setattr(HomeCheckForm, question.value, field)
