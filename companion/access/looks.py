"""Which part of a record a page belongs to, and what it was opened for, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from companion.accounts.rules import Role
from companion.core.words import _l

# By the feature that an endpoint names: "counselor.timeline.index" is of the timeline.
PARTS: dict[str, Any] = {
    "accepting": _l("What a supporter is asked for"),
    "alerts": _l("Safety alerts"),
    "asks": _l("What they ask supporters for"),
    "booking": _l("Booking a session"),
    "caseload": _l("Brief"),
    "counseling": _l("Own counseling notes"),
    "emergencies": _l("Emergency access"),
    "emergency_record": _l("Emergency access"),
    "encouragement": _l("Writing them a note"),
    "encouraging": _l("A supporter’s note that they reported"),
    "enquiry": _l("Their request for help"),
    "enrolling": _l("Sign-in link"),
    "gathering": _l("Brief of a group"),
    "groups": _l("Attendance in a group"),
    "letter": _l("Attendance letter"),
    "letters": _l("Attendance letters"),
    "measuring": _l("Measures and home checks"),
    "messages": _l("Messages"),
    "noting": _l("Progress notes"),
    "placing": _l("Track"),
    "plan": _l("Recovery plan"),
    "preparing": _l("Own note before a session"),
    "reviews": _l("Marked as read"),
    "shared_journal": _l("A shared journal entry"),
    "skills": _l("Skills"),
    "stepping": _l("Their time in the program"),
    "supporting": _l("What they show a supporter"),
    "tasks": _l("Tasks"),
    "timeline": _l("Timeline"),
    "topics": _l("What they want to talk about"),
}
OTHER = _l("A page of the record")
PURPOSES: dict[str, Any] = {
    "treatment": _l("Treatment"),
    "support": _l("Support, with the client’s consent"),
    "practical": _l("Help with the week, with the client’s consent"),
    "request": _l("At the client’s request"),
    "emergency": _l("Emergency"),
}
ROLES: dict[Role, Any] = {
    Role.CLIENT: _l("Client"),
    Role.COUNSELOR: _l("Counselor"),
    Role.SUPPORTER: _l("Supporter"),
    Role.ADMIN: _l("Administrator"),
}


def part_of(what: str) -> Any:
    names = what.split(".")
    return PARTS.get(names[1] if len(names) > 1 else names[0], OTHER)


def parts_of(whats: Iterable[str]) -> list[Any]:
    """Each part once, in the order in which they were opened."""
    return list(dict.fromkeys(part_of(what) for what in whats))


def purpose_of(purpose: str) -> Any:
    return PURPOSES.get(purpose, OTHER_PURPOSE)


OTHER_PURPOSE = _l("Another purpose")
