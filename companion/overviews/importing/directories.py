"""A directory file: one place of treatment a row, as SAMHSA's locator gives it out.

What is wrong with a row is said of that row, and the others are used: such a file is long, and it is
somebody else's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from companion.core.phones import is_phone
from companion.core.states import STATES
from companion.overviews.importing.reading import Broken, Problem
from companion.overviews.importing.rosters import cells_of, folded
from companion.records.directory import rules

MOST_PLACES = 5000
# What each column may be called, in small letters without signs, and how long it may be.
COLUMNS = {
    "name1": "name1|name|facility name",
    "name2": "name2|program name",
    "street1": "street1|street|address",
    "city": "city",
    "state": "state",
    "zip": "zip|zip code|zipcode",
    "phone": "phone|telephone",
    "website": "website|web|url",
    "services": "service codes|service code info|services|service code",
}
LONGEST = {"name1": 160, "name2": 160, "street1": 120, "city": 80, "zip": 10, "phone": 40, "website": 240}
NEEDED = ("name1", "city", "state")
ZIP = re.compile(r"\d{5}(-?\d{4})?")
MOST_SERVICES = 120


class Wrong(StrEnum):
    """Why a row is left out."""

    NO_NAME = "no name"
    NO_CITY = "no city"
    BAD_STATE = "no such state"
    BAD_ZIP = "not a zip code"
    BAD_PHONE = "not a phone number"
    BAD_WEBSITE = "not an address"
    TOO_LONG = "too long"
    TWICE = "twice"


@dataclass(frozen=True)
class Row:
    """``wrong`` is why it is left out, if it is."""

    line: int
    values: Mapping[str, str]
    wrong: Wrong | None = None

    @property
    def identity(self) -> str:
        said = self.values
        return rules.identity(said["name1"], said["street1"] or said["city"], said["zip"])


def read(text: str) -> list[Row]:
    """Raises ``Broken`` only for what concerns the whole file."""
    rows = cells_of(text)
    line, header = next(rows, (1, []))
    columns, codes = _columns(header, line), _code_columns(header)
    found = [_row(number, cells, columns, codes) for number, cells in rows]
    if not found:
        raise Broken(Problem.NO_PLACES, line)
    if len(found) > MOST_PLACES:
        raise Broken(Problem.TOO_MANY_PLACES, found[MOST_PLACES].line)
    return found


def _columns(header: list[str], line: int) -> dict[str, int]:
    names = {said: name for name, known in COLUMNS.items() for said in known.split("|")}
    found: dict[str, int] = {}
    for place, said in enumerate(header):
        name = names.get(folded(said))
        if name:
            found.setdefault(name, place)
    for name in NEEDED:
        if name not in found:
            raise Broken(Problem.NO_COLUMN, line, column=name)
    return found


def _code_columns(header: list[str]) -> dict[str, int]:
    """Some files have a column for each service, with a 1 where the place offers it."""
    return {said: place for place, said in enumerate(header) if said in rules.CODES}


def _row(line: int, cells: list[str], columns: Mapping[str, int], codes: Mapping[str, int]) -> Row:
    said = {name: _cell(cells, columns.get(name)) for name in COLUMNS}
    ticked = [code for code, place in codes.items() if _cell(cells, place) in ("1", "y", "Y", "yes")]
    said["services"] = _services([*re.split(r"[^A-Za-z0-9]+", said["services"]), *ticked])
    said["state"] = said["state"].upper()
    if said["website"] and "://" not in said["website"]:
        said["website"] = f"https://{said['website']}"
    return Row(line, said, _wrong(said))


def _cell(cells: list[str], place: int | None) -> str:
    return cells[place] if place is not None and place < len(cells) else ""


def _services(said: list[str]) -> str:
    found = dict.fromkeys(code.upper() for code in said if rules.CODE.fullmatch(code.upper()))
    return f" {' '.join(list(found)[:MOST_SERVICES])} " if found else ""


def _wrong(said: Mapping[str, str]) -> Wrong | None:
    checks = {
        Wrong.NO_NAME: not said["name1"],
        Wrong.NO_CITY: not said["city"],
        Wrong.BAD_STATE: said["state"] not in STATES,
        Wrong.BAD_ZIP: bool(said["zip"]) and not ZIP.fullmatch(said["zip"]),
        Wrong.BAD_PHONE: bool(said["phone"]) and not is_phone(said["phone"]),
        Wrong.BAD_WEBSITE: bool(said["website"]) and not _is_website(said["website"]),
        Wrong.TOO_LONG: any(len(said[name]) > most for name, most in LONGEST.items()),
    }
    return next((wrong for wrong, is_so in checks.items() if is_so), None)


def _is_website(said: str) -> bool:
    """Never a script, which a link could else run."""
    try:
        parts = urlsplit(said)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in parts.netloc and " " not in said
