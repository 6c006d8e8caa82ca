"""The timeline as a file for a spreadsheet, written while it is sent: no page of it waits for the last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from companion.accounts.models import Person
from companion.core.sheets import BYTE_ORDER_MARK, written
from companion.core.words import _
from companion.overviews.timeline.entries import Item
from companion.overviews.timeline.wording import KINDS


def lines_of(client: Person, pages: Iterable[list[Item]]) -> Iterator[str]:
    """The notice first, as on every paper that leaves the building; then the heads; then a row an item."""
    notice = _("Confidential. 42 CFR Part 2 prohibits unauthorized use or disclosure of these records.")
    yield BYTE_ORDER_MARK + written([[notice], _heads(client)])
    for items in pages:
        yield written([_cells(item, client) for item in items])


def _heads(client: Person) -> list[str]:
    clock = _("Time (%(zone)s)", zone=client.zone)
    return [_("Date"), clock, _("Kind"), _("What"), _("Details"), _("Words"), _("Who"), _("Changed since")]


def _cells(item: Item, client: Person) -> list[str]:
    at = item.mark.at.astimezone(ZoneInfo(client.zone))
    changed = _("yes") if item.is_changed else ""
    details = "; ".join(item.facts)
    when = [at.date().isoformat(), at.strftime("%H:%M")]
    return [*when, str(KINDS[item.kind]), item.title, details, item.words, item.by, changed]
