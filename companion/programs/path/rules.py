"""A client's path through the program: which step may follow which, and when staff have no part in it.

Source: clinical facts, section 1 (intensive outpatient care stands between outpatient care and partial
hospital care; people step down into it and step up into it).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

A_DAY = timedelta(days=1)
# The checklist of the first week stays a second one, for who was away.
BEGINNING = timedelta(days=14)
PHASES_MOST, PHASE_LONGEST = 12, 80


class Kind(StrEnum):
    REFERRED = "referred"
    ASSESSED = "assessed"
    ENROLLED = "enrolled"
    MOVED = "moved"
    STEPPED_UP = "stepped_up"
    STEPPED_DOWN = "stepped_down"
    DISCHARGED = "discharged"
    ALUMNI = "alumni"


class Level(StrEnum):
    """Levels of care, from the least to the most. Labels only."""

    COMMUNITY = "community"
    OUTPATIENT = "outpatient"
    INTENSIVE_OUTPATIENT = "intensive_outpatient"
    PARTIAL_HOSPITALIZATION = "partial_hospitalization"
    RESIDENTIAL = "residential"
    INPATIENT = "inpatient"
    WITHDRAWAL = "withdrawal"


class Reason(StrEnum):
    """Why a stay ends."""

    COMPLETED = "completed"
    STEPPED_UP = "stepped_up"
    STEPPED_DOWN = "stepped_down"
    MOVED = "moved"
    CHOSE_TO_LEAVE = "chose_to_leave"
    OTHER = "other"


INSIDE = frozenset({Kind.ENROLLED, Kind.MOVED, Kind.STEPPED_UP, Kind.STEPPED_DOWN})
STEPS = (Kind.STEPPED_DOWN, Kind.STEPPED_UP)
_NEXT_INSIDE = frozenset({Kind.MOVED, Kind.STEPPED_UP, Kind.STEPPED_DOWN, Kind.DISCHARGED})
FOLLOWS: Mapping[Kind | None, frozenset[Kind]] = {
    None: frozenset({Kind.REFERRED, Kind.ASSESSED, Kind.ENROLLED}),
    Kind.REFERRED: frozenset({Kind.ASSESSED, Kind.ENROLLED, Kind.DISCHARGED}),
    # Somebody who waits may be assessed again.
    Kind.ASSESSED: frozenset({Kind.ASSESSED, Kind.ENROLLED, Kind.DISCHARGED}),
    Kind.ENROLLED: _NEXT_INSIDE,
    Kind.MOVED: _NEXT_INSIDE,
    Kind.STEPPED_UP: _NEXT_INSIDE,
    Kind.STEPPED_DOWN: _NEXT_INSIDE,
    Kind.DISCHARGED: frozenset({Kind.ALUMNI}),
    # Whoever comes back begins again.
    Kind.ALUMNI: frozenset({Kind.REFERRED, Kind.ASSESSED, Kind.ENROLLED}),
}


def may_follow(last: Kind | None, step: Kind) -> bool:
    return step in FOLLOWS[last]


def fits(step: Kind, before: Level, after: Level) -> bool:
    """A step down does not lead to more care, nor a step up to less. Within one level the phase changes."""
    order = list(Level)
    if step == Kind.STEPPED_UP:
        return order.index(after) >= order.index(before)
    return order.index(after) <= order.index(before)


def alone_from(last_on: date, today: date) -> date:
    """The first day without staff: the last day is a day of the stay, unless it is today: then at once."""
    return last_on if last_on == today else last_on + A_DAY
