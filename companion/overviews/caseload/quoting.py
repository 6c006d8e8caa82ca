"""The client's own words on a brief: verbatim, never summed up, and only what the care team may read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from companion.accounts.models import Person
from companion.core import words
from companion.core.words import _l
from companion.overviews.caseload.windows import Windows
from companion.records.cravings.models import Craving
from companion.records.days.models import CheckIn
from companion.records.journal import queries as journal
from companion.records.journal.models import Audience, Entry
from companion.records.skills.models import Practice

# A quote has at most so many words, and all of them together so many: a page is read in a minute.
LONGEST, QUOTES, TOGETHER = 18, 3, 30
SHARED, TO_SESSION = _l("shared"), _l("for the session")
WITH_CRAVING, WITH_PRACTICE, WITH_CHECK_IN = _l("with a craving"), _l("with practice"), _l("from a check-in")


@dataclass(frozen=True)
class Quote:
    """``whole`` is what was written, ``said`` what of it is shown. ``entry_id`` leads to a journal entry."""

    whole: str
    said: str
    at: datetime
    where: Any
    entry_id: UUID | None = None

    @property
    def is_whole(self) -> bool:
        return self.said == self.whole


@dataclass(frozen=True)
class Own:
    """``shared`` is every entry that was shared since they met, ``quotes`` what is shown of all."""

    quotes: list[Quote]
    more: int
    shared: list[Entry]

    @property
    def read_ids(self) -> list[UUID]:
        """The journal entries that stand on the page in full."""
        return [one.entry_id for one in self.quotes if one.entry_id and one.is_whole]


def own_words(
    client: Person,
    cravings: Iterable[Craving],
    check_ins: Iterable[CheckIn],
    practices: Iterable[Practice],
    windows: Windows,
) -> Own:
    """What is marked for the session first, however old; then the newest."""
    entries = journal.entries_for_brief_of(client, since=windows.since)
    to_session = [one for one in entries if one.audience == Audience.SESSION]
    found = [_entry(one, SHARED) for one in entries if one.audience == Audience.NOW]
    found += [Quote(one.note, "", one.occurred_at, WITH_CRAVING) for one in cravings if one.note]
    found += [Quote(one.note, "", one.answered_at, WITH_CHECK_IN) for one in check_ins if one.note]
    found += [Quote(one.note, "", one.practiced_at, WITH_PRACTICE) for one in practices if one.note]
    found.sort(key=lambda one: one.at, reverse=True)
    ranked = [_entry(one, TO_SESSION) for one in to_session] + found
    shown = words.fitted([one.whole for one in ranked[:QUOTES]], each=LONGEST, room=TOGETHER)
    quotes = [
        Quote(one.whole, said, one.at, one.where, one.entry_id)
        for one, said in zip(ranked, shown, strict=False)
    ]
    is_recent = [one for one in entries if one.shared_at and one.shared_at > windows.since]
    return Own(quotes, len(ranked) - len(quotes), is_recent)


def _entry(entry: Entry, where: Any) -> Quote:
    return Quote(entry.body, "", entry.shared_at or entry.written_at, where, entry.id)
