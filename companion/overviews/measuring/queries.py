"""What the answers of some weeks say: a number by scale with its trend, and each item beside the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from companion.accounts.models import Person
from companion.core import words
from companion.core.words import _
from companion.records.assessments import queries as measures
from companion.records.assessments import rules, scoring
from companion.records.assessments.models import Measure
from companion.records.assessments.queries import Standing
from companion.records.assessments.rules import Item, Rhythm
from companion.records.assessments.scoring import Band, Scale, Threshold

TREND_MOST = 12


@dataclass(frozen=True)
class Point:
    """A number on the chart: ``x`` from 0 to 1 along the time shown; None where there is no number."""

    x: float
    value: int | None
    label: str


@dataclass(frozen=True)
class Reading:
    """One scale of the newest measure, and of those before it. None is no number, which is not zero."""

    scale: Scale
    number: int | None
    band: Band | None
    lines_met: list[Threshold]
    missing: int
    before: int | None
    before_on: date | None
    points: list[Point]

    @property
    def is_filled_in(self) -> bool:
        """Whether the number counts missing answers as the mean of the others."""
        return self.number is not None and self.missing > 0

    def said(self, name: str) -> str:
        """The finding in words, for who cannot see the chart."""
        if self.number is None:
            return _("%(name)s: no number this time.", name=name)
        if self.before is None:
            return _("%(name)s: %(number)s.", name=name, number=self.number)
        return _(
            "%(name)s: %(number)s, last time %(before)s.", name=name, number=self.number, before=self.before
        )


@dataclass(frozen=True)
class Cell:
    """``label`` is the answer in words; None for no answer. ``is_skipped``: a rule passed it over."""

    value: int | None
    label: str | None
    is_skipped: bool
    is_worse: bool


@dataclass(frozen=True)
class Row:
    item: Item
    cells: list[Cell]


@dataclass(frozen=True)
class Grid:
    """The oldest on the left. ``prompts`` are questions of the newest that may be worth a word.

    ``left_out`` are questions that a rule passed over each time: rows of nothing would hide the rest.
    """

    days: list[date]
    rows: list[Row]
    left_out: list[Item]
    prompts: list[Item]


@dataclass(frozen=True)
class Chart:
    """All of one instrument. Without any finished measure there are no readings and no grid."""

    standing: Standing
    readings: list[Reading]
    grid: Grid | None

    @property
    def safety_answer(self) -> Cell | None:
        """What the newest says to the safety item; None for an instrument without one, or without answers."""
        safety, newest = self.standing.instrument.safety, self.standing.last
        item = newest.instrument.item(safety[0]) if safety and newest else None
        return _cell(item, None, newest) if item and newest else None


def charts_of(client: Person, zone: str, now: datetime) -> list[Chart]:
    """Each instrument that is asked for or was answered; the times are in the reader's zone."""
    by_key: dict[str, list[Measure]] = {}
    for measure in measures.finished_of(client):
        by_key.setdefault(measure.instrument_key, []).append(measure)
    standings = measures.standings_of(client, now)
    shown = [one for one in standings if one.last or one.rhythm != Rhythm.NEVER]
    return [_chart(one, by_key.get(one.instrument.key, []), zone, now) for one in shown]


def readings_of(measures: Sequence[Measure], zone: str) -> list[Reading]:
    """Of the first one, with its trend; ``measures`` are finished ones of one instrument, newest first."""
    newest, shown = measures[0], list(reversed(measures[:TREND_MOST]))
    return [_reading(scale, newest, shown, zone) for scale in newest.instrument.scales]


def grid_of(measures: Sequence[Measure], zone: str, now: datetime) -> Grid:
    """``measures`` are finished ones of one instrument, newest first."""
    shown = [
        one
        for place, one in enumerate(measures)
        if one.finished_at and rules.in_grid(place, one.finished_at, now)
    ]
    earlier = [*measures, None][len(shown)]
    chain = [earlier, *reversed(shown)]
    items = measures[0].instrument.items
    prompts = [item for item in items if _is_prompted(item, measures[0])]
    days = [_day(one, zone) for one in reversed(shown)]
    rows = [_row(item, chain) for item in items]
    left_out = [row.item for row in rows if all(cell.is_skipped for cell in row.cells)]
    return Grid(days, [row for row in rows if row.item not in left_out], left_out, prompts)


def _chart(standing: Standing, found: list[Measure], zone: str, now: datetime) -> Chart:
    if not found:
        return Chart(standing, [], None)
    return Chart(standing, readings_of(found, zone), grid_of(found, zone, now))


def _reading(scale: Scale, newest: Measure, shown: list[Measure], zone: str) -> Reading:
    number, before = _number(newest, scale), shown[-2] if len(shown) > 1 else None
    return Reading(
        scale=scale,
        number=number,
        band=scale.band_of(number),
        lines_met=scale.lines_met(number),
        missing=scoring.missing_of(scale, newest.answers),
        before=_number(before, scale) if before else None,
        before_on=_day(before, zone) if before else None,
        points=_points(scale, shown, zone),
    )


def _day(measure: Measure, zone: str) -> date:
    return (measure.finished_at or measure.begun_at).astimezone(ZoneInfo(zone)).date()


def _number(measure: Measure, scale: Scale) -> int | None:
    return (measure.numbers or {}).get(scale.key)


def _points(scale: Scale, shown: list[Measure], zone: str) -> list[Point]:
    times = [one.finished_at for one in shown if one.finished_at]
    length = (times[-1] - times[0]).total_seconds()
    return [
        Point(
            x=round((at - times[0]).total_seconds() / length, 4) if length else 1.0,
            value=_number(one, scale),
            label=words.moment(at, zone),
        )
        for one, at in zip(shown, times, strict=True)
    ]


def _row(item: Item, chain: Sequence[Measure | None]) -> Row:
    return Row(item, [_cell(item, before, one) for before, one in pairwise(chain) if one])


def _cell(item: Item, before: Measure | None, measure: Measure) -> Cell:
    value, is_skipped = measure.answers.get(item.id), item.id in measure.skipped
    is_worse = rules.is_worse(
        before.answers.get(item.id) if before else None,
        value,
        is_higher_better=item.id in measure.instrument.higher_is_better,
    )
    return Cell(value, item.label_of(value), is_skipped, is_worse)


def _is_prompted(item: Item, measure: Measure) -> bool:
    answer = measure.answers.get(item.id)
    return any(item.id == asked and line.is_met(answer) for asked, line in measure.instrument.prompts)
