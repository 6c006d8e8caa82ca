"""From when on each rule looks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import RadioField

from companion.core.forms import Form, NumberField, options, picked
from companion.core.words import _, _l
from companion.records.triage.facts import Limits
from companion.records.triage.queries import Rules
from companion.records.triage.rules import NAMES, RANGES

NONE = "none"


def _number(name: str, label: Any, hint: Any) -> NumberField:
    least, most = RANGES[name]
    return NumberField(label, [picked(_l("Please fill this in."))], least=least, most=most, description=hint)


class ThresholdsForm(Form):
    session_hours = _number(
        "session_hours", _l("Meeting soon: hours before the session"), _l("1 to 24. It starts at 2.")
    )
    strong_from = _number(
        "strong_from", _l("Strong craving: from this number on"), _l("1 to 10. It starts at 8.")
    )
    rise = _number("rise", _l("Highest craving up by"), _l("1 to 10 points. It starts at 3."))
    missed = _number("missed", _l("Missed sessions"), _l("1 to 10. It starts at 1."))
    silent_days = _number("silent_days", _l("Days without an entry"), _l("1 to 14. It starts at 3."))
    short_nights = _number(
        "short_nights", _l("Nights with under 5 hours of sleep"), _l("1 to 7. It starts at 2.")
    )
    waits_days = _number("waits_days", _l("Work days that a message waits"), _l("1 to 10. It starts at 1."))
    medicine_days = _number(
        "medicine_days", _l("Days with medicine not taken"), _l("1 to 7. It starts at 2.")
    )
    medicine_question = RadioField(
        _l("Which check-in question asks if medicine was taken"),
        [picked()],
        description=_l("A “no” then counts as not taken."),
        invalid_choice_message=_l("Please choose one from the list."),
    )

    def prepare(self, questions: Iterable[tuple[UUID, str]]) -> None:
        """Which of the program's own questions there are to choose from."""
        asked = [(str(question_id), said) for question_id, said in questions]
        self.medicine_question.choices = options([*asked, (NONE, _("None of them"))])

    @classmethod
    def of(cls, rules: Rules) -> ThresholdsForm:
        question = str(rules.medicine_question_id) if rules.medicine_question_id else NONE
        return cls(formdata=None, obj=rules.limits, medicine_question=question)

    @property
    def limits(self) -> Limits:
        return Limits(**{name: self[name].data for name in NAMES})

    @property
    def medicine_question_id(self) -> UUID | None:
        chosen = self.medicine_question.data
        return None if chosen == NONE else UUID(chosen)
