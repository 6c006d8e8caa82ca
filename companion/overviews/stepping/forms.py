"""What is filled in about a step: a referral, an assessment, a step up or down, a last day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from wtforms import DateField, Field, RadioField, SelectField, ValidationError
from wtforms.validators import Optional

from companion.accounts.forms import LanguageField, ZoneField
from companion.core.forms import LineField, LogForm, TextField, options, picked
from companion.core.words import _, _l
from companion.programs.forms import HoursField
from companion.programs.models import Program
from companion.programs.path import rules, wording
from companion.programs.path.actions import Step
from companion.programs.path.models import Phase
from companion.programs.path.rules import Kind, Level, Reason
from companion.programs.rules import FARTHEST_START

NO_DATE = _l("Please write a date like 2026-11-30.")
NOTE_MOST = 600
LATE = timedelta(days=31)
SAME = ("", _l("No other one"))


class ReferralForm(LogForm):
    name = LineField(_l("Name they use"), _l("Please write the name they use."), limit=80)
    pronouns = LineField(_l("Pronouns, if they want"), limit=40)
    language = LanguageField(_l("Language"))
    zone = ZoneField(_l("Time zone"))

    @classmethod
    def first(cls, program: Program) -> ReferralForm:
        form: ReferralForm = cls.fresh(language=program.language, zone=program.zone)
        return form

    def answers(self) -> dict[str, str]:
        names = ("name", "pronouns", "language", "zone")
        return {name: self[name].data or "" for name in names}


class DatedForm(LogForm):
    """What can be filled in depends on which day it is where the program is."""

    today: date

    @classmethod
    def first(cls, today: date, **values: Any) -> Any:
        return cls.fresh(on=today, **values).since(today)

    def since(self, today: date) -> Any:
        self.today = today
        return self


class AssessmentForm(DatedForm):
    on = DateField(_l("Day"), [picked(NO_DATE)], invalid_value_message=NO_DATE)
    level = SelectField(_l("Care that fits now"), [picked()], choices=options(wording.LEVELS.items()))
    note = TextField(
        _l("A line for the client, if you want"), limit=NOTE_MOST, description=_l("They read it in the app.")
    )

    def validate_on(self, field: Field) -> None:
        if field.data and not self.today - FARTHEST_START <= field.data <= self.today:
            raise ValidationError(_("Please pick today or an earlier day, within a year."))

    @property
    def more(self) -> dict[str, Any]:
        """What the step needs besides."""
        return {}

    def step(self) -> Step:
        level = Level(self.level.data)
        return Step(kind=Kind.ASSESSED, on=self.on.data, level=level, note=self.note.data or "")


class StepForm(AssessmentForm):
    """Has to be prepared with the phases of the client's track."""

    kind = RadioField(
        _l("Which way"), [picked()], choices=options((kind, wording.KINDS[kind]) for kind in rules.STEPS)
    )
    phase = SelectField(_l("Phase"), invalid_choice_message=_l("Please choose one from the list."))
    required_hours = HoursField(
        _l("Hours a week from then on"), [Optional()], description=_l("Leave it empty to keep the hours.")
    )

    def prepare(self, phases: Sequence[Phase]) -> StepForm:
        self.known = {str(phase.id): phase for phase in phases}
        named = [(phase_id, phase.name) for phase_id, phase in self.known.items()]
        self.phase.choices = options([SAME, *named])
        return self

    @property
    def more(self) -> dict[str, Any]:
        given: Any = self.required_hours
        return {"minutes": None if given.data is None else int(given.minutes)}

    def step(self) -> Step:
        about: dict[str, Any] = {"level": Level(self.level.data), "phase": self.known.get(self.phase.data)}
        return Step(kind=Kind(self.kind.data), on=self.on.data, note=self.note.data or "", **about)


class DischargeForm(DatedForm):
    on = DateField(
        _l("Last day"),
        [picked(NO_DATE)],
        invalid_value_message=NO_DATE,
        description=_l("If it is today, you lose access when you save. A later day still counts in full."),
    )
    reason = RadioField(_l("Why"), [picked()], choices=options(wording.REASONS.items()))
    note = TextField(
        _l("A few words for the client, if you want"),
        limit=NOTE_MOST,
        description=_l("They read it in the app. It is the last thing they have from you there."),
    )

    def validate_on(self, field: Field) -> None:
        if field.data and not self.today - LATE <= field.data <= self.today + FARTHEST_START:
            raise ValidationError(_("Please pick a day from a month ago to a year from now."))

    def step(self) -> Step:
        reason = Reason(self.reason.data)
        return Step(kind=Kind.DISCHARGED, on=self.on.data, reason=reason, note=self.note.data or "")
