"""Numbers of groups: which cells a report shows, so that none speaks of a few people.

Source: CMS cell size suppression policy: no cell of 1 to 10, and none that a subtraction would give.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

LEAST = 11
MONTHS = 6
A_WEEK = timedelta(days=7)


class Unit(StrEnum):
    PEOPLE = "people"
    SHARE = "share"
    HOURS = "hours"
    MEAN = "mean"


@dataclass(frozen=True)
class Fact:
    """What one client adds to a month: ``part`` of ``whole``."""

    month: date
    client_id: UUID
    part: int
    whole: int


@dataclass
class Cell:
    """The clients that it is about, and what they add up to."""

    clients: set[UUID] = field(default_factory=set)
    part: int = 0
    whole: int = 0

    def add(self, fact: Fact) -> None:
        self.clients.add(fact.client_id)
        self.part += fact.part
        self.whole += fact.whole

    def value(self, unit: Unit) -> float | None:
        """None where there is nothing to say."""
        if unit == Unit.PEOPLE:
            return len(self.clients)
        if unit == Unit.HOURS:
            return self.part // 60
        if not self.whole:
            return None
        scale = 100 if unit == Unit.SHARE else 1
        return round(scale * self.part / self.whole, 1 if unit == Unit.MEAN else 0)


@dataclass(frozen=True)
class Shown:
    """A cell as it is read: hidden ones keep no number at all."""

    value: float | None
    is_hidden: bool


@dataclass(frozen=True)
class Row:
    """A month: the program as a whole, then each track."""

    month: date
    total: Shown
    tracks: list[Shown]


def hidden(counts: Mapping[UUID, int]) -> set[UUID]:
    """Which of the parts that make up a total are not shown.

    First those of 1 to 10 people. While all that is hidden adds up to fewer than 11, total minus the rest
    would tell of them: then the smallest part that is shown goes, too.
    """
    found = {key for key, count in counts.items() if 0 < count < LEAST}
    rest = sorted((key for key, count in counts.items() if count >= LEAST), key=lambda key: counts[key])
    while 0 < sum(counts[key] for key in found) < LEAST and rest:
        found.add(rest.pop(0))
    return found


def rows(
    facts: Iterable[Fact],
    tracks: Mapping[tuple[UUID, date], UUID],
    columns: list[UUID],
    months: list[date],
    unit: Unit,
) -> list[Row]:
    """``tracks`` has one track for each client and month, so that the parts make up the total."""
    cells = {(month, column): Cell() for month in months for column in columns}
    totals = {month: Cell() for month in months}
    for fact in facts:
        track = tracks.get((fact.client_id, fact.month))
        if track is not None and fact.month in totals:
            cells[fact.month, track].add(fact)
            totals[fact.month].add(fact)
    return [_row(month, totals[month], {one: cells[month, one] for one in columns}, unit) for month in months]


def last_months(today: date) -> list[date]:
    """The first days of this month and those before it, the newest first."""
    found = [today.replace(day=1)]
    while len(found) < MONTHS:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found


def weeks_of(first: date, last: date) -> list[date]:
    """The Mondays of the whole weeks between two days: a week that a stay only touches says little."""
    monday = first + timedelta(days=-first.weekday() % 7)
    return [
        monday + number * A_WEEK for number in range(((last - monday).days + 1) // 7 if last >= monday else 0)
    ]


def _row(month: date, total: Cell, cells: Mapping[UUID, Cell], unit: Unit) -> Row:
    kept = hidden({key: len(cell.clients) for key, cell in cells.items()})
    shown = [_shown(cell, unit, is_hidden=key in kept) for key, cell in cells.items()]
    return Row(month, _shown(total, unit, is_hidden=0 < len(total.clients) < LEAST), shown)


def _shown(cell: Cell, unit: Unit, *, is_hidden: bool) -> Shown:
    return Shown(None, True) if is_hidden else Shown(cell.value(unit) if cell.clients else None, False)
