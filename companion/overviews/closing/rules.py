"""Until when a record is kept.

Source: clinical facts, section 5.8: closing is not erasing; the period is the program's, by its state's law.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date


def kept_until(ends: Iterable[date | None], years: int) -> date | None:
    """The day on which the period is over: so many years after the last stay. None while a stay goes on.

    ``ends`` are the last days of all stays, None for one that goes on.
    """
    found = list(ends)
    if not found or None in found:
        return None
    last = max(day for day in found if day)
    try:
        return last.replace(year=last.year + years)
    except ValueError:
        # From February 29 to a year that has none.
        return date(last.year + years, 3, 1)
