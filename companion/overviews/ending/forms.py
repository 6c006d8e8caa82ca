"""How strong it is now, and which skill came between."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField, ValidationError

from companion.core.forms import Form, RatingField
from companion.core.words import _
from companion.records.skills import library
from companion.records.skills.library import Skill


class AfterForm(Form):
    strength = RatingField()
    skill = HiddenField()

    @property
    def done_skill(self) -> Skill | None:
        return library.skill_at(self.skill.data or "")

    def validate_skill(self, field: Any) -> None:
        if field.data and self.done_skill is None:
            raise ValidationError(_("This form was not complete. Please send it again."))
