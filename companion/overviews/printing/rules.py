"""How a plan fits on one page of paper, or on the panels of one that is folded for a wallet.

Everything is printed where it can be, in smaller letters if need be; where even those do not do, the first
lines of each part are, in the client's own order. Rows are counted on the safe side, for the widest font that
a system is likely to have.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

# A heading takes the room of these rows, with the space around it.
HEADING = 2
# In thirds of a usual letter: capitals, and letters of a script that is written wide, need more room.
USUAL, WIDE = 3, 5


@dataclass(frozen=True)
class Size:
    """Letters of a size: how many ``rows`` there are for everything, and how many letters a row holds."""

    name: str
    rows: int
    width: int


# Measured on Letter paper with margins of 12 mm, in two columns, and on panels of 84 by 54 mm.
PAGE = (Size("large", 80, 40), Size("medium", 106, 50), Size("small", 146, 62))
PANEL = (Size("large", 12, 42), Size("medium", 15, 50), Size("small", 19, 62))


@dataclass(frozen=True)
class Fit:
    """The letters to print in, how many of the parts, and at most how many lines of each."""

    size: Size
    parts: int
    most: int


def fit(parts: Sequence[Sequence[str]], sizes: Sequence[Size]) -> Fit:
    """The largest letters in which all of it fits; else the smallest, and as much as fits in those."""
    longest = max(map(len, parts), default=0)
    for size in sizes:
        if rows_of(parts, size.width) <= size.rows:
            return Fit(size, len(parts), longest)
    smallest = sizes[-1]
    choices = [(len(parts), most) for most in range(longest - 1, 0, -1)]
    choices += [(count, 1) for count in range(len(parts) - 1, 0, -1)]
    for count, most in choices:
        if rows_of([lines[:most] for lines in parts[:count]], smallest.width) <= smallest.rows:
            return Fit(smallest, count, most)
    return Fit(smallest, 1, 1)


def rows_of(parts: Sequence[Sequence[str]], width: int) -> int:
    return sum(HEADING + sum(rows_for(line, width) for line in lines) for lines in parts)


def rows_for(line: str, width: int) -> int:
    """A word that does not fit goes to the next row and leaves room unused: 1 in 8 is for that."""
    room = sum(WIDE if _is_wide(character) else USUAL for character in line)
    return max(1, -(-(room + room // 8) // (width * USUAL)))


def _is_wide(character: str) -> bool:
    return character.isupper() or unicodedata.east_asian_width(character) in "WF"
