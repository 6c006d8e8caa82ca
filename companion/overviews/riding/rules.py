"""Where the client is, and what can be done there.

Source: own design. What nobody around would notice, or what needs people, fits among people; what is short
fits on the way; alone, everything does.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

REMEMBERED_FOR = timedelta(hours=2)


class Place(StrEnum):
    ALONE = "alone"
    PEOPLE = "people"
    MOVING = "moving"


FITTING: dict[Place, frozenset[str]] = {
    Place.PEOPLE: frozenset({"quiet", "with_people"}),
    Place.MOVING: frozenset({"under_2_minutes"}),
}


def fits(tags: Collection[str], place: Place | None) -> bool:
    wanted = FITTING.get(place) if place else None
    return wanted is None or bool(wanted & set(tags))


def still_there(place: str, said_at: float, now: datetime) -> Place | None:
    """The place that was said at ``said_at`` (seconds since 1970), while it is remembered."""
    is_fresh = 0 <= now.timestamp() - said_at < REMEMBERED_FOR.total_seconds()
    return Place(place) if is_fresh and place in set(Place) else None
