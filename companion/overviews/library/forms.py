"""What a skill says, in English and in Spanish: neither without the other."""

from __future__ import annotations

from typing import Any, Self

from wtforms import Field, HiddenField, SelectMultipleField, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from companion.core.forms import LineField, LogForm, NumberField, TextField, options, picked
from companion.core.words import LANGUAGES, _, _l
from companion.overviews.library import rules
from companion.records.skills.library import Skill
from companion.records.skills.wording import TAGS

WORDS = ("title", "summary", "when", "steps", "caution", "ending")
STEPS_TOGETHER = rules.MOST_STEPS * (rules.LINE + 1)


def _needed(label: Any) -> Any:
    return _l("%(field)s: please fill this in.", field=label)


def _at_most(limit: int) -> Any:
    return _l("At most %(max)d characters.", max=limit)


def _line(label: Any, language: str, limit: int = rules.LINE) -> LineField:
    about = {"description": _at_most(limit), "render_kw": {"lang": language}}
    return LineField(label, _needed(label), limit=limit, **about)


def _steps(label: Any, language: str) -> TextField:
    hint = _l(
        "One step on each line: at most %(steps)d, of at most %(max)d characters each.",
        steps=rules.MOST_STEPS,
        max=rules.LINE,
    )
    about = {"description": hint, "render_kw": {"lang": language}}
    return TextField(label, _needed(label), limit=STEPS_TOGETHER, **about)


def _caution(label: Any, language: str) -> TextField:
    hint = _l("For whom it is not safe, if there is anyone. At most %(max)d characters.", max=rules.CAUTION)
    return TextField(label, limit=rules.CAUTION, description=hint, render_kw={"lang": language})


def _minutes(label: Any) -> NumberField:
    return NumberField(label, [picked(_needed(label))], least=1, most=rules.LONGEST_MINUTES)


class SkillForm(LogForm):
    """``made_from`` is the version whose words the form showed at first."""

    made_from = HiddenField()
    en_title = _line(_l("Title in English"), "en", rules.TITLE)
    en_summary = _line(_l("In one line, in English"), "en")
    en_when = _line(_l("When to use it, in English"), "en")
    en_steps = _steps(_l("Steps in English"), "en")
    en_caution = _caution(_l("Caution in English"), "en")
    en_ending = _line(_l("A kind last word, in English"), "en")
    es_title = _line(_l("Title in Spanish"), "es", rules.TITLE)
    es_summary = _line(_l("In one line, in Spanish"), "es")
    es_when = _line(_l("When to use it, in Spanish"), "es")
    es_steps = _steps(_l("Steps in Spanish"), "es")
    es_caution = _caution(_l("Caution in Spanish"), "es")
    es_ending = _line(_l("A kind last word, in Spanish"), "es")
    least_minutes = _minutes(_l("Shortest time in minutes"))
    most_minutes = _minutes(_l("Longest time in minutes"))
    tags = SelectMultipleField(
        _l("What clients can choose it by"),
        choices=options(TAGS.items()),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validate_choice=False,
    )

    @classmethod
    def of(cls, skill: Skill) -> Self:
        words = {
            f"{language}_{name}": getattr(skill.said_in(language), name)
            for language in LANGUAGES
            for name in WORDS
        }
        steps = {f"{language}_steps": "\n".join(words[f"{language}_steps"]) for language in LANGUAGES}
        least, most = skill.minutes
        about = {"least_minutes": least, "most_minutes": most, "tags": list(skill.tags)}
        form: Self = cls.fresh(made_from=str(skill.version), **{**words, **steps, **about})
        return form

    @property
    def version_shown(self) -> int:
        """No skill has version 0."""
        text = self.made_from.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0

    def answers(self) -> dict[str, Any]:
        """In the shape of a content file of the library."""
        chosen = [key for key in TAGS if key in self.tags.data]
        minutes = [self.least_minutes.data, self.most_minutes.data]
        return {"minutes": minutes, "tags": chosen, **{one: self._words(one) for one in LANGUAGES}}

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        self._compare_languages()
        self._compare_times()
        return not self.errors

    def validate_en_steps(self, field: Field) -> None:
        if not rules.are_steps_fit(rules.steps_of(field.data)):
            limits = {"steps": rules.MOST_STEPS, "max": rules.LINE}
            raise ValidationError(
                _("Please use at most %(steps)d steps, of at most %(max)d characters each.", **limits)
            )

    validate_es_steps = validate_en_steps

    def validate_tags(self, field: Field) -> None:
        if not set(field.data) <= set(TAGS):
            raise ValidationError(_("Please choose one from the list."))

    def _compare_languages(self) -> None:
        """A warning, or a step, that half of the clients cannot read is worse than none."""
        if bool(self.en_caution.data) != bool(self.es_caution.data):
            missing = "es_caution" if self.en_caution.data else "en_caution"
            self.fail(missing, _("Please write the caution in both languages, or in neither."))
        counts = {len(rules.steps_of(self[f"{language}_steps"].data)) for language in LANGUAGES}
        if len(counts) > 1 and 0 not in counts:
            self.fail("es_steps", _("Please write as many steps in Spanish as in English."))

    def _compare_times(self) -> None:
        least, most = self.least_minutes.data, self.most_minutes.data
        if least and most and most < least:
            self.fail("most_minutes", _("The longest time cannot be less than the shortest."))
        if least and not rules.fits_tags(least, self.tags.data):
            self.fail("tags", _("“Under 2 minutes” fits only a shortest time of 1 minute."))

    def _words(self, language: str) -> dict[str, Any]:
        said = {name: self[f"{language}_{name}"].data or "" for name in WORDS}
        return {**said, "steps": rules.steps_of(said["steps"])}
