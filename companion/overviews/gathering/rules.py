"""In which order the people of a group are read about: who needs something first. No score.

Source: the tiers of the caseload. First who is not safe, then who reported use, had a craving that is strong
by the program's threshold or missed the last session, then everyone else; by name within each.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Tier(IntEnum):
    NEEDS_A_PERSON = 1
    CHANGED = 2
    NO_CHANGE = 3


@dataclass(frozen=True)
class Needs:
    """What came since the group met last."""

    open_alerts: int = 0
    uses: int = 0
    highest: int | None = None
    missed_last: bool = False
    strong_from: int = 8

    @property
    def is_strong(self) -> bool:
        return self.highest is not None and self.highest >= self.strong_from

    @property
    def tier(self) -> Tier:
        if self.open_alerts:
            return Tier.NEEDS_A_PERSON
        return Tier.CHANGED if self.uses or self.is_strong or self.missed_last else Tier.NO_CHANGE


def order(needs: Needs, name: str) -> tuple[int, str]:
    return needs.tier, name.casefold()
