"""Looking for a client on one's own caseload."""

from __future__ import annotations

from uuid import UUID

from wtforms import HiddenField

from companion.core.forms import Form, LineField
from companion.core.words import _l


class SearchForm(Form):
    """``track`` is the track that is shown already; one that is none of the program's shows nobody."""

    words = LineField(_l("Find a client"))
    track = HiddenField()

    @property
    def track_id(self) -> UUID | None:
        try:
            return UUID(str(self.track.data or ""))
        except ValueError:
            return None

    @property
    def wanted(self) -> str:
        return (self.words.data or "").casefold()
