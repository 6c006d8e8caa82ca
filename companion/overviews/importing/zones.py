"""The time zones of a calendar file: by their own name, by the name that Windows gives them, by their rules.

Source: RFC 5545, sections 3.2.19 and 3.6.5; the Windows names are those of the Unicode CLDR.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from companion.overviews.importing.content_lines import Component, Property
from companion.overviews.importing.reading import Broken, Problem

# A definition by other parts than these comes from no calendar program, and could be searched for long.
PARTS = re.compile(r"FREQ=YEARLY|(INTERVAL|COUNT|UNTIL|WKST|BYMONTH|BYMONTHDAY|BYDAY)=[^;]*")
# Working out a zone from its definition takes a while.
MOST_DEFINED = 50
USUAL = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
    "Europe/London",
    "Europe/Berlin",
)
# Outlook on the web writes what its settings show, such as "(UTC-05:00) Eastern Time (US & Canada)".
SHOWN_OFFSET = re.compile(r"\((UTC|GMT)[^)]*\) *")
SHOWN_NAMES = {
    "Eastern Time (US & Canada)": "America/New_York",
    "Indiana (East)": "America/Indiana/Indianapolis",
    "Central Time (US & Canada)": "America/Chicago",
    "Mountain Time (US & Canada)": "America/Denver",
    "Arizona": "America/Phoenix",
    "Pacific Time (US & Canada)": "America/Los_Angeles",
    "Alaska": "America/Anchorage",
    "Hawaii": "Pacific/Honolulu",
    "Atlantic Time (Canada)": "America/Halifax",
    "Coordinated Universal Time": "UTC",
    "tzone://Microsoft/Utc": "UTC",
}
# Every tenth day of six years: the clock changes of two zones that differ at all differ somewhere here.
PROBES = [datetime(2024, 1, 1, 12, tzinfo=UTC) + timedelta(days=10 * step) for step in range(220)]


@dataclass(frozen=True)
class Zone:
    """``name`` is one of the IANA database, or empty where only the file knows the zone's rules."""

    name: str
    rules: tzinfo

    def moment(self, local: datetime) -> datetime:
        return local.replace(tzinfo=self.rules).astimezone(UTC)

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.rules).replace(tzinfo=None)


class Zones:
    """What the names of a calendar mean. ``own`` is the zone of times that name none.

    That is the calendar's, where it says it as Google and Apple do, and else the program's.
    """

    def __init__(self, calendar: Component, program_zone: str) -> None:
        said = calendar.first("X-WR-TIMEZONE")
        self.own = _zone((_iana_name(said.text) if said else "") or program_zone)
        self.utc = Zone("UTC", UTC)
        self._known: dict[str, Zone] = {}
        self._defined = {
            name.text: component
            for component in calendar.inside("VTIMEZONE")
            if (name := component.first("TZID"))
        }

    def named(self, tzid: str, line: int) -> Zone:
        """Raises ``Broken``."""
        if tzid not in self._known:
            self._known[tzid] = self._found(tzid, line)
        return self._known[tzid]

    def _found(self, tzid: str, line: int) -> Zone:
        name = _iana_name(tzid) or self._said_beside(tzid)
        if name:
            return _zone(name)
        definition = self._defined.get(tzid)
        if definition is None:
            raise Broken(Problem.NO_ZONE, line, text=tzid[:60])
        if len(self._defined) > MOST_DEFINED:
            raise Broken(Problem.TOO_MANY_ZONES, line)
        rules = _rules(definition)
        twin = _twin(rules, self.own.name)
        return _zone(twin) if twin else Zone("", rules)

    def _said_beside(self, tzid: str) -> str:
        """Google and libical write the zone's real name into its definition."""
        definition = self._defined.get(tzid)
        said: Property | None = definition.first("X-LIC-LOCATION") if definition else None
        return _iana_name(said.text) if said else ""


def _iana_name(tzid: str) -> str:
    """The zone's name in the IANA database, also behind a maker's prefix: /example.org/Europe/Berlin."""
    shown = SHOWN_OFFSET.sub("", tzid)
    tzid = WINDOWS_TO_OLSON.get(tzid) or SHOWN_NAMES.get(shown) or tzid
    parts = tzid.strip("/").split("/")
    ends = ["/".join(parts[start:]) for start in range(len(parts) if tzid.startswith("/") else 1)]
    return next((_names()[end.casefold()] for end in ends if end.casefold() in _names()), "")


def _rules(definition: Component) -> tzinfo:
    """The zone as the file defines it. Raises ``Broken``."""
    _refuse_endless_search(definition)
    try:
        zone = Timezone.from_ical(definition.written())
        rules: tzinfo = zone.to_tz(lookup_tzid=False)  # type: ignore[attr-defined]  # it is no plain component
        PROBES[0].astimezone(rules)
    except Exception:
        # What the library raises depends on the mistake, and each means the same here.
        raise Broken(Problem.NO_ZONE, definition.line, text=_name_of(definition)) from None
    return rules


def _refuse_endless_search(definition: Component) -> None:
    for part in definition.parts:
        for rule in part.every("RRULE"):
            if not all(PARTS.fullmatch(one) for one in rule.value.upper().split(";")):
                raise Broken(Problem.NO_ZONE, rule.line, text=_name_of(definition))


def _name_of(definition: Component) -> str:
    name = definition.first("TZID")
    return name.text[:60] if name else ""


def _twin(rules: tzinfo, own: str) -> str:
    """A zone of the IANA database whose clocks show the same: the program's own one, if it does."""
    wanted = [probe.astimezone(rules).utcoffset() for probe in PROBES]
    names = [own, *USUAL, *sorted(_names().values())]
    return next((name for name in names if _shows(ZoneInfo(name), wanted)), "")


def _shows(zone: ZoneInfo, wanted: list[timedelta | None]) -> bool:
    return all(
        probe.astimezone(zone).utcoffset() == offset for probe, offset in zip(PROBES, wanted, strict=True)
    )


def _zone(name: str) -> Zone:
    return Zone(name, UTC if name == "UTC" else ZoneInfo(name))


@cache
def _names() -> dict[str, str]:
    """Each name as the database writes it; some programs write small letters."""
    return {name.casefold(): name for name in available_timezones()}
