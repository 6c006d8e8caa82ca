"""How strong it is now, and which skill came between."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField, ValidationError

from companion.core.forms import Form, LogForm, RatingField
from companion.core.words import _l
from companion.records.cravings.models import Craving
from companion.records.skills.library import Skill
from companion.records.skills.shelves import Shelf

NOT_COMPLETE = _l("This form was not complete. Please send it again.")


class AfterForm(Form):
    """Needs the program's ``shelf`` before it is validated."""

    shelf: Shelf

    strength = RatingField()
    skill = HiddenField()

    @property
    def done_skill(self) -> Skill | None:
        """It may have been retired while the client was doing it, and was done all the same."""
        return self.shelf.known_at(self.skill.data or "")

    def skill_and_version(self) -> dict[str, Any]:
        done = self.done_skill
        return {"skill_key": done and done.key, "skill_version": done and done.version}

    def validate_skill(self, field: Any) -> None:
        if field.data and self.done_skill is None:
            raise ValidationError(NOT_COMPLETE)


class LaterForm(AfterForm, LogForm):
    """The wave was begun without a signal: what names it is the id that its form had on the phone."""

    wave = HiddenField()
    found: Craving | None = None

    def validate_wave(self, field: Any) -> None:
        if self.found is None:
            raise ValidationError(NOT_COMPLETE)
