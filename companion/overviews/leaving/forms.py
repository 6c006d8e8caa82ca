"""Which entries of the journal go along, and that the phone is one's own."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from wtforms import BooleanField, SelectMultipleField

from companion.core.forms import Form, options
from companion.core.words import _l
from companion.records.journal.models import Entry


class PackForm(Form):
    """Has to be prepared with the client's entries."""

    entries = SelectMultipleField(
        _l("Journal entries to take along"), validate_choice=False, option_widget=None
    )
    is_own_phone = BooleanField(_l("This is my own phone or computer. Nobody else opens it."))

    def prepare(self, entries: Sequence[Entry]) -> PackForm:
        self.known = {str(entry.id): entry.id for entry in entries}
        self.entries.choices = options((entry_id, entry_id) for entry_id in self.known)
        return self

    @property
    def chosen(self) -> list[UUID]:
        """What is not one of the client's own entries is nothing."""
        return [self.known[one] for one in self.entries.data or () if one in self.known]
