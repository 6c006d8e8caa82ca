"""Files for a spreadsheet program: which cells it would run, and how rows are written."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

# A spreadsheet runs what begins like this as a formula.
# Source: OWASP, CSV Injection.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# So that spreadsheets know the letters.
BYTE_ORDER_MARK = "\ufeff"


def harmless(cells: Iterable[str]) -> list[str]:
    """As a spreadsheet may open them: an apostrophe makes text of what would run, spaces before it or not."""
    return [f"'{cell}" if cell.lstrip(" ").startswith(FORMULA_STARTS) else cell for cell in cells]


def written(rows: Iterable[Iterable[str]]) -> str:
    sheet = io.StringIO()
    csv.writer(sheet).writerows(harmless(row) for row in rows)
    return sheet.getvalue()
