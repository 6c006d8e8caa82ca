"""What the charts of a brief are drawn from. A gap is a gap, and a missing rating is never a zero."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from companion.core import words
from companion.core.words import _, _l, _n
from companion.overviews.caseload import rules
from companion.overviews.caseload.windows import Windows
from companion.records.cravings.models import Craving
from companion.records.days.models import CheckIn
from companion.records.days.rules import Sleep, day_in

LEAST_DAYS, MOST_DAYS, TICKS = 7, 14, 7
A_DAY = timedelta(days=1)
# The bands of the check-in's question, and what stands beside a point.
SLEEPS = {
    Sleep.UNDER_5: (0, "<5"),
    Sleep.FROM_5: (1, "5–6"),
    Sleep.FROM_7: (2, "7–8"),
    Sleep.FROM_9: (3, "9+"),
}
MOOD, SLEEP = _l("Mood, 1 to 5"), _l("Sleep, hours")


@dataclass(frozen=True)
class Point:
    """A craving on the chart: ``x`` from 0 to 1, strengths 0 to 10 or None."""

    x: float
    before: int | None
    after: int | None
    label: str


@dataclass(frozen=True)
class Mark:
    x: float
    label: str


@dataclass(frozen=True)
class Drawing:
    """Cravings from the last meeting on the left to now on the right."""

    title: str
    points: list[Point]
    marks: list[Mark]
    sessions: list[Mark]
    ticks: list[Mark]


@dataclass(frozen=True)
class Bar:
    """``k`` of ``n``."""

    label: str
    k: int
    n: int


@dataclass(frozen=True)
class DayPoint:
    """One day of a line: its place, its value or None, and the value in words."""

    x: float
    value: int | None
    said: str
    label: str


@dataclass(frozen=True)
class Line:
    label: str
    low: int
    high: int
    points: list[DayPoint]


@dataclass(frozen=True)
class Daily:
    """Mood and sleep by day, on the same days."""

    title: str
    lines: list[Line]
    ticks: list[Mark]


def cravings_drawn(
    recent: Sequence[Craving], used_on: Iterable[date], sessions: Iterable[datetime], windows: Windows
) -> Drawing:
    used = [one for one in recent if one.outcome == "used"]
    known = [windows.day_of(one.occurred_at) for one in used]
    days = [(on, noon(on, windows.zone)) for on in used_on if on not in known]
    marks = [_mark(one.occurred_at, windows) for one in used]
    marks += [Mark(_x(at, windows), words.day(on)) for on, at in days if windows.since <= at <= windows.now]
    return Drawing(
        title=_finding(recent),
        points=[_point(one, windows) for one in reversed(recent)],
        marks=marks,
        sessions=[_mark(at, windows) for at in sessions],
        ticks=_ticks(windows),
    )


def days_drawn(check_ins: Iterable[CheckIn], windows: Windows) -> Daily | None:
    """The days since they met: at least a week of them, at most two. None without a mood or a night."""
    by_day = {one.day: one for one in check_ins}
    length = min(MOST_DAYS, max(LEAST_DAYS, windows.days + 1))
    days = [windows.today - number * A_DAY for number in range(length)][::-1]
    found = [by_day.get(on) for on in days]
    if not any(one and (one.mood is not None or one.sleep) for one in found):
        return None
    x = {on: round(place / (length - 1), 4) for place, on in enumerate(days)}
    moods = [DayPoint(x[on], *_mood(by_day, on), words.day(on)) for on in days]
    nights = [DayPoint(x[on], *_night(by_day, on), words.day(on)) for on in days]
    ticks = [Mark(x[on], words.weekday(on)) for on in days[:: -(-length // TICKS)]]
    lines = [Line(str(MOOD), 1, 5, moods), Line(str(SLEEP), 0, 3, nights)]
    return Daily(_daily_finding(moods, nights), lines, ticks)


def noon(day: date, zone: str) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone))


def _finding(recent: Sequence[Craving]) -> str:
    """Such as: 7 cravings since you last met, the highest 9, less strong after in 6 of 6."""
    rated = [one.drop for one in recent if one.drop is not None]
    strengths = [one.strength for one in recent if one.strength is not None]
    said = _n("%(num)d craving since you last met", "%(num)d cravings since you last met", len(recent))
    if strengths:
        said += ", " + _("the highest %(number)d", number=max(strengths))
    if rated:
        less = sum(drop > 0 for drop in rated)
        said += ", " + _("less strong after in %(k)d of %(n)d", k=less, n=len(rated))
    return f"{said}."


def _daily_finding(moods: Sequence[DayPoint], nights: Sequence[DayPoint]) -> str:
    """Such as: Mood from 2 to 4. Under 5 hours of sleep on 2 of 5 nights."""
    found = [one.value for one in moods if one.value is not None]
    slept = [one.value for one in nights if one.value is not None]
    said = []
    if found:
        said.append(_("Mood from %(low)d to %(high)d of 5.", low=min(found), high=max(found)))
    if slept:
        short = sum(value == 0 for value in slept)
        said.append(_("Under 5 hours of sleep on %(k)d of %(n)d nights.", k=short, n=len(slept)))
    return " ".join(said)


def _mood(by_day: Mapping[date, CheckIn], on: date) -> tuple[int | None, str]:
    mood = by_day[on].mood if on in by_day else None
    return (None, "") if mood is None else (mood + 1, str(mood + 1))


def _night(by_day: Mapping[date, CheckIn], on: date) -> tuple[int | None, str]:
    sleep = by_day[on].sleep if on in by_day else None
    return SLEEPS[Sleep(sleep)] if sleep else (None, "")


def _point(craving: Craving, windows: Windows) -> Point:
    at = craving.occurred_at
    return Point(_x(at, windows), craving.strength, craving.strength_after, words.moment(at, windows.zone))


def _mark(at: datetime, windows: Windows) -> Mark:
    return Mark(_x(at, windows), words.moment(at, windows.zone))


def _x(at: datetime, windows: Windows) -> float:
    return rules.part_of(at, windows.since, windows.now)


def _ticks(windows: Windows) -> list[Mark]:
    """At most seven days, written at noon of each in the client's zone."""
    first = day_in(windows.zone, windows.since)
    days = [first + number * A_DAY for number in range(windows.days + 1)]
    inside = [(on, noon(on, windows.zone)) for on in days]
    shown = [(on, at) for on, at in inside if windows.since <= at <= windows.now]
    step = max(1, -(-len(shown) // TICKS))
    return [Mark(_x(at, windows), words.weekday(on)) for on, at in shown[::step]]
