"""Mark reviewed, and where to go from there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from wtforms import HiddenField, ValidationError

from companion.core.forms import Form, required


class ReviewForm(Form):
    """``seen_until`` is ISO 8601 with its offset; ``then`` is the next client's page."""

    seen_until = HiddenField(validators=[required()])
    then = HiddenField()

    @property
    def seen_at(self) -> datetime:
        return datetime.fromisoformat(self.seen_until.data)

    def validate_seen_until(self, field: Any) -> None:
        try:
            has_zone = datetime.fromisoformat(field.data).tzinfo is not None
        except ValueError:
            has_zone = False
        if not has_zone:
            raise ValidationError("not a moment")
