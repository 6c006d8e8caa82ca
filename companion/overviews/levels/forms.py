"""The checklist along the six dimensions."""

from __future__ import annotations

from typing import Any

from wtforms import RadioField

from companion.core.forms import LogForm, TextField, options
from companion.core.words import _l
from companion.records.levels import rules, wording
from companion.records.levels.rules import Answer, Dimension


class CheckForm(LogForm):
    """One question a dimension, each of which may stay open."""

    words = TextField(_l("Note"), limit=rules.NOTE_MOST)

    @property
    def questions(self) -> list[tuple[Dimension, Any]]:
        return [(one, self[one.value]) for one in Dimension]

    @property
    def answers(self) -> dict[Dimension, Answer]:
        return {one: Answer(field.data or Answer.UNKNOWN) for one, field in self.questions}


for _dimension in Dimension:
    _field = RadioField(
        wording.ASKED[_dimension],
        choices=options(wording.ANSWERS.items()),
        default=Answer.UNKNOWN,
        invalid_choice_message=_l("Please choose one from the list."),
    )
    setattr(CheckForm, _dimension.value, _field)
