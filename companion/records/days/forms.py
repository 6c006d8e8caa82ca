"""The check-in, since when to count, and the program's own questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from wtforms import BooleanField, DateField, RadioField, ValidationError
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from companion.core.forms import DayField, Form, LineField, LogForm, TextField, options, picked
from companion.core.words import _, _l, language
from companion.records.days import rules
from companion.records.days.checking_in import Answers
from companion.records.days.models import CheckIn, DayCount, Question
from companion.records.days.rules import Mood, Sleep, Used
from companion.records.days.wording import ANSWERS, MOODS, SKIP, SLEEPS

NOTE_MOST = 2000
STRENGTHS = range(11)
DATE_WRONG = _l("Please write the day like 2026-11-26.")
CHOICE_WRONG = _l("Please choose one from the list.")


class SkippableField(RadioField):
    """One of a few, or nothing: nothing tapped and "Skip" are the same."""

    def __init__(self, label: Any, pairs: Sequence[tuple[str, Any]], **other: Any) -> None:
        super().__init__(
            label, [Optional()], choices=options(pairs), invalid_choice_message=CHOICE_WRONG, **other
        )

    @property
    def answer(self) -> str | None:
        return self.data if self.data and self.data != Used.SKIP else None


def _skippable(pairs: Sequence[tuple[Any, Any]]) -> list[tuple[str, Any]]:
    return [*((str(value), words) for value, words in pairs), (str(Used.SKIP), SKIP)]


class CheckInForm(LogForm):
    """``today`` is the client's. The day stands in the form, so that midnight does not move the answers."""

    day = DayField(None, [picked(DATE_WRONG)], widget=HiddenInput(), invalid_value_message=DATE_WRONG)
    mood = SkippableField(_l("Your mood"), _skippable([(int(mood), words) for mood, words in MOODS.items()]))
    sleep = SkippableField(_l("How much did you sleep?"), _skippable(list(SLEEPS.items())))
    strongest = SkippableField(None, _skippable([(number, str(number)) for number in STRENGTHS]))
    used = SkippableField(None, list(ANSWERS.items()))
    note = TextField(_l("Want to write a note? You can skip this."), limit=NOTE_MOST)

    questions: Sequence[Question] = ()

    def __init__(self, today: date, **values: Any) -> None:
        super().__init__(**values)
        self.today = today
        self.day.count_from(today)

    @classmethod
    def of(cls, day: date, today: date, found: CheckIn | None, *, has_told: bool) -> CheckInForm:
        """What the day says so far. A use that was told of answers its question."""
        values: dict[str, Any] = {"used": Used.YES} if has_told else {}
        if found:
            values = {name: getattr(found, name) for name in ("mood", "sleep", "strongest", "used", "note")}
            values |= {_name_of(one): found.asked.get(str(one.id)) for one in cls.questions}
        form: CheckInForm = cls.fresh(today=today, day=day, **values)
        return form

    def validate_day(self, field: Any) -> None:
        if field.data and not rules.is_open(field.data, self.today):
            raise ValidationError(_("You can fill in today and the 14 days before."))

    @property
    def asked(self) -> list[SkippableField]:
        """The fields of the program's own questions."""
        return [self[_name_of(one)] for one in self.questions]

    @property
    def answers(self) -> Answers:
        mood, sleep, strongest = self.mood.answer, self.sleep.answer, self.strongest.answer
        return Answers(
            mood=Mood(int(mood)) if mood else None,
            sleep=Sleep(sleep) if sleep else None,
            strongest=int(strongest) if strongest else None,
            used=Used(self.used.answer or Used.SKIP),
            note=self.note.data or "",
            asked={
                str(one.id): field.answer or Used.SKIP
                for one, field in zip(self.questions, self.asked, strict=True)
            },
        )


def check_in_form(asked: Sequence[Question]) -> type[CheckInForm]:
    """The form with the program's own questions, each under its id: an answer never moves to another one."""

    class WithQuestions(CheckInForm):
        questions = asked

    for one in asked:
        field = SkippableField(one.said_in(language()), list(ANSWERS.items()))
        setattr(WithQuestions, _name_of(one), field)
    return WithQuestions


def _name_of(question: Question) -> str:
    return f"question-{question.id.hex}"


class CountForm(Form):
    """``today`` is the client's: nobody counts from a day that is still to come."""

    began_on = DateField(
        _l("The day you count from"),
        [Optional()],
        invalid_value_message=DATE_WRONG,
        description=_l(
            "You can change it any time. It says nothing about use. Leave it empty to count from no day."
        ),
    )
    shows_recovery = BooleanField(_l("Days in recovery"))
    shows_without_use = BooleanField(_l("Days without use"))
    shows_run = BooleanField(_l("My current run, with the longest beside it"))

    def __init__(self, today: date, **values: Any) -> None:
        super().__init__(**values)
        self.today = today

    @classmethod
    def of(cls, count: DayCount | None, today: date) -> CountForm:
        usual = {"shows_recovery": True, "shows_without_use": True}
        return cls(today, formdata=None, obj=count, **({} if count else usual))

    def validate_began_on(self, field: Any) -> None:
        if field.data and not rules.is_first_day(field.data, self.today):
            raise ValidationError(_("Please pick today or a day before."))

    @property
    def choice(self) -> dict[str, Any]:
        return {
            name: self[name].data for name in ("began_on", "shows_recovery", "shows_without_use", "shows_run")
        }


class QuestionForm(Form):
    english = LineField(_l("In English"), _l("Please write the question in English."))
    spanish = LineField(_l("In Spanish"), _l("Please write the question in Spanish."))
