"""What the numbers on a brief say. A rating that is missing is missing, never zero."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo


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


def sooner_first(starts_at: datetime | None, name: str) -> tuple[bool, float, str]:
    """The caseload's order: the next session, then the name; those with none planned come last."""
    return starts_at is None, starts_at.timestamp() if starts_at else 0.0, name.casefold()
