"""At what times cravings come: by weekday and quarter of the day, on the client's own clock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

HOURS_A_PART = 6


class Part(IntEnum):
    """A quarter of the day, from midnight on."""

    NIGHT = 0
    MORNING = 1
    AFTERNOON = 2
    EVENING = 3


@dataclass(frozen=True)
class Times:
    """How many came in each part of the day, Monday to Sunday. ``most`` is None where two are even."""

    counts: Mapping[Part, Sequence[int]]
    most: Part | None

    @property
    def total(self) -> int:
        return sum(map(sum, self.counts.values()))

    @property
    def highest(self) -> int:
        return max(map(max, self.counts.values()))


def times(ats: Iterable[datetime]) -> Times:
    counted = Counter((Part(at.hour // HOURS_A_PART), at.weekday()) for at in ats)
    counts = {part: [counted[part, weekday] for weekday in range(7)] for part in Part}
    highest = max(map(sum, counts.values()))
    most = [part for part in Part if sum(counts[part]) == highest]
    return Times(counts, most[0] if len(most) == 1 else None)
