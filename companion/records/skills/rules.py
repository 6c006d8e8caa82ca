"""Which skills to offer first.

Source: own design. Only the client's own pairs speak, and none before there are two: a single one
says little, and cravings fall anyway.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

OFFERED = 3
ENOUGH_PAIRS = 2
GOOD_FIRST = ("paced_breath", "urge_surf", "call_support")


@dataclass(frozen=True)
class Record:
    """How often the urge was lower after a skill, of how many times it was rated."""

    lower: int
    rated: int
    mean_drop: float


def records(pairs: Iterable[tuple[str, int, int]]) -> dict[str, Record]:
    """Each skill's own record from (skill, before, after)."""
    drops: dict[str, list[int]] = {}
    for skill_key, before, after in pairs:
        drops.setdefault(skill_key, []).append(before - after)
    return {
        skill_key: Record(sum(drop > 0 for drop in each), len(each), sum(each) / len(each))
        for skill_key, each in drops.items()
    }


def first_three(known: dict[str, Record]) -> list[str]:
    """Those that lowered this client's urges most, then good ones to begin with."""
    proven = [key for key, record in known.items() if record.rated >= ENOUGH_PAIRS and record.mean_drop > 0]
    best = sorted(proven, key=lambda key: (-known[key].mean_drop, key))
    return (best + [key for key in GOOD_FIRST if key not in best])[:OFFERED]
