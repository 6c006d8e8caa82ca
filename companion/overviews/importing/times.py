"""Times and lengths as a calendar file writes them.

Source: RFC 5545, sections 3.3.4 to 3.3.6 and 3.3.9.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar.prop import vDuration

from companion.overviews.importing.content_lines import Component, Property
from companion.overviews.importing.reading import Broken, Problem
from companion.overviews.importing.zones import Zone, Zones

WRITTEN = re.compile(r"\d{8}(T\d{6}Z?)?", re.ASCII)
# Apple writes 1604 for a birthday of which nobody knows the year. What lies outside of these is a mistake.
YEARS = range(1600, 2201)


@dataclass(frozen=True)
class When:
    """A time on the clocks of a zone. A whole day is its midnight, in no zone but UTC."""

    local: datetime
    zone: Zone
    is_day: bool = False

    @property
    def moment(self) -> datetime:
        return self.zone.moment(self.local)

    def on(self, zone: Zone) -> datetime:
        """What the clocks of that zone show then."""
        return self.local if self.is_day else zone.local(self.moment)


def when(found: Property, said: str, zones: Zones) -> When:
    """Raises ``Broken``."""
    try:
        local = read(said)
    except ValueError:
        raise Broken(Problem.BAD_TIME, found.line, text=said[:60]) from None
    if "T" not in said or said.endswith("Z"):
        return When(local, zones.utc, is_day="T" not in said)
    tzid = found.parameter("TZID")
    return When(local, zones.named(tzid, found.line) if tzid else zones.own)


def read(said: str) -> datetime:
    """Raises ``ValueError``."""
    shape = "%Y%m%dT%H%M%S" if "T" in said else "%Y%m%d"
    local = datetime.strptime(said.removesuffix("Z"), shape)
    if not WRITTEN.fullmatch(said) or local.year not in YEARS:
        raise ValueError(said)
    return local


def every(component: Component, name: str, zones: Zones) -> tuple[When, ...]:
    """Each time of a property that may hold several, and be there several times. Raises ``Broken``."""
    return tuple(when(found, said, zones) for found, said in _listed(component, name))


def periods(component: Component, name: str, zones: Zones) -> tuple[tuple[When, timedelta | None], ...]:
    """The same, each with its length where it has one of its own. Raises ``Broken``."""
    return tuple(_period(found, said, zones) for found, said in _listed(component, name))


def length(found: Property, said: str) -> timedelta:
    """Raises ``Broken``."""
    try:
        read_length: timedelta = vDuration.from_ical(said)  # type: ignore[no-untyped-call]  # the library has no types here
    except (ValueError, OverflowError):
        raise Broken(Problem.BAD_LENGTH, found.line, text=said[:60]) from None
    return read_length


def _listed(component: Component, name: str) -> list[tuple[Property, str]]:
    return [
        (found, said.strip())
        for found in component.every(name)
        for said in found.value.split(",")
        if said.strip()
    ]


def _period(found: Property, said: str, zones: Zones) -> tuple[When, timedelta | None]:
    """A time, or one with a length: up to another time, or for as long as it says."""
    first, _, until = said.partition("/")
    begins = when(found, first, zones)
    if not until:
        return begins, None
    is_length = until.upper().lstrip("+-").startswith("P")
    return begins, length(found, until) if is_length else when(found, until, zones).moment - begins.moment
