"""Having seen what changed in the schedule."""

from __future__ import annotations

from datetime import UTC, datetime

from wtforms import Field, HiddenField, ValidationError

from companion.core.forms import Form
from companion.core.words import _


class SeenForm(Form):
    """``until``: the newest change that the page showed, as an ISO time in UTC."""

    until = HiddenField()

    @classmethod
    def showing(cls, newest: datetime) -> SeenForm:
        return cls(formdata=None, until=newest.astimezone(UTC).isoformat())

    def validate_until(self, field: Field) -> None:
        try:
            self.moment  # noqa: B018  # reading it is the check
        except ValueError:
            raise ValidationError(_("This form was not complete. Please send it again.")) from None

    @property
    def moment(self) -> datetime:
        found = datetime.fromisoformat(self.until.data or "")
        if found.tzinfo is None:
            raise ValueError("A moment needs a time zone.")
        return found
