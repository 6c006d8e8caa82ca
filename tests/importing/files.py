"""Calendar and roster files, in few words."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from companion.overviews.importing.calendars import Brought
from companion.overviews.importing.gatherings import Gathering

NEW_YORK = """BEGIN:VTIMEZONE
TZID:America/New_York
BEGIN:DAYLIGHT
DTSTART:20070311T020000
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20071104T020000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
END:STANDARD
END:VTIMEZONE"""
EVENING = """BEGIN:VEVENT
UID:evening@example.org
SUMMARY:Evening group
LOCATION:Room 2
DTSTART;TZID=America/New_York:20261123T180000
DTEND;TZID=America/New_York:20261123T210000
RRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=6
END:VEVENT"""
SECOND_MOVED = """BEGIN:VEVENT
UID:evening@example.org
RECURRENCE-ID;TZID=America/New_York:20261125T180000
SUMMARY:Evening group
LOCATION:Room 7
DTSTART;TZID=America/New_York:20261124T190000
DTEND;TZID=America/New_York:20261124T220000
END:VEVENT"""
THIRD_CANCELLED = """BEGIN:VEVENT
UID:evening@example.org
RECURRENCE-ID;TZID=America/New_York:20261130T180000
SUMMARY:Evening group
STATUS:CANCELLED
DTSTART;TZID=America/New_York:20261130T180000
DTEND;TZID=America/New_York:20261130T210000
END:VEVENT"""
THANKSGIVING = """BEGIN:VEVENT
UID:thanks@example.org
SUMMARY:Thanksgiving
DTSTART;VALUE=DATE:20261126
DTEND;VALUE=DATE:20261128
END:VEVENT"""
HEADER = "Name used,Email or phone,Track,Start,Planned end,Counselor"


def calendar(*parts: str, zones: str = NEW_YORK) -> str:
    return "\n".join(
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", zones, *parts, "END:VCALENDAR", ""]
    )


def event(uid: str = "one@example.org", **lines: str) -> str:
    """An event of an hour at 6 PM on Monday, November 23, unless the lines say otherwise."""
    said = {"SUMMARY": "Group", "DTSTART": "20261123T180000", "DTEND": "20261123T190000", **lines}
    # A parameter has its own semicolon: DTSTART=";TZID=Europe/Berlin:20261123T180000".
    inner = [
        f"{name}{value if value.startswith(';') else ':' + value}" for name, value in said.items() if value
    ]
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", *inner, "END:VEVENT"])


def roster(*rows: str, header: str = HEADER) -> str:
    return "\n".join([header, *rows, ""])


def sent(text: str | bytes, name: str = "file") -> tuple[Any, str]:
    content = text.replace("\n", "\r\n").encode() if isinstance(text, str) else text
    return BytesIO(content), name


def only_group(brought: Brought) -> Gathering:
    """What the file's one event is."""
    assert not brought.days_off and not brought.skipped
    (found,) = brought.groups.values()
    return found
