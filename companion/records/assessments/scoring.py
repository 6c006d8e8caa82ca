"""From answers to a number, a band and a flag, as the instrument's own rules say.

Source: the instrument files beside this one, which name theirs. A missing answer is missing, never zero;
the three numbers of the BAM-IOP have no sum.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Answers = Mapping[str, int | None]


@dataclass(frozen=True)
class Threshold:
    """A line at which a number is looked at: ``op`` is ``>=`` or ``<=``. ``group`` is for whom it holds.

    ``note`` is what the source says of it, word for word.
    """

    op: str
    value: int
    group: str = ""
    note: str = ""

    def is_met(self, number: int | None) -> bool | None:
        """None without a number: nothing is known then."""
        if number is None:
            return None
        return number >= self.value if self.op == ">=" else number <= self.value


@dataclass(frozen=True)
class Band:
    """``low`` and ``high`` both belong to it."""

    low: int
    high: int
    key: str
    label: str


@dataclass(frozen=True)
class Scale:
    """One number of an instrument. ``most_missing`` is how many answers may be filled in by the mean."""

    key: str
    items: tuple[str, ...]
    low: int
    high: int
    bands: tuple[Band, ...] = ()
    lines: tuple[Threshold, ...] = ()
    most_missing: int = 0

    @property
    def is_higher_better(self) -> bool:
        return any(line.op == "<=" for line in self.lines)

    def lines_met(self, number: int | None) -> list[Threshold]:
        return [line for line in self.lines if line.is_met(number)]

    def band_of(self, number: int | None) -> Band | None:
        if number is None:
            return None
        return next((band for band in self.bands if band.low <= number <= band.high), None)


def number_of(scale: Scale, answers: Answers) -> int | None:
    """The sum, with the mean of the others for each missing answer and halves rounded up.

    None when more are missing than the instrument lets be filled in. Source of the formula,
    floor(T + S*T/(n - S) + 0.5): VistA routine YTSPHQ9.
    """
    known = [value for item in scale.items if (value := answers.get(item)) is not None]
    wanted, missing = len(scale.items), len(scale.items) - len(known)
    if missing > scale.most_missing:
        return None
    return (2 * sum(known) * wanted + len(known)) // (2 * len(known))


def missing_of(scale: Scale, answers: Answers) -> int:
    """How many answers the number lacks."""
    return sum(answers.get(item) is None for item in scale.items)
