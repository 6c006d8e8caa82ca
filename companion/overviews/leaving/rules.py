"""What a client takes along, as files that any program opens.

The names of the files say nothing about what is in them: others may see a list of downloads.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

PACK, PAGE, TABLE, DATA = "list.zip", "list.html", "list.csv", "list.json"
# A spreadsheet would run what begins so. Source: OWASP, CSV injection.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True)
class Line:
    """``call`` is what a tap on it opens, if it is a number to call."""

    words: str
    call: str = ""


@dataclass(frozen=True)
class Block:
    """``name`` stays the same in every language."""

    name: str
    title: str
    lines: list[Line]


def filled(blocks: Iterable[Block]) -> list[Block]:
    return [block for block in blocks if block.lines]


def zipped(blocks: Sequence[Block], page: str) -> bytes:
    """The page to print, a table and the same as data."""
    files = {PAGE: page, TABLE: table(blocks), DATA: data(blocks)}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def table(blocks: Sequence[Block]) -> str:
    """With the mark by which spreadsheets know UTF-8."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(["part", "title", "line"])
    for block in blocks:
        writer.writerows([block.name, _harmless(block.title), _harmless(line.words)] for line in block.lines)
    return "\ufeff" + written.getvalue()


def data(blocks: Sequence[Block]) -> str:
    found = [
        {"part": block.name, "title": block.title, "lines": [line.words for line in block.lines]}
        for block in blocks
    ]
    return json.dumps({"version": 1, "parts": found}, ensure_ascii=False, indent=2)


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA_STARTS) else cell
