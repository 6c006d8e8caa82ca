"""What the demo clinic is made of, read from the files beside this one, and the luck that mixes it."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Situation:
    """What a client's weeks are like: entries a week, and the weights of the three audiences."""

    name: str
    cravings: float
    practices: float
    entries: float
    audiences: Sequence[int]
    language: str = "en"
    used_days_ago: int | None = None


@cache
def read(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text())


def situation_of(number: int) -> Situation:
    """The first clients have one situation each; the others take turns."""
    situations = read("clinic")["situations"]
    first, then = situations["first"], situations["then"]
    name = first[number] if number < len(first) else then[(number - len(first)) % len(then)]
    return Situation(name=name, **situations[name])


def luck(about: str) -> random.Random:
    """The same every time, and for one client whatever the others are like."""
    return random.Random(f"{read('clinic')['seed']}: {about}")  # noqa: S311  # nosec B311  # no secret: a made-up life


class Deck:
    """Lines in a shuffled order: none comes twice before each came once."""

    def __init__(self, lines: Sequence[str], rng: random.Random) -> None:
        self._lines, self._rng = lines, rng
        self._left: list[str] = []

    def draw(self) -> str:
        if not self._left:
            self._left = self._rng.sample(self._lines, len(self._lines))
        return self._left.pop()
