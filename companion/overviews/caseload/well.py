"""One true and specific thing that goes well, for the counselor to affirm. Never a guess, never a total.

Source: affirmations in motivational interviewing name what the person did. The first rule that holds wins.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from companion.overviews.caseload.rules import Share

ENOUGH = 2


class Well(StrEnum):
    LOWER_EVERY_TIME = "lower_every_time"
    RATED_AGAIN = "rated_again"
    CAME_TO_ALL = "came_to_all"
    PRACTICED = "practiced"
    CHECKED_IN = "checked_in"
    CAME = "came"
    LOGGED = "logged"
    SHARED = "shared"
    CAME_LATELY = "came_lately"
    NOTHING_YET = "nothing_yet"


@dataclass(frozen=True)
class Facts:
    """Since they met. ``rated`` cravings were rated again, and ``lower`` of those were less strong then.

    ``lately`` is of the last sessions, ten at the most, also those before they met.
    """

    cravings: int
    rated: int
    lower: int
    groups: Share
    practices: int
    check_ins: Share
    shared: int
    lately: Share


@dataclass(frozen=True)
class Going:
    """What goes well: ``k`` of ``n``."""

    well: Well
    k: int = 0
    n: int = 0


Rule = Callable[[Facts], Going | None]


def going_well(facts: Facts) -> Going:
    return next(found for rule in RULES if (found := rule(facts)))


def _rated_again(facts: Facts) -> Going | None:
    if not facts.rated:
        return None
    every_time = facts.rated >= ENOUGH and facts.lower == facts.rated
    return Going(Well.LOWER_EVERY_TIME if every_time else Well.RATED_AGAIN, facts.rated, facts.cravings)


def _came_to_all(facts: Facts) -> Going | None:
    is_all = facts.groups.of >= ENOUGH and facts.groups.done == facts.groups.of
    return Going(Well.CAME_TO_ALL, facts.groups.done, facts.groups.of) if is_all else None


def _practiced(facts: Facts) -> Going | None:
    return Going(Well.PRACTICED, facts.practices) if facts.practices else None


def _checked_in(facts: Facts) -> Going | None:
    done, of = facts.check_ins.done, facts.check_ins.of
    return Going(Well.CHECKED_IN, done, of) if done else None


def _came(facts: Facts) -> Going | None:
    return Going(Well.CAME, facts.groups.done, facts.groups.of) if facts.groups.done else None


def _logged(facts: Facts) -> Going | None:
    return Going(Well.LOGGED, facts.cravings) if facts.cravings else None


def _shared(facts: Facts) -> Going | None:
    return Going(Well.SHARED, facts.shared) if facts.shared else None


def _came_lately(facts: Facts) -> Going | None:
    done, of = facts.lately.done, facts.lately.of
    return Going(Well.CAME_LATELY, done, of) if done * 2 > of else None


def _nothing_yet(facts: Facts) -> Going:
    return Going(Well.NOTHING_YET)


RULES: tuple[Rule, ...] = (
    _rated_again,
    _came_to_all,
    _practiced,
    _checked_in,
    _came,
    _logged,
    _shared,
    _came_lately,
    _nothing_yet,
)
