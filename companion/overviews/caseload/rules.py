"""What the numbers on a brief say. A rating that is missing is missing, never zero."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

DRAWN_DAYS = 14


@dataclass(frozen=True)
class Numbers:
    """``drop`` is the mean fall over the ``rated`` cravings that have both numbers."""

    cravings: int
    highest: int | None
    drop: float | None
    rated: int


@dataclass(frozen=True)
class Share:
    """So many of so many days."""

    done: int
    of: int


def filled_in(days: Collection[date], first: date, last: date) -> Share:
    """How many days from the first on were filled in. The last is not over: it counts once it is there."""
    return Share(sum(first <= day <= last for day in days), (last - first).days + (last in days))


def numbers(strengths: Sequence[tuple[int | None, int | None]]) -> Numbers:
    """From each craving's strength before and after."""
    known = [before for before, _ in strengths if before is not None]
    drops = [before - after for before, after in strengths if before is not None and after is not None]
    return Numbers(
        cravings=len(strengths),
        highest=max(known, default=None),
        drop=round(sum(drops) / len(drops), 1) if drops else None,
        rated=len(drops),
    )


def on_the_wall(at: datetime, zone: str) -> datetime:
    """What a clock in that zone showed: a time without a zone."""
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def part_of(moment: datetime, since: datetime, now: datetime) -> float:
    """Where a moment lies between the two, 0 to 1."""
    return round((moment - since) / (now - since), 4) if now > since else 1.0


def highest_by_day(rated: Iterable[tuple[date, int]], last: date) -> list[tuple[date, int | None]]:
    """The highest strength of each of the last days, the oldest first; none on a day without a number."""
    highest: dict[date, int] = {}
    for day, strength in rated:
        highest[day] = max(strength, highest.get(day, strength))
    days = [last - timedelta(days=ago) for ago in reversed(range(DRAWN_DAYS))]
    return [(day, highest.get(day)) for day in days]
