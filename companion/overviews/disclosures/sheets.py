"""The list as a file for a spreadsheet, written while it is sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from companion.access.looks import ROLES, part_of, purpose_of
from companion.core.sheets import BYTE_ORDER_MARK, written
from companion.core.words import _
from companion.overviews.disclosures.queries import Line


def lines_of(zone: str, pages: Iterable[list[Line]]) -> Iterator[str]:
    """The notice first, as on every paper that leaves the building; then the heads; then a row a look."""
    notice = _("Confidential. 42 CFR Part 2 prohibits unauthorized use or disclosure of these records.")
    clock = _("Time (%(zone)s)", zone=zone)
    heads = [_("Date"), clock, _("Who looked"), _("Role"), _("Whose record"), _("What"), _("What for")]
    yield BYTE_ORDER_MARK + written([[notice], heads])
    for lines in pages:
        yield written([_cells(line, zone) for line in lines])


def _cells(line: Line, zone: str) -> list[str]:
    at = line.at.astimezone(ZoneInfo(zone))
    who = [line.reader.name, str(ROLES[line.reader.role]), line.client.name]
    about = [str(part_of(line.what)), str(purpose_of(line.purpose))]
    return [at.date().isoformat(), at.strftime("%H:%M"), *who, *about]
