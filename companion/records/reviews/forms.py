"""Mark reviewed, and where to go from there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from wtforms import HiddenField, ValidationError

from companion.core.forms import Form, required

# No page shows more entries in full than this.
MOST_READ = 20


class ReviewForm(Form):
    """``seen_until`` is ISO 8601 with its offset; ``then`` is the next client's page.

    ``newest`` is the id of the newest entry on the page, ``read`` those of the entries that stood on it in
    full, with spaces between; both may be empty.
    """

    seen_until = HiddenField(validators=[required()])
    newest = HiddenField()
    read = HiddenField()
    then = HiddenField()

    @property
    def seen_at(self) -> datetime:
        return datetime.fromisoformat(self.seen_until.data)

    @property
    def newest_id(self) -> UUID | None:
        return UUID(self.newest.data) if self.newest.data else None

    @property
    def read_ids(self) -> list[UUID]:
        return [UUID(one) for one in (self.read.data or "").split()]

    def validate_seen_until(self, field: Any) -> None:
        if not _is(lambda: datetime.fromisoformat(field.data).tzinfo):
            raise ValidationError("not a moment")

    def validate_newest(self, field: Any) -> None:
        if field.data and not _is(lambda: UUID(field.data)):
            raise ValidationError("not an entry")

    def validate_read(self, field: Any) -> None:
        if len((field.data or "").split()) > MOST_READ or not _is(lambda: [self.read_ids]):
            raise ValidationError("not entries")


def _is(read: Callable[[], Any]) -> bool:
    """Whether it can be read at all, and says something."""
    try:
        return bool(read())
    except ValueError:
        return False
